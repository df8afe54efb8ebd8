// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Movement;
import chainrule.tensor.Op;
import chainrule.tensor.Section;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OpErrorsTest {

  private static final int MADE_UP = 80;

  private static final AtomicInteger ACCEPTED = new AtomicInteger();
  private static final AtomicInteger REFUSED = new AtomicInteger();

  @AfterAll
  static void both_kinds_were_among_the_calls_made_up() {
    System.out.println("calls made up: " + ACCEPTED + " accepted, " + REFUSED + " refused");
    assertThat(ACCEPTED.get()).isGreaterThan(1000);
    assertThat(REFUSED.get()).isGreaterThan(1000);
  }

  @TestFactory
  Stream<DynamicTest> every_operation_refuses_wrong_calls_with_a_message_that_helps() {
    return Samples.operations().stream()
        .map(op ->
            dynamicTest(
                op.name(), () -> ErrorSamples.of(op).forEach(sample -> sample.check(op.name()))));
  }

  @TestFactory
  Stream<DynamicTest> the_valid_neighbors_of_wrong_calls_succeed() {
    return Samples.operations().stream()
        .map(op ->
            dynamicTest(
                op.name(),
                () -> ErrorSamples.neighbors(op).forEach(each -> each.check(op.name()))));
  }

  @Test
  void every_operation_that_can_be_called_wrongly_is() {
    int total = 0;
    for (Op op : Samples.operations()) {
      // A cast takes everything; a place is made by the gradient of a slice alone, so that no
      // method can be called wrongly: DamageTest damages its record.
      boolean never = op instanceof Movement.Cast || op instanceof Section.Place;
      assertThat(ErrorSamples.of(op)).as("%s", op).hasSizeGreaterThanOrEqualTo(never ? 0 : 2);
      total += ErrorSamples.of(op).size();
    }
    int neighbors =
        Samples.operations().stream().mapToInt(op -> ErrorSamples.neighbors(op).size()).sum();
    System.out.println("wrong calls: " + total + ", valid neighbors: " + neighbors);
    assertThat(total).isGreaterThan(2500);
    assertThat(neighbors).isGreaterThan(800);
  }

  @TestFactory
  Stream<DynamicTest> whatever_is_passed_ends_in_a_result_or_in_our_error() {
    return Samples.operations().stream().map(op -> dynamicTest(op.name(), () -> makeUpCalls(op)));
  }

  /** The samples' calls on tensors that need not suit them, and the gradients of what suits. */
  private static void makeUpCalls(Op op) {
    List<Sample> samples =
        Samples.of(op, DType.F32).stream().filter(sample -> !sample.isLarge()).toList();
    for (int seed = 0; seed < MADE_UP; seed++) {
      Rng rng = Rng.seed(seed).child(op.name());
      Sample sample = samples.get(rng.below(0, samples.size()));
      List<Tensor> inputs = new ArrayList<>(sample.inputs());
      for (int slot = 0; slot < inputs.size(); slot++) {
        if (rng.below(slot + 1, 3) > 0) {
          inputs.set(slot, anyTensor(rng.child(slot)));
        }
      }
      Sample madeUp = sample.withInputs(inputs);
      try {
        Gradients.withValue(madeUp).forEach(Tensor::toDoubles);
        ACCEPTED.incrementAndGet();
      } catch (ChainruleException refused) {
        REFUSED.incrementAndGet();
        assertThat(refused.fact()).as("seed %s, %s", seed, madeUp).contains(": ");
        assertThatThrownBy(() -> Autograd.noGrad(madeUp::value))
            .as("seed %s, %s: refused before the backward pass", seed, madeUp)
            .isInstanceOf(ChainruleException.class);
      } catch (RuntimeException | Error failure) {
        throw new AssertionError("seed " + seed + ", " + madeUp, failure);
      }
    }
  }

  private static Tensor anyTensor(Rng rng) {
    long[] sizes = new long[rng.below(0, 4)];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = rng.below(axis + 1, 4);
    }
    DType dtype = DType.values()[rng.below(9, DType.values().length)];
    Shape shape = Shape.of(sizes);
    double[] values = new double[(int) shape.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rng.below(20 + i, 9) == 0 ? Double.NaN : rng.below(20 + i, 7) - 2;
    }
    return Layout.values()[rng.below(10, 4)].of(Tensor.of(dtype, shape, values));
  }

  @Test
  void an_error_sample_that_is_accepted_or_says_something_else_fails() {
    var accepted = new ErrorSample("fine", () -> Tensor.scalar(1), ShapeException.class, List.of());
    assertThatThrownBy(() -> accepted.check("add"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("fine: accepted; the result is 1 F32[]");
    var other =
        new ErrorSample(
            "wrong", () -> Tensor.of(1, 2).reshape(3), ShapeException.class, List.of("[4]"));
    assertThatThrownBy(() -> other.check("reshape"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected ShapeException \"reshape: ...\" saying [[4]], got");
  }
}
