// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.NotationException;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LimitsTest {

  /** Much less than a thread has by default. */
  private static final long SMALL_STACK = 256 * 1024;

  /** What reading, printing and computing a text came to, on a small stack. */
  private static String outcome(String text, Limits limits) throws InterruptedException {
    var outcome = new AtomicReference<String>("nothing");
    var thread =
        new Thread(
            null,
            () -> {
              try {
                outcome.set(run(text, limits));
              } catch (NotationException e) {
                outcome.set(e.code() + " " + e.line() + ":" + e.column());
              } catch (RuntimeException | StackOverflowError e) {
                outcome.set(e.toString());
              }
            },
            "small",
            SMALL_STACK);
    thread.start();
    thread.join();
    return outcome.get();
  }

  private static String run(String text, Limits limits) {
    var notation = Notation.parse(text, limits);
    Map<String, Tensor> values = new HashMap<>();
    notation.names().forEach(name -> values.put(name, Tensor.scalar(DType.F64, 1).requiresGrad()));
    assertThat(Notation.parse(notation.text(), limits).text()).isEqualTo(notation.text());
    assertThat(notation.toLatex()).isNotBlank();
    return Double.toString(notation.evaluate(values).output().item());
  }

  private static String outcome(String text) throws InterruptedException {
    return outcome(text, Limits.standard());
  }

  @Test
  @Timeout(60)
  void nesting_up_to_the_limit_is_read_printed_and_computed_on_a_small_stack() throws Exception {
    assertThat(outcome("(".repeat(500) + "x" + ")".repeat(500))).isEqualTo("1.0");
    assertThat(outcome("-".repeat(500) + "x")).isEqualTo("1.0");
    assertThat(outcome("x^".repeat(500) + "x")).isEqualTo("1.0");
    assertThat(outcome("tanh(".repeat(499) + "0*x" + ")".repeat(499))).isEqualTo("0.0");
    assertThat(outcome("(x*".repeat(500) + "x" + ")".repeat(500))).isEqualTo("1.0");
    assertThat(outcome("(".repeat(500) + "x" + "*x)".repeat(500))).isEqualTo("1.0");
    assertThat(outcome("sum([" + "-".repeat(497) + "1])*x")).isEqualTo("-1.0");
  }

  @Test
  @Timeout(60)
  void nesting_beyond_the_limit_is_refused_on_a_small_stack() throws Exception {
    assertThat(outcome("(".repeat(501) + "x" + ")".repeat(501))).isEqualTo("too-deep 1:501");
    assertThat(outcome("-".repeat(501) + "x")).isEqualTo("too-deep 1:501");
    assertThat(outcome("x^".repeat(501) + "x")).isEqualTo("too-deep 1:1002");
    assertThat(outcome("(".repeat(250) + "x" + "'*x+x)".repeat(250))).startsWith("too-deep");
    for (var piece :
        List.of("(", "-", "+", "[", "2^", "exp(", "where(", "max(x,", "((", "-(", "[-")) {
      assertThat(outcome(piece.repeat(50_000 / piece.length())))
          .as(piece)
          .matches("(too|literal)-deep 1:.*");
    }
  }

  @Test
  @Timeout(60)
  void long_flat_texts_are_not_deep() throws Exception {
    assertThat(outcome("x" + "+x".repeat(2_000))).isEqualTo("2001.0");
    assertThat(outcome("x" + "*x/x".repeat(1_000))).isEqualTo("1.0");
    assertThat(outcome("x" + "*x+x".repeat(1_000))).isEqualTo("1001.0");
    assertThat(outcome("a".repeat(100_000))).isEqualTo("1.0");
    assertThat(outcome("x" + "#".repeat(90_000))).isEqualTo("1.0");
  }

  @Test
  @Timeout(10)
  void a_text_of_a_million_characters_is_refused_at_once() {
    for (var text :
        List.of(
            "x".repeat(1_000_000),
            "(".repeat(1_000_000),
            "x+\n".repeat(400_000),
            "速".repeat(100_001))) {
      var error = Carets.error(text);
      assertThat(error.code()).isEqualTo("too-long");
      assertThat(error.fact()).contains(text.length() + " characters; at most 100000");
      assertThat(error.getMessage().length()).isLessThan(500);
    }
  }

  @Test
  void gates_are_counted_and_their_limit_can_be_raised() throws Exception {
    assertThat(Carets.error("x" + "+x".repeat(2_001)).code()).isEqualTo("too-many-gates");
    assertThat(Carets.error("x" + "+x".repeat(2_001)).column()).isEqualTo(2 + 2 * 2_000);
    var raised = Limits.standard().withGates(200_000);
    assertThat(raised.length()).isEqualTo(10_000_000);
    assertThat(outcome("x" + "+x".repeat(100_000), raised)).isEqualTo("100001.0");
  }

  @Test
  void arithmetic_in_literals_is_no_gate_and_numbers_are_counted() throws Exception {
    assertThat(outcome("sum([" + "-1,".repeat(9_998) + "-1])*x")).isEqualTo("-9999.0");
    assertThat(Carets.error("[" + "1,".repeat(10_000) + "1]").code()).isEqualTo("too-many-numbers");
  }

  @Test
  void numbers_are_not_endless() {
    assertThat(Notation.parse("0." + "1".repeat(990)).text()).startsWith("0.1111");
    assertThat(Carets.error("1".repeat(50_000)).code()).isEqualTo("number-long");
  }

  @Test
  void limits_are_checked() {
    List<Runnable> wrong = new ArrayList<>();
    wrong.add(() -> new Limits(0, 1, 1, 1));
    wrong.add(() -> new Limits(1, 501, 1, 1));
    wrong.add(() -> new Limits(1, 1, -1, 1));
    wrong.add(() -> Limits.standard().withGates(0));
    for (var each : wrong) {
      assertThatThrownBy(each::run)
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("needs 1 to");
    }
    assertThat(Limits.standard().withGates(100).length()).isEqualTo(100_000);
    assertThat(Limits.standard().withGates(Integer.MAX_VALUE).length())
        .isEqualTo(Integer.MAX_VALUE);
  }
}
