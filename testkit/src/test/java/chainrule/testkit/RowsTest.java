// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.function.UnaryOperator;
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
}
