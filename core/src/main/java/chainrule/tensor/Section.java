// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/**
 * Parts of a tensor taken as views, and their partners, which put the parts back among zeros: each
 * is the gradient of the other.
 */
public sealed interface Section extends Movement {

  /** Every {@code step}-th of {@code count} elements along an axis, from {@code start}. */
  record Slice(int axis, long start, long count, long step) implements Section {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "slice",
              "[:]",
              Role.ROUTER,
              "A slice gate is a gradient router: what was taken gets its upstream gradient, the"
                  + " rest nothing.",
              "切片门是梯度路由器：取出的元素得到各自的回传梯度，其余为零。")
          .withCard(
              "out[.., i, ..] = a[.., start + i * step, ..]",
              "[.., n, ..] -> [.., count, ..]",
              "torch.Tensor.narrow");
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
  record Place(int axis, long size, long start, long step) implements Section {
    @Override
    public Meaning meaning() {
      return Movement.mover(
              "place",
              "place",
              "A place gate puts its input among zeros: each element takes the upstream gradient of"
                  + " its place.",
              "放置门把输入放在零之间：每个元素取回自己位置上的回传梯度。")
          .withCard(
              "out[.., start + i * step, ..] = a[.., i, ..], 0 elsewhere",
              "[.., count, ..] -> [.., n, ..]",
              "torch.slice_scatter");
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

  /** All windows of a size along an axis, {@code step} apart, each along a new last axis. */
  record Unfold(int axis, long size, long step) implements Section {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "unfold",
              "windows",
              Role.COPIER,
              "An unfold gate shows each element in every window over it; the upstream gradients of"
                  + " all are added.",
              "滑窗门让元素出现在盖住它的每个窗口中，各窗口的回传梯度在此累加。")
          .withCard(
              "out[.., w, .., i] = a[.., w * step + i, ..]",
              "[.., n, ..] -> [.., (n - size) / step + 1, .., size]",
              "torch.Tensor.unfold");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.getFirst();
      if (size < 1 || step < 1) {
        throw new ArgumentException(
            "unfold: windows of " + size + ", " + step + " apart; needs 1 or more of both");
      }
      if (size > input.shape().size(axis)) {
        throw new ShapeException(
            "unfold: windows of "
                + size
                + " along axis "
                + axis
                + " of "
                + input
                + "; at most "
                + input.shape().size(axis));
      }
      Shape shape = windows(View.of(input.shape())).shape();
      if (shape.count() > MOST) {
        throw new LimitException(
            "unfold: "
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
      return inputs.getFirst().with(windows(inputs.getFirst().view()));
    }

    private View windows(View view) {
      Shape shape = view.shape();
      long count = (shape.size(axis) - size) / step + 1;
      long[] strides = new long[shape.rank() + 1];
      for (int each = 0; each < shape.rank(); each++) {
        strides[each] = view.stride(each);
      }
      strides[shape.rank()] = view.stride(axis);
      strides[axis] = count == 1 ? 0 : view.stride(axis) * step;
      Shape windows = shape.with(axis, count).inserted(shape.rank(), size);
      return View.of(windows, strides, view.offset());
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g of all windows over an element, added",
          passage -> passage.upstream().overlapAdd(axis, passage.spec(0).shape().size(axis), step));
    }
  }

  /** Windows along the last axis added where they came from, window by window. */
  record OverlapAdd(int axis, long length, long step) implements Section {
    @Override
    public Meaning meaning() {
      return Movement.mover(
              "overlapAdd",
              "overlap +",
              "An overlap-add gate adds windows in their places: each takes the upstream gradient"
                  + " of the stretch it covers.",
              "重叠相加门把各窗口加到原位：每个窗口取回它所覆盖那一段的回传梯度。")
          .withCard(
              "out[.., w * step + i, ..] += a[.., w, .., i]",
              "[.., windows, .., size] -> [.., length, ..]",
              "torch.nn.functional.fold");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = Needs.floating("overlapAdd", inputs.getFirst());
      Shape shape = input.shape();
      if (length < 0 || step < 1) {
        throw new ArgumentException(
            "overlapAdd: length " + length + ", step " + step + "; needs 0 and 1 or more");
      }
      long size = shape.size(-1);
      long windows = shape.size(axis);
      if (size < 1 || size > length || windows != (length - size) / step + 1) {
        throw new ShapeException(
            "overlapAdd: windows are "
                + input
                + ", along axis "
                + axis
                + "; a length of "
                + length
                + " with step "
                + step
                + " has "
                + (size < 1 || size > length ? "no" : (length - size) / step + 1)
                + " windows of "
                + size);
      }
      return new Spec(input.dtype(), shape.without(-1).with(axis, length));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      Operand result = Operand.allocate(output.dtype(), output.shape());
      int last = input.shape().rank() - 1;
      long windows = input.shape().size(axis);
      // Elements from the last down to the first: so the windows over a place come in order.
      for (long i = input.shape().size(last) - 1; i >= 0; i--) {
        View one = input.view().slice(last, i, 1, 1);
        Optional<View> flat = one.reshape(one.shape().without(last));
        Operand from = input.with(flat.orElseThrow());
        Indices.add(from, result.with(result.view().slice(axis, i, windows, step)));
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "the windows of g",
          passage -> passage.upstream().unfold(axis, passage.spec(0).shape().size(-1), step));
    }
  }

  /** That a part lies on an axis of a size; nothing may lie anywhere. */
  private static void checkPart(
      Section op, long size, long start, long count, long step, Spec input) {
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
}
