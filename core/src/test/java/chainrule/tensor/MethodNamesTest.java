// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ChainruleException;
import chainrule.error.IndexException;
import chainrule.error.NonFiniteException;
import chainrule.random.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Errors of methods that are made of other operations: they begin with the method called. */
class MethodNamesTest {

  private static final Tensor ROW = Tensor.of(1, 2);
  private static final Tensor MATRIX = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private static final Tensor FAR = Tensor.of(DType.I64, 0, 7);
  private static final Tensor WHOLE = Tensor.of(DType.I64, 1, 2);
  private static final Tensor NONE = Tensor.zeros(0);
  private static final Tensor NO_NUMBER = Tensor.full(DType.BOOL, Shape.of(2), 1);

  private final List<DynamicTest> calls = new ArrayList<>();

  private void refused(String name, Supplier<?> call) {
    calls.add(
        DynamicTest.dynamicTest(
            name,
            () ->
                assertThatThrownBy(call::get)
                    .isInstanceOf(ChainruleException.class)
                    .hasMessageStartingWith(name + ": ")));
  }

  @TestFactory
  List<DynamicTest> the_method_that_was_called_is_named() {
    choices();
    numbers();
    matrices();
    return calls;
  }

  private void choices() {
    refused("take", () -> ROW.take(FAR));
    refused("take", () -> ROW.take(ROW));
    refused("gather", () -> ROW.gather(0, FAR));
    refused("gather", () -> ROW.gather(0, ROW));
    refused("embedding", () -> ROW.embedding(FAR));
    refused("embedding", () -> ROW.embedding(FAR, 1));
    refused("bincount", () -> WHOLE.bincount(ROW, 1L << 50));
    refused("bincount", () -> WHOLE.bincount(1L << 50));
    refused("indexFill", () -> ROW.indexFill(0, FAR, 3));
    refused("indexCopy", () -> ROW.indexCopy(0, FAR, ROW));
    refused("put", () -> ROW.put(FAR, ROW));
    refused("repeatInterleave", () -> MATRIX.repeatInterleave(0, 1L << 50));
    refused("stack", () -> ROW.stack(0, WHOLE));
    refused("expandAs", () -> MATRIX.expandAs(ROW));
    refused("median", NONE::median);
    refused("median", () -> NONE.median(0));
    refused("mode", () -> NONE.mode(0));
    refused("max", NONE::max);
    refused("min", NONE::min);
    refused("bucketize", () -> WHOLE.bucketize(ROW));
    refused("categorical", () -> WHOLE.categorical(Rng.seed(1)));
    refused("normal", () -> ROW.normal(Tensor.of(DType.F64, 1), Rng.seed(1)));
    refused("resizeBy", () -> ROW.resizeBy(Resampling.NEAREST, 0));
  }

  private void numbers() {
    for (double p : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, 2, 3}) {
      refused("pNorm", () -> ROW.pNorm(p, 4));
      refused("pNorm", () -> WHOLE.pNorm(p));
    }
    refused("plus", () -> WHOLE.plus(0.5));
    refused("over", () -> WHOLE.over(0.5));
    refused("pow", () -> WHOLE.pow(0.5));
    refused("atan2", () -> WHOLE.atan2(0.5));
    refused("floorDivide", () -> WHOLE.floorDivide(0.5));
    refused("where", () -> NO_NUMBER.where(WHOLE, 0.5));
    refused("fullLike", () -> WHOLE.fullLike(0.5));
    refused("greater", () -> ROW.greater(MATRIX));
    refused("greaterEqual", () -> ROW.greaterEqual(MATRIX));
    refused("allClose", () -> ROW.allClose(MATRIX, -1, 0));
    refused("softmin", () -> NO_NUMBER.softmin(0));
    refused("softmax", () -> WHOLE.softmax(0, 0.5));
    refused("logSoftmax", () -> WHOLE.logSoftmax(0, 0.5));
  }

  private void matrices() {
    refused("matmul", () -> ROW.matmul(WHOLE));
    refused("tensordot", () -> WHOLE.tensordot(ROW, 1));
    refused("choleskySolve", () -> ROW.choleskySolve(MATRIX));
    refused("choleskySolve", () -> MATRIX.choleskySolve(MATRIX));
    refused("logDeterminant", ROW::logDeterminant);
    refused("matrixPower", () -> Tensor.zeros(2, 2).matrixPower(-1));
    refused("symmetricEigenvalues", ROW::symmetricEigenvalues);
    refused(
        "symmetricEigenvalues",
        () -> Tensor.full(DType.F32, Shape.of(2, 2), Double.NaN).symmetricEigenvalues());
  }

  @Test
  void the_type_of_the_error_and_the_rest_of_it_stay() {
    assertThatThrownBy(() -> ROW.take(FAR))
        .isInstanceOf(IndexException.class)
        .hasMessage("take: index 7 at place 1; needs 0 to 1");
    assertThatThrownBy(
            () -> Tensor.full(DType.F32, Shape.of(1, 1), Double.NaN).symmetricEigenvalues())
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("fix: look for what made it first");
  }

  @Test
  void axes_of_a_plane_that_are_one_are_said_to_be() {
    assertThatThrownBy(() -> MATRIX.rot90(1, 0, -2))
        .isInstanceOf(IndexException.class)
        .hasMessage("rot90: axes 0 and -2 of F32[2, 3] are one; needs two");
  }
}
