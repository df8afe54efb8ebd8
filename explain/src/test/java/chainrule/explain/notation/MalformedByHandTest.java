// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that people make, each with the error and the place it must give: malformed.txt. */
class MalformedByHandTest {

  private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-f]{4})");

  static List<String> lines() throws IOException {
    try (var in = MalformedByHandTest.class.getResourceAsStream("malformed.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    }
  }

  @Test
  void there_are_many_and_of_every_kind() throws IOException {
    assertThat(lines()).hasSizeGreaterThan(350).doesNotHaveDuplicates();
    var codes = lines().stream().map(line -> line.replaceAll(".* => ([a-z-]+) .*", "$1")).toList();
    var others =
        List.of(
            Problem.TOO_LONG,
            Problem.TOO_DEEP,
            Problem.TOO_MANY_GATES,
            Problem.TOO_MANY_NUMBERS,
            Problem.NUMBER_LONG,
            Problem.VALUES_MISSING,
            Problem.FIT_ELEMENTS,
            Problem.FIT_PRODUCT,
            Problem.FIT_FUNCTION,
            Problem.ASSIGNMENT_NAME,
            Problem.ASSIGNMENT_UNNAMED,
            Problem.ASSIGNMENT_INFINITE);
    assertThat(Stream.of(Problem.values()).filter(problem -> !others.contains(problem)))
        .allSatisfy(problem -> assertThat(codes).contains(problem.code()));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void a_mistake_is_told_where_it_is(String line) {
    int arrow = line.lastIndexOf(" => ");
    var text = unescaped(line.substring(0, arrow));
    var error = Carets.error(text);
    assertThat(error.code() + " " + error.line() + ":" + error.column())
        .as(error.getMessage())
        .isEqualTo(line.substring(arrow + 4));
  }

  private static String unescaped(String text) {
    return UNICODE
        .matcher(text)
        .replaceAll(code ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))))
        .replace("\\n", "\n")
        .replace("\\t", "\t");
  }
}
