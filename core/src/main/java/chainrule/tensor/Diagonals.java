// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;

/** A diagonal of two axes taken as a view, and put back among zeros. */
public sealed interface Diagonals extends Movement {

  /** The elements (i, i + offset) of two axes, which vanish; they run along a new last axis. */
  record Diagonal(long offset, int first, int second) implements Diagonals {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "diagonal",
              "diag",
              Role.ROUTER,
              "A diagonal gate is a gradient router: the diagonal gets its upstream gradient, the"
                  + " rest nothing.",
              "取对角线门是梯度路由器：对角线上的元素得到各自的回传梯度，其余为零。")
          .withCard(
              "out[.., i] = a[i, .., i + offset]",
              "[.., n, .., m, ..] -> [.., diagonal]",
              "torch.diagonal");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      if (first == second) {
        throw new IndexException(
            "diagonal: axis " + first + " of " + input + " twice; needs two axes");
      }
      return new Spec(input.dtype(), lying(View.of(input.shape()), this).shape());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      return input.with(lying(input.view(), this));
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g on the diagonal, 0 elsewhere",
          passage -> {
            Shape shape = passage.spec(0).shape();
            var back = new DiagEmbed(this, shape.size(first), shape.size(second));
            return Engine.apply(back, List.of(passage.upstream()));
          });
    }
  }

  /** The last axis put on a diagonal of two new axes of given sizes, zeros around it. */
  record DiagEmbed(long offset, int first, int second, long rows, long columns)
      implements Diagonals {
    /** What a diagonal is put back into. */
    DiagEmbed(Diagonal diagonal, long rows, long columns) {
      this(diagonal.offset, diagonal.first, diagonal.second, rows, columns);
    }

    @Override
    public Meaning meaning() {
      return Movement.mover(
              "diagEmbed",
              "diag",
              "A diagonal-embedding gate puts its input on a diagonal among zeros: each element"
                  + " takes the gradient there.",
              "对角嵌入门把输入放到对角线上，周围是零：每个元素取回自己位置上的回传梯度。")
          .withCard(
              "out[.., i, .., i + offset] = a[.., i], 0 elsewhere",
              "[.., n] -> [.., rows, .., columns, ..]",
              "torch.diag_embed");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      Shape shape = input.shape();
      if (first == second) {
        throw new IndexException("diagEmbed: axis " + first + " twice; needs two axes");
      }
      long count = length(offset, rows, columns);
      if (shape.rank() == 0 || shape.size(-1) != count) {
        throw new ShapeException(
            "diagEmbed: input is " + input + "; needs a last axis of " + count);
      }
      Shape rest = shape.without(-1);
      Shape lower = rest.inserted(Math.min(first, second), first < second ? rows : columns);
      Shape both = lower.inserted(Math.max(first, second), first < second ? columns : rows);
      return new Spec(input.dtype(), both);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      Copies.copy(inputs.getFirst(), result.with(lying(result.view(), taken())));
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "the diagonal of g", passage -> Engine.apply(taken(), List.of(passage.upstream())));
    }

    private Diagonal taken() {
      return new Diagonal(offset, first, second);
    }
  }

  /** How many elements the diagonal has that starts at column {@code offset}, or row -offset. */
  private static long length(long offset, long rows, long columns) {
    long count = offset >= 0 ? Math.min(rows, columns - offset) : Math.min(rows + offset, columns);
    return Math.max(0, count);
  }

  /** The diagonal of two axes along a new last axis. */
  private static View lying(View view, Diagonal diagonal) {
    Shape shape = view.shape();
    int first = diagonal.first();
    int second = diagonal.second();
    long offset = diagonal.offset();
    long count = length(offset, shape.size(first), shape.size(second));
    long start = offset >= 0 ? offset * view.stride(second) : -offset * view.stride(first);
    long[] strides = new long[shape.rank() - 1];
    long[] sizes = new long[shape.rank() - 1];
    int next = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis != first && axis != second) {
        sizes[next] = shape.size(axis);
        strides[next++] = view.stride(axis);
      }
    }
    sizes[next] = count;
    strides[next] = view.stride(first) + view.stride(second);
    return View.of(Shape.of(sizes), strides, view.offset() + (count == 0 ? 0 : start));
  }
}
