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
public sealed interface Movement extends Op {

  /** The same elements row by row under another shape. */
  record Reshape(Shape shape) implements Movement {
    @Override
    public Meaning meaning() {
      return mover(
          "reshape",
          "reshape",
          "A reshape gate computes nothing: the upstream gradient takes the shape of the input"
              + " again.",
          "变形门不做计算：回传梯度变回输入的形状。");
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
          "转置门不做计算：回传梯度的轴换回原来的次序。");
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

  /** Every {@code step}-th of {@code count} elements along an axis, from {@code start}. */
  record Slice(int axis, long start, long count, long step) implements Movement {
    @Override
    public Meaning meaning() {
      return Meaning.of(
          "slice",
          "[:]",
          Role.ROUTER,
          "A slice gate is a gradient router: what was taken gets its upstream gradient, the rest"
              + " nothing.",
          "切片门是梯度路由器：取出的元素得到各自的回传梯度，其余为零。");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      checkPart(this, input.shape().size(axis), start, count, step, input);
      return new Spec(input.dtype(), input.shape().with(axis, count));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      return input.with(input.view().slice(axis, start, count, step));
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g in its place, 0 elsewhere",
          passage -> {
            long size = passage.spec(0).shape().size(axis);
            return Engine.apply(new Place(axis, size, start, step), List.of(passage.upstream()));
          });
    }
  }

  /** The input put where a slice would take it from, zeros around it. */
  record Place(int axis, long size, long start, long step) implements Movement {
    @Override
    public Meaning meaning() {
      return mover(
          "place",
          "place",
          "A place gate puts its input among zeros: each element takes the upstream gradient of its"
              + " place.",
          "放置门把输入放在零之间：每个元素取回自己位置上的回传梯度。");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      checkPart(this, size, start, input.shape().size(axis), step, input);
      return new Spec(input.dtype(), input.shape().with(axis, size));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      Operand result = Operand.allocate(output.dtype(), output.shape());
      long count = input.shape().size(axis);
      Copies.copy(input, result.with(result.view().slice(axis, start, count, step)));
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "the slice of g",
          passage -> {
            long count = passage.spec(0).shape().size(axis);
            return Engine.apply(new Slice(axis, start, count, step), List.of(passage.upstream()));
          });
    }
  }

  /** Axes of size 1, and missing leading axes, stretched. */
  record Expand(Shape shape) implements Movement {
    /** What could still be copied out: the length of the longest Java array. */
    private static final long MOST = Integer.MAX_VALUE - 8L;

    @Override
    public Meaning meaning() {
      return Meaning.of(
          "expand",
          "expand",
          Role.COPIER,
          "An expand gate copies its input; the upstream gradients of all copies are added.",
          "扩展门复制它的输入，各份副本的回传梯度在此累加。");
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
          "拼接门把输入并排放置：每个输入取回属于自己的那一段回传梯度。");
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
        total += next.shape().size(axis);
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
            return Engine.apply(new Slice(axis, start, count, 1), List.of(passage.upstream()));
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
          "类型转换门只改变类型：回传梯度再转换回来。");
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

  /** That a part lies on an axis of a size; nothing may lie anywhere. */
  private static void checkPart(
      Movement op, long size, long start, long count, long step, Spec input) {
    boolean fits = count >= 0 && count <= size;
    if (fits && count > 0) {
      // Steps are compared by division: a product could overflow.
      long room = step < 0 ? start : size - 1 - start;
      fits =
          start >= 0
              && start < size
              && (count == 1
                  || (step != 0 && step > -size && Math.abs(step) <= room / (count - 1)));
    }
    if (!fits) {
      throw new IndexException(
          op.name()
              + ": "
              + op
              + " of "
              + input
              + " leaves the axis; needs places 0 to "
              + (size - 1));
    }
  }

  private static Meaning mover(String name, String symbol, String english, String chinese) {
    return Meaning.of(name, symbol, Role.MOVER, english, chinese);
  }
}
