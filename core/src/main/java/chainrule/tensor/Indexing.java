// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;

/**
 * Elements chosen by integer tensors, and their places. Indices are I32 or I64, from 0 to the size
 * less one; they pass no gradient.
 */
public sealed interface Indexing extends Op
    permits Indexing.IndexSelect,
        Indexing.TakeAlong,
        Indexing.OneHot,
        Indexing.ArgMax,
        Indexing.ArgMin,
        Scattering,
        Ordering {

  /** Why nothing passes to an index. */
  Partial.None NONE = new Partial.None("an index is an integer and has no gradient", "下标是整数，没有梯度");

  /** Why nothing passes through a place. */
  Partial.None PLACE = new Partial.None("a place is an integer and has no gradient", "位置是整数，没有梯度");

  /** Whole slices along an axis, by a row of indices. Shapes: index [n]; that axis becomes n. */
  record IndexSelect(int axis) implements Indexing {
    @Override
    public Meaning meaning() {
      return taken("indexSelect")
          .withCard(
              "out[.., i, ..] = a[.., index[i], ..]",
              "[.., n, ..], index [k] -> [.., k, ..]",
              "torch.index_select");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      checkRow("indexSelect", inputs.get(1));
      long count = inputs.get(1).shape().count();
      return new Spec(inputs.getFirst().dtype(), inputs.getFirst().shape().with(axis, count));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      LookupTask.Body body = new LookupTask.Body(axis, true, name());
      Kernels.run(new Work.Routine(this, inputs, List.of(result), body), context);
      return result;
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? NONE
          : Partial.of(
              "g added at the chosen places",
              passage -> {
                long size = passage.spec(0).shape().size(axis);
                return passage.upstream().indexAdd(axis, passage.input(1), size);
              });
    }
  }

  /** One element for each index, along an axis: out[.., i, ..] = a[.., index[.., i, ..], ..]. */
  record TakeAlong(int axis) implements Indexing {
    @Override
    public Meaning meaning() {
      return taken("takeAlong")
          .withCard(
              "out[.., i, ..] = a[.., index[.., i, ..], ..]",
              "[.., n, ..], index [.., k, ..] -> [.., k, ..]",
              "torch.gather");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.get(0);
      Spec index = inputs.get(1);
      checkIndex("takeAlong", index);
      if (index.shape().rank() != input.shape().rank()
          || !index.shape().with(axis, 0).equals(input.shape().with(axis, 0))) {
        throw new ShapeException(
            "takeAlong: a is "
                + input
                + ", index is "
                + index
                + "; sizes must agree but for axis "
                + axis);
      }
      return new Spec(input.dtype(), index.shape());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      LookupTask.Body body = new LookupTask.Body(axis, false, name());
      Kernels.run(new Work.Routine(this, inputs, List.of(result), body), context);
      return result;
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? NONE
          : Partial.of(
              "g added at the chosen places",
              passage -> {
                long size = passage.spec(0).shape().size(axis);
                return passage.upstream().scatterAdd(axis, passage.input(1), size);
              });
    }
  }

  /** 1 at the index, 0 elsewhere, along a new last axis, in a floating type. */
  record OneHot(int classes, DType dtype) implements Indexing {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "oneHot",
              "oneHot",
              Role.STOPPER,
              "A one-hot gate takes whole numbers, which have no slope, so no gradient passes.",
              "one-hot 门的输入是整数，没有斜率，没有梯度通过。")
          .withCard(
              "out[.., c] = 1 where c = a[..], 0 elsewhere",
              "[..] -> [.., classes]",
              "torch.nn.functional.one_hot");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      checkIndex("oneHot", inputs.getFirst());
      if (classes < 1 || !dtype.isFloating()) {
        throw new ArgumentException(
            "oneHot: " + classes + " classes in " + dtype + "; needs 1 or more, in F32 or F64");
      }
      Shape shape = inputs.getFirst().shape();
      return new Spec(dtype, shape.inserted(shape.rank(), classes));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return OneHotTask.value(this, inputs.getFirst(), output, context);
    }

    @Override
    public Partial partial(int input) {
      return NONE;
    }
  }

  /** The place of the largest along an axis, I64: the first of equals; NaN counts as largest. */
  record ArgMax(int axis, boolean keep) implements Indexing {
    @Override
    public Meaning meaning() {
      return place("argmax", "largest");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return extreme("argmax", inputs.getFirst(), axis, keep);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Indices.extreme(inputs.getFirst(), output, axis, 1);
    }

    @Override
    public Partial partial(int input) {
      return PLACE;
    }
  }

  /** The place of the smallest along an axis, I64: the first of equals; NaN counts as smallest. */
  record ArgMin(int axis, boolean keep) implements Indexing {
    @Override
    public Meaning meaning() {
      return place("argmin", "smallest");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return extreme("argmin", inputs.getFirst(), axis, keep);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Indices.extreme(inputs.getFirst(), output, axis, -1);
    }

    @Override
    public Partial partial(int input) {
      return PLACE;
    }
  }

  private static Meaning taken(String name) {
    return Meaning.of(
        name,
        "[i]",
        Role.ROUTER,
        "An index gate is a gradient router: what was taken gets the upstream gradient, added if"
            + " taken twice.",
        "索引门是梯度路由器：被取用的元素得到回传梯度，多次取用则累加。");
  }

  private static Meaning place(String name, String which) {
    return Meaning.of(
            name,
            name,
            Role.STOPPER,
            "An " + name + " gate gives places, whole numbers that jump, so no gradient passes.",
            name + " 门给出的是位置，即会跳变的整数，没有梯度通过。")
        .withCard(
            "out = the place of the " + which + " along the axis, the first of equals",
            "[.., n, ..] -> [.., ..]",
            "torch." + name);
  }

  private static Spec extreme(String name, Spec input, int axis, boolean keep) {
    if (input.shape().size(axis) == 0) {
      throw new ShapeException(
          name + ": axis " + axis + " of " + input + " is empty; needs at least one element");
    }
    Shape shape = keep ? input.shape().with(axis, 1) : input.shape().without(axis);
    return new Spec(DType.I64, shape);
  }

  /** Whole numbers. */
  static void checkIndex(String name, Spec index) {
    if (index.dtype() != DType.I32 && index.dtype() != DType.I64) {
      throw new DtypeException(
          name + ": index is " + index + "; needs I32 or I64", "convert it with .to(DType.I64)");
    }
  }

  /** A row of whole numbers. */
  static void checkRow(String name, Spec index) {
    checkIndex(name, index);
    if (index.shape().rank() != 1) {
      throw new ShapeException(name + ": index is " + index + "; needs one axis");
    }
  }
}
