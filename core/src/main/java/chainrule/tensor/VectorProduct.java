// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import java.util.List;
import java.util.Optional;

/** Products of two vectors. */
public sealed interface VectorProduct extends Composite {

  /** The sum of products of equal places, as a matrix product. Shapes: [n] and [n] give []. */
  record Dot() implements VectorProduct {
    @Override
    public Meaning meaning() {
      return Meaning.of(
          "dot",
          "·",
          Role.SWITCHER,
          "A dot gate is a swap multiplier: each vector gets the upstream gradient times the other"
              + " vector.",
          "点积门是梯度转换器：每个向量得到回传梯度乘以另一个向量。");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      vectors(name(), inputs);
      if (!inputs.get(0).shape().equals(inputs.get(1).shape())) {
        throw new ShapeException(
            "dot: a is " + inputs.get(0) + ", b is " + inputs.get(1) + "; needs equal lengths");
      }
      return new Spec(inputs.get(0).dtype(), Shape.SCALAR);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return row(inputs.get(0)).matmul(column(inputs.get(1))).reshape();
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          input == 0 ? "g * b" : "g * a",
          passage -> passage.upstream().times(passage.input(1 - input)));
    }

    /** As products and their sum. */
    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.get(0).times(inputs.get(1)).sum());
    }
  }

  /** Every element of one times every element of the other. Shapes: [m] and [n] give [m, n]. */
  record Outer() implements VectorProduct {
    @Override
    public Meaning meaning() {
      return Meaning.of(
          "outer",
          "⊗",
          Role.SWITCHER,
          "An outer-product gate is a swap multiplier: each vector gets the upstream matrix times"
              + " the other.",
          "外积门是梯度转换器：每个向量得到回传梯度矩阵与另一个向量的乘积。");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      vectors(name(), inputs);
      return new Spec(inputs.get(0).dtype(), inputs.get(0).shape().concat(inputs.get(1).shape()));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return column(inputs.get(0)).times(row(inputs.get(1)));
    }

    @Override
    public Partial partial(int input) {
      return input == 0
          ? Partial.of("g @ b", passage -> passage.upstream().matmul(passage.input(1)))
          : Partial.of("a @ g", passage -> passage.input(0).matmul(passage.upstream()));
    }
  }

  private static Tensor row(Tensor vector) {
    return vector.reshape(1, vector.count());
  }

  private static Tensor column(Tensor vector) {
    return vector.reshape(vector.count(), 1);
  }

  private static void vectors(String name, List<Spec> inputs) {
    Spec x = inputs.get(0);
    Spec y = inputs.get(1);
    String operands = name + ": a is " + x + ", b is " + y;
    if (x.shape().rank() != 1 || y.shape().rank() != 1) {
      throw new ShapeException(
          operands + "; needs two vectors", "for matrices use matmul, or flatten() them first");
    }
    if (!x.dtype().isFloating() || x.dtype() != y.dtype()) {
      throw new DtypeException(
          operands + "; needs F32 or F64, both alike", "convert one with .to(DType.F32)");
    }
  }
}
