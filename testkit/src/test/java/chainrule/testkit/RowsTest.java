// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.random.Rng;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes out for one row does not depend on the rows beside it. */
class RowsTest {

  private static final Rng RNG = Rng.seed(11);

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void a_row_of_a_product_does_not_depend_on_its_batch(DType dtype) {
    // More than one chain of 512.
    Tensor weight = Tensor.normal(dtype, Shape.of(700, 11), RNG.child("weight"));
    Tensor bias = Tensor.normal(dtype, Shape.of(11), RNG.child("bias"));
    everyRow(dtype, 700, x -> x.matmul(weight));
    everyRow(dtype, 700, x -> x.affine(weight, bias));
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void a_row_of_a_reduction_does_not_depend_on_its_batch(DType dtype) {
    everyRow(dtype, 5000, x -> x.sumKeep(1));
    everyRow(dtype, 700, x -> x.meanKeep(1));
    everyRow(dtype, 700, x -> x.softmax(1));
    everyRow(dtype, 700, x -> x.logSoftmax(1));
  }

  private static void everyRow(DType dtype, long columns, UnaryOperator<Tensor> function) {
    Tensor batch = Tensor.normal(dtype, Shape.of(64, columns), RNG.child("batch"));
    Tensor whole = function.apply(batch);
    for (int rows : new int[] {1, 2, 3, 7, 33}) {
      for (int from = 0; from + rows <= 64; from += 31) {
        assertThat(function.apply(batch.slice(0, from, from + rows)))
            .as("rows %s to %s", from, from + rows)
            .hasBits(whole.slice(0, from, from + rows));
      }
    }
  }

  /**
   * What an operation gives for some rows alone is, where it is close to what it gives for them
   * among others, the same to the last bit.
   */
  @Test
  void no_operation_gives_a_row_other_bits_in_another_batch() {
    Map<String, Integer> cases = new TreeMap<>();
    for (Op op : Samples.operations()) {
      for (Sample sample : OpLaws.samples(op)) {
        cases.merge(op.name(), rows(sample), Integer::sum);
      }
    }
    cases.values().removeIf(count -> count == 0);
    int total = cases.values().stream().mapToInt(count -> count).sum();
    System.out.println("rows: " + total + " batches of " + cases.size() + " operations");
    Assertions.assertThat(cases).containsKeys("add", "exp", "matmul", "affine", "sum", "softmax");
    Assertions.assertThat(total).isGreaterThan(1000);
  }

  /** How many parts of a sample's batch could be compared. */
  private static int rows(Sample sample) {
    Tensor whole = Autograd.noGrad(sample::value);
    long batch = whole.rank() == 0 ? 0 : whole.size(0);
    int compared = 0;
    for (long count : LongStream.of(1, batch / 2).distinct().toArray()) {
      if (count > 0 && count < batch) {
        compared += isSame(sample, whole, batch - count, count) ? 1 : 0;
      }
    }
    return compared;
  }

  private static boolean isSame(Sample sample, Tensor whole, long from, long count) {
    Tensor expected = whole.slice(0, from, from + count);
    Optional<Tensor> alone = alone(sample, whole, from, count);
    boolean close =
        alone.isPresent()
            && alone.get().spec().equals(expected.spec())
            && isClose(alone.get().toDoubles(), expected.toDoubles());
    if (close) {
      assertThat(alone.get()).as("%s, %s rows from %s", sample, count, from).hasBits(expected);
    }
    return close;
  }

  /** The call on some rows of the inputs that have as many rows as the result. */
  private static Optional<Tensor> alone(Sample sample, Tensor whole, long from, long count) {
    List<Tensor> inputs =
        sample.inputs().stream()
            .map(input ->
                input.rank() == whole.rank() && input.size(0) == whole.size(0)
                    ? input.slice(0, from, from + count)
                    : input)
            .toList();
    try {
      return Optional.of(Autograd.noGrad(() -> sample.withInputs(inputs).value()));
    } catch (ChainruleException notByRows) {
      return Optional.empty();
    }
  }

  private static boolean isClose(double[] some, double[] others) {
    for (int i = 0; i < some.length; i++) {
      double scale = Math.max(1, Math.abs(others[i]));
      if (Math.abs(some[i] - others[i]) > 1e-4 * scale || Double.isNaN(some[i] - others[i])) {
        return false;
      }
    }
    return some.length > 0;
  }
}
