// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.FormatException;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model file says beside its tensors can be wrong in every part. */
class ModelMetadataTest {

  private static final Mlp NETWORK = Mlp.of("2-3", Activation.RELU, Rng.seed(1));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void every_seed_comes_back(long seed) {
    Path file = folder.resolve("model.safetensors");
    Models.save(NETWORK, ModelInfo.empty().withSeed(seed), file);
    assertThat(Models.load(file).info().seed()).hasValue(seed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chainrule.net     | {                        | json: character 1",
        "chainrule.net     | null                     | the value is null",
        "chainrule.net     | {\"type\":\"Cnn\"}       | unknown layer type \"Cnn\"",
        "chainrule.input   | hello                    | json: character 0",
        "chainrule.input   | []                       | it must be an object",
        "chainrule.classes | 0, 1                     | json: character",
        "chainrule.classes | [0]                      | string",
        "chainrule.seed    | abc                      | \"abc\" is no whole number",
        "chainrule.seed    | 99999999999999999999     | is no whole number",
      })
  void what_is_wrong_is_named_with_the_file(String key, String value, String fact) {
    Path file = folder.resolve("model.safetensors");
    SafetensorsFile whole = Models.content(NETWORK, ModelInfo.empty());
    var metadata = new TreeMap<>(whole.metadata());
    metadata.put(key, value);
    SafetensorsFile broken = SafetensorsFile.of(metadata, whole.entries());
    AtomicFile.creating(file).write(broken::writeTo);
    assertThatThrownBy(() -> Models.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("model: " + file + ": " + key + ": ")
        .hasMessageContaining(fact);
  }
}
