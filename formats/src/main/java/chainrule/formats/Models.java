// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FormatException;
import chainrule.nn.Layer;
import chainrule.nn.Parameters;
import chainrule.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Networks in safetensors files: the leaves by path, and in the metadata what is needed to make the
 * network again.
 *
 * <p>Metadata: {@code chainrule.format} (1), {@code chainrule.net} (the structure), {@code
 * chainrule.input} (normalization), {@code chainrule.classes}, {@code chainrule.seed}, {@code
 * chainrule.version}.
 *
 * <pre>{@code
 * Models.save(model, Path.of("digits.safetensors"));
 * var served = Models.load(Path.of("digits.safetensors"));
 * served.apply(x);
 * }</pre>
 */
public final class Models {

  private static final String FORMAT = "chainrule.format";
  private static final String NET = "chainrule.net";
  private static final String INPUT = "chainrule.input";
  private static final String CLASSES = "chainrule.classes";
  private static final String SEED = "chainrule.seed";
  private static final String VERSION = "chainrule.version";
  private static final String CURRENT = "1";

  private Models() {}

  /**
   * Writes a network, replacing a file that is there; a loaded model keeps what its file said.
   *
   * @throws chainrule.error.FileException if it cannot be written; nothing is half-written
   */
  public static void save(Layer network, Path file) {
    save(network, network instanceof Model model ? model.info() : ModelInfo.empty(), file);
  }

  /** Writes a network and what is to be known of it, replacing a file that is there. */
  public static void save(Layer network, ModelInfo info, Path file) {
    AtomicFile.replacing(file).write(out -> content(network, info).writeTo(out));
  }

  /** The content of a model file. */
  public static SafetensorsFile content(Layer network, ModelInfo info) {
    return content(network, info, Parameters.of(network).all());
  }

  /**
   * The content of a model file with other values in its leaves.
   *
   * @param leaves by path, as the network has them
   */
  public static SafetensorsFile content(Layer network, ModelInfo info, Map<String, Tensor> leaves) {
    List<SafetensorsEntry> entries = new ArrayList<>();
    leaves.forEach(
        (path, leaf) -> entries.add(new SafetensorsEntry(path, leaf.shape(), leaf.toStorage())));
    return SafetensorsFile.of(metadata(network, info), entries);
  }

  private static Map<String, String> metadata(Layer network, ModelInfo info) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(FORMAT, CURRENT);
    metadata.put(VERSION, Version.TEXT);
    NetJson.write(network).ifPresent(tree -> metadata.put(NET, tree.toText()));
    info.seed().ifPresent(seed -> metadata.put(SEED, Long.toString(seed)));
    if (!info.input().members().isEmpty()) {
      metadata.put(INPUT, info.input().toText());
    }
    if (!info.classes().isEmpty()) {
      metadata.put(CLASSES, Json.array(info.classes().stream().map(Json::of).toList()).toText());
    }
    return metadata;
  }

  /**
   * Reads a network that {@link #save} wrote.
   *
   * @throws FormatException if the file is no model, or its tensors do not fit its structure; all
   *     misfits are listed
   * @throws chainrule.error.FileException if it cannot be read
   */
  public static Model load(Path file) {
    SafetensorsFile content = SafetensorsFile.read(file);
    Map<String, String> metadata = content.metadata();
    if (!metadata.getOrDefault(FORMAT, CURRENT).equals(CURRENT)) {
      throw new FormatException(
          "model: "
              + file
              + ": format "
              + Printable.quoted(metadata.getOrDefault(FORMAT, ""))
              + "; this version reads format "
              + CURRENT,
          "use a newer version of chainrule");
    }
    String tree =
        Optional.ofNullable(metadata.get(NET))
            .orElseThrow(() ->
                new FormatException(
                    "model: " + file + " does not say what network it holds (" + NET + ")",
                    "make the network in code and use Models.loadInto(network, file)"));
    long numbers = content.entries().stream().mapToLong(entry -> entry.shape().count()).sum();
    Layer network =
        named(file, NET, () -> NetJson.read(Json.parse(tree).asObject(), new NetLeaves(numbers)));
    Weights.fill(network, content, file, Map.of(), false);
    return new Model(network, info(file, metadata));
  }

  /**
   * Rewrites the leaves of a network with the tensors of a file: one that {@link #save} wrote, by
   * name, or a state dict of PyTorch in safetensors, which is one without {@code chainrule.format}
   * in its metadata.
   *
   * <p>Of a state dict, weights of linear layers are transposed to [in, out], {@code running_mean}
   * and {@code running_var} go into {@link chainrule.nn.BatchNorm}, {@code num_batches_tracked} is
   * left out, and F64 goes into F32 where no number changes. Layers that differ in number alone are
   * taken in order, as {@code 0, 2, 4} of a {@code torch.nn.Sequential} that counts its
   * activations; what surrounds all layers, such as {@code model.}, does not count.
   *
   * <pre>{@code
   * // in Python: safetensors.torch.save_file(model.state_dict(), "model.safetensors")
   * Models.loadInto(network, Path.of("model.safetensors"));
   * }</pre>
   *
   * @throws FormatException if names are missing or too many, or shapes or types differ; all are
   *     listed and no leaf is touched
   */
  public static void loadInto(Layer network, Path file) {
    loadInto(network, file, Map.of());
  }

  /**
   * The same where names differ more.
   *
   * @param names what the file calls leaves or layers, by their path in the network, such as {@code
   *     Map.of("hidden", "fc1", "scale", "scale.weight")}; what is not named is found as usual
   * @throws FormatException if a path is none of the network, or anything does not fit
   */
  public static void loadInto(Layer network, Path file, Map<String, String> names) {
    SafetensorsFile content = SafetensorsFile.read(file);
    boolean torch = !content.metadata().containsKey(FORMAT);
    Weights.fill(network, content, file, names, torch);
  }

  private static ModelInfo info(Path file, Map<String, String> metadata) {
    String input = metadata.getOrDefault(INPUT, "{}");
    String classes = metadata.getOrDefault(CLASSES, "[]");
    return new ModelInfo(
        named(file, INPUT, () -> Json.parse(input).asObject()),
        named(
            file, CLASSES, () -> Json.parse(classes).asArray().stream().map(Json::asText).toList()),
        named(file, SEED, () -> seed(metadata.getOrDefault(SEED, ""))),
        metadata.getOrDefault(VERSION, ""));
  }

  private static OptionalLong seed(String text) {
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new FormatException(Printable.quoted(text) + " is no whole number of 64 bits");
    }
  }

  /** Reads a part of the metadata; what is wrong with it is said with the file and the key. */
  private static <T> T named(Path file, String key, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (FormatException e) {
      String fact = "model: " + file + ": " + key + ": " + e.fact().replace(key + ": ", "");
      throw new FormatException(fact, e.fix().orElse(""));
    }
  }
}
