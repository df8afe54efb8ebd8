// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;
import java.util.ArrayList;
import java.util.List;

/** Products and traces named by their axes, made of products of matrices and sums. */
public sealed interface TensorProduct extends Composite {

  /**
   * Sums of products over letters: each operand has one letter an axis, letters that the result
   * lacks are summed over. Axes of one letter are equal or 1; a letter twice in one operand takes
   * its diagonal. Operands are contracted from left to right, each pair by one matrix product, or
   * elementwise where no letter is summed.
   *
   * @param terms the letters of each operand, then those of the result
   */
  record Einsum(List<String> terms) implements TensorProduct {

    /** Keeps its own copy of the terms. */
    public Einsum {
      terms = List.copyOf(terms);
    }

    @Override
    public Meaning meaning() {
      return Meaning.of(
              "einsum",
              "einsum",
              Role.MIXER,
              "An einsum gate gives each operand the upstream gradient times the other operands,"
                  + " summed to its letters.",
              "爱因斯坦求和门给每个操作数的是回传梯度与其余操作数之积，按该操作数的字母求和。")
          .withCard("sum of a[ij] b[jk] over j, for ij,jk->ik", "as the letters say", TORCH);
    }

    private static final String TORCH = "torch.einsum";

    @Override
    public Spec infer(List<Spec> inputs) {
      Needs.alike(name(), inputs);
      return new Spec(inputs.getFirst().dtype(), new Letterings(terms).infer(inputs));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return new Letterings(terms).contract(inputs);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "einsum of g and the other operands",
          passage -> {
            Letterings letters = new Letterings(terms);
            List<Shape> shapes = new ArrayList<>();
            List<Tensor> factors = new ArrayList<>(List.of(passage.upstream()));
            for (int slot = 0; slot < terms.size() - 1; slot++) {
              shapes.add(passage.spec(slot).shape());
              if (slot != input) {
                factors.add(passage.input(slot));
              }
            }
            List<String> back = letters.back(input, shapes);
            Tensor product =
                back.size() == 2 && back.getFirst().equals(back.getLast())
                    ? passage.upstream()
                    : Engine.apply(new Einsum(back), factors);
            return letters.spread(product, back.getLast(), input, shapes.get(input));
          });
    }
  }

  /**
   * Every element of one times all of the other, as blocks: the Kronecker product. Shapes: [m, n]
   * and [p, q] give [m p, n q], and so for any number of axes; missing leading axes are of size 1.
   */
  record Kron() implements TensorProduct {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "kron",
              "kron",
              Role.MIXER,
              "A Kronecker gate gives each element of a factor the block it made times the other"
                  + " factor, summed up.",
              "克罗内克积门给因子每个元素的是它所生成的那一块回传梯度与另一因子之积的总和。")
          .withCard(
              "out[i p + k, j q + l] = a[i, j] b[k, l]", "[m, n], [p, q] -> [m p, n q]", TORCH);
    }

    private static final String TORCH = "torch.kron";

    @Override
    public Spec infer(List<Spec> inputs) {
      Needs.alike(name(), inputs);
      int rank = rank(inputs);
      if (rank > MOST) {
        throw new ShapeException(
            "kron: a is " + inputs.get(0) + ", b is " + inputs.get(1) + "; at most 16 axes");
      }
      long[] x = padded(inputs.get(0).shape(), rank);
      long[] y = padded(inputs.get(1).shape(), rank);
      long[] sizes = new long[rank];
      for (int axis = 0; axis < rank; axis++) {
        sizes[axis] = Shape.of(x[axis], y[axis]).count();
      }
      return new Spec(inputs.getFirst().dtype(), Shape.of(sizes));
    }

    /** Blocks need two axes for each. */
    private static final int MOST = 16;

    @Override
    public Tensor define(List<Tensor> inputs) {
      List<Spec> specs = inputs.stream().map(Tensor::spec).toList();
      Tensor x = inputs.get(0).reshape(blocks(specs, 0));
      Tensor y = inputs.get(1).reshape(blocks(specs, 1));
      return x.times(y).reshape(infer(specs).shape());
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          input == 0 ? "sum of the blocks of g * b" : "sum of g over the blocks * a",
          passage -> {
            List<Spec> specs = List.of(passage.spec(0), passage.spec(1));
            Tensor other = passage.input(1 - input).reshape(blocks(specs, 1 - input));
            Shape whole = blocks(specs, 0).broadcast(blocks(specs, 1), "kron");
            Tensor parts = passage.upstream().reshape(whole).times(other);
            return Gradients.reduceTo(blocks(specs, input), parts)
                .reshape(passage.spec(input).shape());
          });
    }

    private static int rank(List<Spec> inputs) {
      return Math.max(inputs.get(0).shape().rank(), inputs.get(1).shape().rank());
    }

    private static long[] padded(Shape shape, int rank) {
      Shape longer = shape;
      while (longer.rank() < rank) {
        longer = longer.inserted(0, 1);
      }
      return longer.sizes();
    }

    /** Two axes for each: that of the first operand, then that of the second. */
    private static Shape blocks(List<Spec> inputs, int operand) {
      int rank = rank(inputs);
      long[] sizes = padded(inputs.get(operand).shape(), rank);
      long[] spread = new long[2 * rank];
      for (int axis = 0; axis < rank; axis++) {
        spread[2 * axis + operand] = sizes[axis];
        spread[2 * axis + 1 - operand] = 1;
      }
      return Shape.of(spread);
    }
  }

  /** The sum of the main diagonal of the last two axes. Shapes: [.., m, n] gives [..]. */
  record Trace() implements TensorProduct {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "trace",
              "tr",
              Role.DISTRIBUTOR,
              "A trace gate is a gradient distributor: the diagonal gets the whole upstream"
                  + " gradient, the rest nothing.",
              "迹门是梯度分配器：对角线上的元素都得到全部回传梯度，其余为零。")
          .withCard("sum of a[i, i]", "[.., m, n] -> [..]", "torch.trace");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = Needs.floating(name(), inputs.getFirst());
      Shape shape = input.shape();
      if (shape.rank() < 2) {
        throw new ShapeException(
            "trace: input is " + input + "; needs two axes or more",
            "give a matrix, or sum() a row of diagonal elements");
      }
      return new Spec(input.dtype(), shape.part(0, shape.rank() - 2));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return inputs.getFirst().diagonal(0, -2, -1).sum(-1);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g on the diagonal, 0 elsewhere",
          passage -> {
            Shape shape = passage.spec(0).shape();
            Tensor upstream = passage.upstream();
            Tensor corner = upstream.reshape(upstream.shape().concat(Shape.of(1, 1)));
            return corner.expand(shape).triu().tril();
          });
    }
  }
}
