// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/** Elements put in other places, none computed; most are views of the same memory. */
public sealed interface Movement extends Op
    permits Movement.Reshape,
        Movement.Permute,
        Movement.Expand,
        Movement.Concat,
        Movement.Cast,
        Section,
        Diagonals,
        Filling {

  /** What could still be copied out of a view: the length of the longest Java array. */
  long MOST = Integer.MAX_VALUE - 8L;

  /** The same elements row by row under another shape. */
  record Reshape(Shape shape) implements Movement {
    @Override
    public Meaning meaning() {
      return mover(
              "reshape",
              "reshape",
              "A reshape gate computes nothing: the upstream gradient takes the shape of the input"
                  + " again.",
              "变形门不做计算：回传梯度变回输入的形状。")
          .withCard("out = a, row by row", "[..] -> [shape]", "torch.reshape");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      if (shape.count() != input.shape().count()) {
        throw new ShapeException(
            "reshape: "
                + input
                + " has "
                + input.shape().count()
                + " elements, "
                + shape
                + " has "
                + shape.count()
                + "; counts must be equal");
      }
      return new Spec(input.dtype(), shape);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      Optional<View> view = input.view().reshape(shape);
      return view.map(input::with)
          .orElseGet(() -> Kernels.copy(input, context).with(View.of(shape)));
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g in the input's shape", passage -> passage.upstream().reshape(passage.spec(0).shape()));
    }
  }

  /** The axes in another order. */
  record Permute(List<Integer> axes) implements Movement {
    @Override
    public Meaning meaning() {
      return mover(
              "permute",
              "T",
              "A transpose gate computes nothing: the axes of the upstream gradient are put back in"
                  + " order.",
              "转置门不做计算：回传梯度的轴换回原来的次序。")
          .withCard(
              "out[.., i, ..] = a[.., i, ..], axes in another order",
              "[d0, .., dn] -> [d_axes0, .., d_axesn]",
              "torch.permute");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      if (axes.size() != input.shape().rank() || axes.stream().distinct().count() != axes.size()) {
        throw new IndexException(
            "permute: axes " + axes + " for " + input + "; needs each axis once");
      }
      return new Spec(input.dtype(), View.of(input.shape()).permute(order()).shape());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      return input.with(input.view().permute(order()));
    }

    @Override
    public Partial partial(int input) {
      int[] back = new int[axes.size()];
      for (int axis = 0; axis < back.length; axis++) {
        back[axes.get(axis)] = axis;
      }
      return Partial.of("g with the axes back", passage -> passage.upstream().permute(back));
    }

    private int[] order() {
      return axes.stream().mapToInt(axis -> axis).toArray();
    }
  }

  /** Axes of size 1, and missing leading axes, stretched. */
  record Expand(Shape shape) implements Movement {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "expand",
              "expand",
              Role.COPIER,
              "An expand gate copies its input; the upstream gradients of all copies are added.",
              "扩展门复制它的输入，各份副本的回传梯度在此累加。")
          .withCard(
              "out[.., i, ..] = a[.., 0, ..]", "[.., 1, ..] -> [.., n, ..]", "torch.Tensor.expand");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      if (!input.shape().broadcast(shape, "expand").equals(shape)) {
        throw new ShapeException(
            "expand: " + input + " does not stretch to " + shape + "; only axes of size 1 stretch");
      }
      if (shape.count() > MOST) {
        throw new LimitException(
            "expand: "
                + input
                + " to "
                + shape
                + " makes "
                + shape.count()
                + " elements; at most "
                + MOST);
      }
      return new Spec(input.dtype(), shape);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      return input.with(input.view().expand(shape));
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g summed over the stretched axes",
          passage -> Gradients.reduceTo(passage.spec(0).shape(), passage.upstream()));
    }
  }

  /** Tensors one after another along an axis. */
  record Concat(int axis) implements Movement {
    @Override
    public Meaning meaning() {
      return mover(
              "concat",
              "++",
              "A concat gate lays its inputs side by side: each takes its own part of the upstream"
                  + " gradient.",
              "拼接门把输入并排放置：每个输入取回属于自己的那一段回传梯度。")
          .withCard(
              "out = a ++ b ++ c along the axis",
              "[.., n, ..], [.., m, ..] -> [.., n + m, ..]",
              "torch.cat");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec first = inputs.getFirst();
      long total = 0;
      for (int slot = 0; slot < inputs.size(); slot++) {
        Spec next = inputs.get(slot);
        if (next.dtype() != first.dtype()) {
          throw new DtypeException(
              "concat: input 0 is "
                  + first
                  + ", input "
                  + slot
                  + " is "
                  + next
                  + "; types must be equal",
              "convert one with .to(DType." + first.dtype() + ")");
        }
        if (next.shape().rank() != first.shape().rank()
            || !next.shape().with(axis, 0).equals(first.shape().with(axis, 0))) {
          throw new ShapeException(
              "concat: input 0 is "
                  + first
                  + ", input "
                  + slot
                  + " is "
                  + next
                  + "; sizes must agree but for axis "
                  + axis);
        }
        total = Exact.plus("concat", total, next.shape().size(axis));
      }
      return new Spec(first.dtype(), first.shape().with(axis, total));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      long start = 0;
      for (Operand input : inputs) {
        long count = input.shape().size(axis);
        Copies.copy(input, result.with(result.view().slice(axis, start, count, 1)));
        start += count;
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "the part of g that lies over the input",
          passage -> {
            long start = 0;
            for (int slot = 0; slot < input; slot++) {
              start += passage.spec(slot).shape().size(axis);
            }
            long count = passage.spec(input).shape().size(axis);
            return Engine.apply(
                new Section.Slice(axis, start, count, 1), List.of(passage.upstream()));
          });
    }
  }

  /** The same values in another type, rounded as {@link DType#round} says. */
  record Cast(DType dtype) implements Movement {
    @Override
    public Meaning meaning() {
      return mover(
              "to",
              "to",
              "A conversion gate changes the type alone: the upstream gradient is converted back.",
              "类型转换门只改变类型：回传梯度再转换回来。")
          .withCard("out = a, rounded to the type", "[..] -> [..]", "torch.Tensor.to");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return new Spec(dtype, inputs.getFirst().shape());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Copies.convert(inputs.getFirst(), dtype);
    }

    @Override
    public Partial partial(int input) {
      return dtype.isFloating()
          ? Partial.of(
              "g in the input's type", passage -> passage.upstream().to(passage.spec(0).dtype()))
          : Partial.none("integers and conditions have no gradient", "整数和条件没有梯度");
    }
  }

  /** Of a gate that only moves. */
  static Meaning mover(String name, String symbol, String english, String chinese) {
    return Meaning.of(name, symbol, Role.MOVER, english, chinese);
  }
}
