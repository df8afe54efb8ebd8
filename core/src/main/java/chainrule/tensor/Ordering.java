// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;

/**
 * Places of elements in order of size, I64, in any type. Order is total and stable: -0 and 0 are
 * equal, NaN is larger than all, equals keep their order.
 */
public sealed interface Ordering extends Indexing {

  /** The places of the elements along an axis in ascending or descending order. */
  record ArgSort(int axis, boolean descending) implements Ordering {
    @Override
    public Meaning meaning() {
      return places("argsort", "argsort")
          .withCard("places of a in order", Scan.SAME, "torch.argsort(stable=True)");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return new Spec(DType.I64, inputs.getFirst().shape());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Orders.sorted(inputs.getFirst(), axis, descending, output);
    }
  }

  /** The place of the lower median along an axis; of the first NaN if there is one. */
  record ArgMedian(int axis, boolean keep) implements Ordering {
    @Override
    public Meaning meaning() {
      return places("argmedian", "argmedian")
          .withCard("place of the lower median of a", ONE, "torch.median");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return one(name(), inputs.getFirst(), axis, keep);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Orders.chosen(inputs.getFirst(), axis, output, Orders::median);
    }
  }

  /** The place of the most frequent element along an axis: the last of the smallest such. */
  record ArgMode(int axis, boolean keep) implements Ordering {
    @Override
    public Meaning meaning() {
      return places("argmode", "argmode")
          .withCard("place of the most frequent of a", ONE, "torch.mode");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return one(name(), inputs.getFirst(), axis, keep);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Orders.chosen(inputs.getFirst(), axis, output, Orders::mode);
    }
  }

  /** The place of the largest up to each along an axis: the last of equals, the first NaN. */
  record CumulativeArgMax(int axis) implements Ordering {
    @Override
    public Meaning meaning() {
      return places("cumArgmax", "cum argmax")
          .withCard("place of the largest up to each of a", Scan.SAME, "torch.cummax");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return new Spec(DType.I64, inputs.getFirst().shape());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Scans.places(inputs.getFirst(), axis, 1);
    }
  }

  /** The place of the smallest up to each along an axis: the last of equals, the first NaN. */
  record CumulativeArgMin(int axis) implements Ordering {
    @Override
    public Meaning meaning() {
      return places("cumArgmin", "cum argmin")
          .withCard("place of the smallest up to each of a", Scan.SAME, "torch.cummin");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return new Spec(DType.I64, inputs.getFirst().shape());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Scans.places(inputs.getFirst(), axis, -1);
    }
  }

  /**
   * Where each of some values belongs in ascending elements, so that order stays: before its equals
   * or behind them. Shapes: a [n], b of any shape; or a [.., n], b [.., m] with equal leading axes.
   */
  record SearchSorted(boolean behind) implements Ordering {
    @Override
    public Meaning meaning() {
      return places("searchSorted", "search")
          .withCard(
              "place of b in ascending a", "[.., n], [.., m] -> [.., m]", "torch.searchsorted");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec a = inputs.get(0);
      Spec b = inputs.get(1);
      String operands = name() + ": a is " + a + ", values are " + b;
      if (a.dtype() != b.dtype()) {
        throw new DtypeException(
            operands + "; types must be equal", "convert one with .to(DType." + a.dtype() + ")");
      }
      int rank = a.shape().rank();
      boolean rows =
          rank > 1
              && b.shape().rank() == rank
              && a.shape().part(0, rank - 1).equals(b.shape().part(0, rank - 1));
      if (rank != 1 && !rows) {
        throw new ShapeException(operands + "; needs a [n], or equal sizes but for the last axis");
      }
      return new Spec(DType.I64, b.shape());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Orders.found(inputs.get(0), inputs.get(1), behind, output);
    }
  }

  /** What happens to the shape, for the table of operations. */
  String ONE = "the axis vanishes, or stays with size 1";

  private static Meaning places(String name, String symbol) {
    return Meaning.of(
        name,
        symbol,
        Role.STOPPER,
        "An ordering gate gives places, whole numbers that jump, so no gradient passes.",
        "排序门给出的是位置，即会跳变的整数，没有梯度通过。");
  }

  private static Spec one(String name, Spec input, int axis, boolean keep) {
    if (input.shape().size(axis) == 0) {
      throw new ShapeException(
          name + ": axis " + axis + " of " + input + " is empty; needs at least one element");
    }
    Shape shape = Folds.reduced(input.shape(), List.of(axis), keep);
    return new Spec(DType.I64, shape);
  }

  @Override
  default Partial partial(int input) {
    return PLACE;
  }
}
