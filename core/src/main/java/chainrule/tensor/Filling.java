// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;

/** Elements kept in their places, and one number in all other places. */
public sealed interface Filling extends Movement {

  /**
   * A number around the input along each axis; a negative width crops.
   *
   * @param before how many elements go before each axis
   * @param after how many go after it
   * @param value the number
   */
  record Pad(List<Long> before, List<Long> after, double value) implements Filling {
    @Override
    public Meaning meaning() {
      return Movement.mover(
              "pad",
              "pad",
              "A pad gate frames its input with a number: each element takes the upstream gradient"
                  + " of its place.",
              "填充门在输入四周填上同一个数：每个元素取回自己位置上的回传梯度。")
          .withCard(
              "out[.., before + i, ..] = a[.., i, ..], value elsewhere",
              "[.., n, ..] -> [.., before + n + after, ..]",
              "torch.nn.functional.pad");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      if (before.size() != input.shape().rank() || after.size() != before.size()) {
        throw new ShapeException(
            "pad: widths " + before + " and " + after + " for " + input + "; needs one an axis");
      }
      WholeNumbers.fits("pad", value, input);
      long[] sizes = input.shape().sizes();
      for (int axis = 0; axis < sizes.length; axis++) {
        long left = sizes[axis] + Math.min(0, before.get(axis));
        if (left < 0 || left + Math.min(0, after.get(axis)) < 0) {
          throw new ShapeException(
              "pad: widths "
                  + before.get(axis)
                  + " and "
                  + after.get(axis)
                  + " on axis "
                  + axis
                  + " of "
                  + input
                  + "; crops more than the "
                  + sizes[axis]
                  + " elements there are");
        }
        sizes[axis] = Exact.plus("pad", sizes[axis], before.get(axis));
        sizes[axis] = Exact.plus("pad", sizes[axis], after.get(axis));
      }
      return new Spec(input.dtype(), Shape.of(sizes));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      View from = inputs.getFirst().view();
      Operand result = Memory.full(output.dtype(), output.shape(), value);
      View to = result.view();
      for (int axis = 0; axis < before.size(); axis++) {
        long first = before.get(axis);
        long crop = Math.max(0, -first);
        long count = from.shape().size(axis) - crop + Math.min(0, after.get(axis));
        from = from.slice(axis, crop, count, 1);
        to = to.slice(axis, Math.max(0, first), count, 1);
      }
      Copies.copy(inputs.getFirst().with(from), result.with(to));
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "the part of g that lies over the input",
          passage ->
              Engine.apply(
                  new Pad(negated(before), negated(after), 0), List.of(passage.upstream())));
    }

    private static List<Long> negated(List<Long> widths) {
      return widths.stream().map(width -> -width).toList();
    }
  }

  /** The elements (i, j) of matrices with j - i of {@code diagonal} at least, 0 below. */
  record Triu(long diagonal) implements Filling {
    @Override
    public Meaning meaning() {
      return triangle("triu", "▽", "j - i >= diagonal");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return matrices("triu", inputs.getFirst());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Triangles.of(inputs.getFirst(), diagonal, Long.MAX_VALUE);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of("g where it was kept", passage -> passage.upstream().triu(diagonal));
    }
  }

  /** The elements (i, j) of matrices with j - i of {@code diagonal} at most, 0 above. */
  record Tril(long diagonal) implements Filling {
    @Override
    public Meaning meaning() {
      return triangle("tril", "△", "j - i <= diagonal");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return matrices("tril", inputs.getFirst());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Triangles.of(inputs.getFirst(), Long.MIN_VALUE, diagonal);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of("g where it was kept", passage -> passage.upstream().tril(diagonal));
    }
  }

  /** A number wherever a condition holds; the condition broadcasts to the input. */
  record MaskedFill(double value) implements Filling {
    /** Why nothing passes to a mask. */
    private static final Partial.None MASK =
        new Partial.None("a mask is a condition and has no gradient", "掩码是条件，没有梯度");

    @Override
    public Meaning meaning() {
      return Meaning.of(
              "maskedFill",
              "mask",
              Role.ROUTER,
              "A masked-fill gate is a gradient router: what was kept gets its upstream gradient,"
                  + " what was filled nothing.",
              "掩码填充门是梯度路由器：保留的元素得到各自的回传梯度，被填充的为零。")
          .withCard(
              "out = value where the mask holds, a elsewhere",
              "[..], BOOL [..] -> [..]",
              "torch.masked_fill");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.get(0);
      Masks.check("maskedFill", input, inputs.get(1));
      WholeNumbers.fits("maskedFill", value, input);
      return input;
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Kernels.fresh(inputs.get(0));
      Operand mask = inputs.get(1).with(inputs.get(1).view().expand(output.shape()));
      double filled = output.dtype().round(value);
      for (long i = 0; i < output.shape().count(); i++) {
        if (Masks.holds(mask, i)) {
          result.storage().set(i, filled);
        }
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? MASK
          : Partial.of(
              "g where it was kept, 0 elsewhere",
              passage -> passage.upstream().maskedFill(passage.input(1), 0));
    }
  }

  private static Meaning triangle(String name, String symbol, String kept) {
    return Meaning.of(
            name,
            symbol,
            Role.ROUTER,
            "A triangle gate is a gradient router: the triangle kept gets its upstream gradient,"
                + " the rest nothing.",
            "三角门是梯度路由器：保留的三角部分得到各自的回传梯度，其余为零。")
        .withCard(
            "out[.., i, j] = a[.., i, j] where " + kept + ", 0 elsewhere",
            "[.., m, n] -> [.., m, n]",
            "torch." + name);
  }

  private static Spec matrices(String name, Spec input) {
    if (input.shape().rank() < 2) {
      throw new ShapeException(name + ": input is " + input + "; needs two axes or more");
    }
    return input;
  }
}
