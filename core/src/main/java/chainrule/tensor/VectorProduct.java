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
              "A dot gate is a swap multiplier: each vector gets the upstream gradient times the"
                  + " other vector.",
              "点积门是梯度转换器：每个向量得到回传梯度乘以另一个向量。")
          .withCard("sum of a[i] b[i]", "[n], [n] -> []", "torch.dot");
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
              "An outer-product gate is a swap multiplier: each vector gets the upstream matrix"
                  + " times the other.",
              "外积门是梯度转换器：每个向量得到回传梯度矩阵与另一个向量的乘积。")
          .withCard("out[i, j] = a[i] b[j]", "[m], [n] -> [m, n]", "torch.outer");
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

  /**
   * Dot products along an axis, counted from the front of the shape both broadcast to. Shapes: [..,
   * n, ..] and [.., n, ..] give [.., ..].
   */
  record Vecdot(int axis) implements VectorProduct {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "vecdot",
              "Σ·",
              Role.SWITCHER,
              "A row-wise dot gate is a swap multiplier: each vector gets its upstream gradient"
                  + " times the other vector.",
              "逐行点积门是梯度转换器：每个向量得到自己的回传梯度乘以另一个向量。")
          .withCard("sum of a b along the axis", "[.., n], [.., n] -> [..]", "torch.linalg.vecdot");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Needs.alike(name(), inputs);
      Shape whole = inputs.get(0).shape().broadcast(inputs.get(1).shape(), name());
      return new Spec(inputs.get(0).dtype(), whole.without(axis));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return inputs.get(0).times(inputs.get(1)).sum(axis);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          input == 0 ? "g * b, along the axis" : "g * a, along the axis",
          passage -> {
            Tensor upstream = passage.upstream();
            Tensor along = upstream.reshape(upstream.shape().inserted(axis, 1));
            Shape own = passage.spec(input).shape();
            Shape whole = own.broadcast(passage.spec(1 - input).shape(), name());
            return Gradients.reduceTo(own, along.expand(whole).times(passage.input(1 - input)));
          });
    }
  }

  /**
   * Vector products in space along an axis of size 3, counted from the front of the shape both
   * broadcast to.
   */
  record Cross(int axis) implements VectorProduct {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "cross",
              "×",
              Role.MIXER,
              "A cross-product gate gives each vector the cross product of the other one and the"
                  + " upstream gradient.",
              "叉积门给每个向量的是另一向量与回传梯度的叉积。")
          .withCard(
              "out[0] = a[1] b[2] - a[2] b[1], and so around",
              "[.., 3], [.., 3] -> [.., 3]",
              "torch.linalg.cross");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Needs.alike(name(), inputs);
      Spec x = inputs.get(0);
      Spec y = inputs.get(1);
      Shape whole = x.shape().broadcast(y.shape(), name());
      int back = axis - whole.rank();
      if (-back > x.shape().rank()
          || -back > y.shape().rank()
          || x.shape().size(back) != 3
          || y.shape().size(back) != 3) {
        throw new ShapeException(
            "cross: a is " + x + ", b is " + y + "; axis " + back + " must be 3 long in both",
            "name the axis that holds x, y and z");
      }
      return new Spec(x.dtype(), whole);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return turned(inputs.get(0), inputs.get(1));
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          input == 0 ? "b x g" : "g x a",
          passage -> {
            Tensor g = passage.upstream();
            Tensor product =
                input == 0 ? passage.input(1).cross(g, axis) : g.cross(passage.input(0), axis);
            return Gradients.reduceTo(passage.spec(input).shape(), product);
          });
    }

    private Tensor turned(Tensor x, Tensor y) {
      int rank = Math.max(x.rank(), y.rank());
      Tensor plus = ahead(x, rank, 1).times(ahead(y, rank, 2));
      return plus.minus(ahead(x, rank, 2).times(ahead(y, rank, 1)));
    }

    /** The three elements from one on, then those before it. */
    private Tensor ahead(Tensor vector, int rank, int from) {
      int along = axis - rank;
      return vector.slice(along, from, 3).concat(along, vector.slice(along, 0, from));
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
