// SPDX-License-Identifier: Apache-2.0
package chainrule.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.nn.Layer;
import chainrule.tensor.Anomaly;
import chainrule.tensor.Gate;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a package that is not among those whose lines anomaly mode passes over. */
class AnomalyTest {

  private final Tensor x = Tensor.of(DType.F64, 4, 0, -1).requiresGrad();

  private static NonFiniteException caught(Runnable body) {
    return caught(Anomaly.NAN, body);
  }

  private static NonFiniteException caught(Anomaly numbers, Runnable body) {
    return catchThrowableOfType(NonFiniteException.class, () -> Autograd.anomaly(numbers, body));
  }

  private static int nextLine() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber() + 1);
  }

  @Test
  void the_first_nan_of_a_forward_pass_has_its_operation_and_line() {
    int[] line = new int[1];
    var thrown =
        caught(() -> {
          var y = x.times(2).plus(0);
          line[0] = nextLine();
          var z = y.log();
          z.sum().exp();
        });
    assertThat(thrown.operation()).contains("log");
    assertThat(thrown.isBackward()).isFalse();
    var place = thrown.line().orElseThrow();
    assertThat(place.getFileName()).isEqualTo("AnomalyTest.java");
    assertThat(place.getLineNumber()).isEqualTo(line[0]);
    assertThat(thrown)
        .hasMessageStartingWith(
            "log: its value, F64[3], is NaN at [2]; its inputs there are [-2.0]; computed at"
                + " AnomalyTest.")
        .hasMessageContaining("(AnomalyTest.java:" + line[0] + ")")
        .hasMessageContaining("fix: ");
  }

  @Test
  void infinities_end_it_only_if_asked_for() {
    assertThat(caught(() -> x.reciprocal())).isNull();
    assertThat(caught(Anomaly.NON_FINITE, () -> x.reciprocal()))
        .hasMessageStartingWith(
            "reciprocal: its value, F64[3], is Infinity at [1]; its inputs there are [0.0]");
    assertThat(caught(Anomaly.NONE, () -> x.log())).isNull();
  }

  @Test
  void bad_data_is_told_apart_from_a_bad_operation() {
    var data = Tensor.of(DType.F64, 1, Double.NaN, 3);
    assertThat(caught(() -> data.dot(x)))
        .hasMessageContaining("dot: its value, F64[], is NaN at []; input 0, F64[3], held NaN");
    var infinite = Tensor.of(DType.F64, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertThat(caught(() -> infinite.sum()))
        .hasMessageContaining("sum: its value, F64[], is NaN at []; no input holds NaN");
  }

  @Test
  void the_first_bad_gradient_has_the_line_of_its_forward_call() {
    int[] line = new int[1];
    var thrown =
        caught(() -> {
          var zero = x.times(0).abs();
          line[0] = nextLine();
          var root = zero.sqrt();
          var product = root.times(0);
          product.sum().backward();
        });
    assertThat(thrown.operation()).contains("sqrt");
    assertThat(thrown.isBackward()).isTrue();
    assertThat(thrown.line().orElseThrow().getLineNumber()).isEqualTo(line[0]);
    assertThat(thrown)
        .hasMessageStartingWith(
            "sqrt: its gradient for input 0, F64[3], is NaN at [0], from an upstream gradient"
                + " without NaN; computed at AnomalyTest.");
    assertThat(x.hasGrad()).isFalse();
  }

  @Test
  void a_where_that_did_not_take_the_branch_is_named_by_the_branch() {
    int[] line = new int[1];
    var thrown =
        caught(() -> {
          line[0] = nextLine();
          var root = x.abs().sqrt();
          x.less(0.5).where(Tensor.zeros(3).to(DType.F64), root).sum().backward();
        });
    assertThat(thrown.operation()).contains("sqrt");
    assertThat(thrown.line().orElseThrow().getLineNumber()).isEqualTo(line[0]);
    assertThat(thrown)
        .hasMessageContaining("is NaN at [1]")
        .hasMessageContaining(
            "fix: if a where() takes the other branch there, choose a safe input");
    assertThat(
            caught(() -> {
              var safe = x.less(0.5).where(Tensor.ones(3).to(DType.F64), x);
              x.less(0.5).where(Tensor.zeros(3).to(DType.F64), safe.sqrt()).sum().backward();
            }))
        .as("the remedy")
        .isNull();
  }

  @Test
  void a_forward_pass_outside_has_no_line() {
    var loss = x.abs().sqrt().times(0).sum();
    var thrown = caught(() -> loss.backward());
    assertThat(thrown.line()).isEmpty();
    assertThat(thrown)
        .hasMessageContaining("run the forward pass in anomaly mode, too, to see its line");
  }

  @Test
  void a_bad_upstream_is_told_as_such() {
    var y = x.times(2);
    var upstream = Tensor.of(DType.F64, 1, Double.NaN, 1);
    assertThat(caught(() -> y.backward(upstream)))
        .hasMessageStartingWith(
            "backward: the upstream, F64[3], is NaN at [1], before any gradient rule ran");
  }

  @Test
  void second_derivatives_have_the_line_of_the_forward_call_too() {
    int[] line = new int[1];
    var thrown =
        caught(() -> {
          var at = Tensor.scalar(DType.F64, 0).requiresGrad();
          line[0] = nextLine();
          var y = at.pow(1.5);
          var first = Autograd.of(y).createGraph().gradient(at);
          Autograd.of(first.times(0)).gradient(at);
        });
    assertThat(thrown.isBackward()).isTrue();
    assertThat(thrown.line().orElseThrow().getLineNumber()).isEqualTo(line[0]);
  }

  private record Root(Tensor weight) implements Layer {
    @Override
    public Tensor forward(Tensor in) {
      return in.times(weight).sqrt();
    }
  }

  @Test
  void the_layer_is_named() {
    var layer = new Root(Tensor.of(DType.F64, 1, 1, 1).requiresGrad());
    assertThat(caught(() -> layer.apply(x)))
        .hasMessageContaining("sqrt: its value, F64[3], is NaN at [2]")
        .hasMessageContaining("Root.forward(AnomalyTest.java:")
        .hasMessageContaining("in:  Root");
  }

  private record Guarded() implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      var positive = in.get(0).greater(0);
      return positive.where(in.get(0).log(), Tensor.zeros(3).to(DType.F64));
    }
  }

  @Test
  void the_inside_of_an_operation_may_hold_what_its_value_does_not() {
    assertThat(caught(() -> new Guarded().apply(x))).isNull();
    assertThat(caught(() -> new Guarded().apply(x).sum().backward()))
        .as("but its gradient is that of the definition")
        .hasMessageStartingWith("log: its gradient for input 0, F64[3], is NaN at [1]");
  }

  @Test
  void a_checkpoint_is_looked_into() {
    int[] line = new int[1];
    var thrown =
        caught(() -> {
          var y =
              Autograd.checkpoint(
                  v -> {
                    line[0] = nextLine();
                    var root = v.abs().sqrt();
                    return root.times(0);
                  },
                  x);
          y.sum().backward();
        });
    assertThat(thrown.operation()).contains("sqrt");
    assertThat(thrown.line().orElseThrow().getLineNumber()).isEqualTo(line[0]);
  }

  @Test
  void it_changes_no_bit_and_ends_with_its_body() {
    var plain = Autograd.grad(x.exp().sigmoid().sum(), x).getFirst();
    var watched = Autograd.anomaly(() -> Autograd.grad(x.exp().sigmoid().sum(), x)).getFirst();
    assertThat(watched.toDoubles()).containsExactly(plain.toDoubles());
    assertThat(x.log().get(2)).isNaN();
    assertThat(x.times(2).call().orElseThrow().line()).isEmpty();
    Autograd.anomaly(() -> {
      assertThat(x.times(2).call().orElseThrow().line()).isPresent();
    });
  }

  @Test
  void other_errors_of_the_kind_know_no_operation() {
    var other = new NonFiniteException("loss: NaN");
    assertThat(other.operation()).isEmpty();
    assertThat(other.line()).isEmpty();
  }
}
