// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.LimitException;
import chainrule.error.NonFiniteException;
import chainrule.error.NotationException;
import chainrule.error.ShapeException;
import chainrule.explain.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every way to fail has its code and one message. */
class FailureTest {

  private static final Messages ENGLISH = Messages.of(Language.ENGLISH);
  private static final Messages CHINESE = Messages.of(Language.CHINESE);

  @Test
  void the_code_tells_what_kind_of_failure_it_was() {
    assertThat(code(new ArgumentException("x"))).isEqualTo(2);
    assertThat(code(new NonFiniteException("x"))).isEqualTo(3);
    assertThat(code(new FileException("x"))).isOne();
    assertThat(code(new LimitException("x"))).isOne();
    assertThat(code(new ShapeException("x"))).isOne();
    assertThat(code(new IOException("x"))).isOne();
    assertThat(code(new OutOfMemoryError())).isOne();
    assertThat(code(new StackOverflowError())).isOne();
    assertThat(code(new IllegalStateException("x"))).isOne();
  }

  @Test
  void fact_place_and_fix_stand_on_lines_of_their_own() {
    var thrown = new ShapeException("matmul: inner sizes differ", "check the layers");
    thrown.passedThrough("[2].Linear(784 -> 10)");
    thrown.passedThrough("Sequential");
    assertThat(Failure.of(thrown, ENGLISH).text(ENGLISH))
        .isEqualTo(
            """
            chainrule: matmul: inner sizes differ
              in:  Sequential[2].Linear(784 -> 10)
              fix: check the layers\
            """);
    assertThat(Failure.of(thrown, CHINESE).text(CHINESE)).contains("  位置：Sequential", "  解决：check");
  }

  @Test
  void an_error_in_an_expression_shows_it_and_speaks_the_language() {
    var thrown =
        new NotationException(
            "unexpected",
            new NotationException.Place(1, 3, "x+*y", List.of("x+*y", "  ^")),
            new NotationException.Wording("notation: unexpected", "remove one"),
            new NotationException.Wording("表达式：多余", "删去一个"));
    assertThat(code(thrown)).isEqualTo(2);
    assertThat(Failure.of(thrown, ENGLISH).text(ENGLISH))
        .isEqualTo(
            """
            chainrule: notation: unexpected
              x+*y
                ^
              fix: remove one\
            """);
    assertThat(Failure.of(thrown, CHINESE).text(CHINESE))
        .isEqualTo(
            """
            chainrule: 表达式：多余
              x+*y
                ^
              解决：删去一个\
            """);
  }

  @Test
  void errors_of_the_virtual_machine_say_what_to_do() {
    assertThat(Failure.of(new OutOfMemoryError(), ENGLISH).text(ENGLISH))
        .contains("out of memory: ", " MiB of heap");
    long heap = Runtime.getRuntime().maxMemory();
    var advised = Failure.of(new OutOfMemoryError(), ENGLISH).fix().orElseThrow();
    var size = Pattern.compile(".*-Xmx([0-9]+)g").matcher(advised);
    assertThat(size.matches()).isTrue();
    assertThat(Long.parseLong(size.group(1)) << 30).isGreaterThanOrEqualTo(2 * heap);
    assertThat(Failure.of(new StackOverflowError(), ENGLISH).text(ENGLISH)).contains("-Xss");
  }

  @Test
  void other_exceptions_become_one_line() {
    var file = new UncheckedIOException(new IOException("disk gone"));
    assertThat(Failure.of(file, ENGLISH).fact()).contains("disk gone");
    assertThat(Failure.of(new IOException(), ENGLISH).fact()).endsWith("IOException");
    assertThat(Failure.of(new IllegalStateException("odd"), ENGLISH).text(ENGLISH))
        .contains("an error in chainrule itself", "odd", "--debug");
  }

  @Test
  void debug_shows_the_stack_trace_and_only_debug_does() {
    var shell = Shell.piped();
    assertThat(shell.run("summary", "nowhere").err()).doesNotContain("\tat ");
    assertThat(shell.run("summary", "nowhere", "--debug").err())
        .startsWith("chainrule: ")
        .contains("\tat chainrule.");
  }

  private static int code(Throwable thrown) {
    return Failure.of(thrown, ENGLISH).code();
  }
}
