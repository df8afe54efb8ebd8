// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a model file says beside its tensors; every part may be empty.
 *
 * @param input how raw input becomes what the network takes: an object of {@code chainrule.input}
 * @param classes the names of the outputs
 * @param seed what the weights and the order of the data were made from
 * @param version the version of chainrule that wrote the file
 */
public record ModelInfo(
    Json.JsonObject input, List<String> classes, OptionalLong seed, String version) {

  /** Keeps its own copy of the classes. */
  public ModelInfo {
    classes = List.copyOf(classes);
  }

  /** Nothing known. */
  public static ModelInfo empty() {
    return new ModelInfo(Json.object(), List.of(), OptionalLong.empty(), "");
  }

  /** The same with a description of the input. */
  public ModelInfo withInput(Json.JsonObject description) {
    return new ModelInfo(description, classes, seed, version);
  }

  /** The same with names of the outputs. */
  public ModelInfo withClasses(List<String> names) {
    return new ModelInfo(input, names, seed, version);
  }

  /** The same with a seed. */
  public ModelInfo withSeed(long value) {
    return new ModelInfo(input, classes, OptionalLong.of(value), version);
  }
}
