// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Letter by letter what is said of the circuits of the course, in both languages. */
class ExplainGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/chainrule/explain/golden");

  private static final Map<String, Supplier<Circuits.Circuit>> CIRCUITS =
      Map.of(
          "product", Circuits::product,
          "neuron", Circuits::neuron,
          "reuse", Circuits::reuse,
          "matrices", Circuits::matrices,
          "tie", Circuits::tie,
          "kink", Circuits::kink,
          "staged", Circuits::staged);

  static Stream<Arguments> cases() {
    return CIRCUITS.keySet().stream()
        .sorted()
        .flatMap(
            name -> Stream.of(Language.values()).map(language -> Arguments.of(name, language)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_words_are_these(String name, Language language) throws IOException {
    var circuit = CIRCUITS.get(name);
    assertThat(circuit).isNotNull();
    var told = circuit.get().explain().language(language).text();
    assertThat(told)
        .isEqualTo(Files.readString(FOLDER.resolve(name + "-" + language.code() + ".txt")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void english_is_ascii_and_chinese_has_its_own_punctuation(String name, Language language) {
    var circuit = CIRCUITS.get(name);
    assertThat(circuit).isNotNull();
    var told = circuit.get().explain().language(language).text();
    if (language == Language.ENGLISH) {
      assertThat(told).matches("[\\x0a\\x20-\\x7e]*");
    } else {
      assertThat(told).doesNotContainPattern("[\\u4e00-\\u9fff][,:;.()]|[,:;.()][\\u4e00-\\u9fff]");
    }
  }
}
