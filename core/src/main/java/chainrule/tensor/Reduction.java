// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;

import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Many elements to one, along axes, joined by the fixed tree in F64 and rounded once. Axes count
 * from the front and ascend.
 */
public sealed interface Reduction extends Op {

  /** The axes that vanish, ascending. */
  List<Integer> axes();

  /** Whether they stay with size 1. */
  boolean keep();

  /** How elements are joined. */
  Monoid monoid();

  /** What is done last, with a the joined value and b the number of elements. */
  default Optional<Program> finish() {
    return Optional.empty();
  }

  /** The sum; 0 of nothing. Integers and conditions sum to I64. */
  record Sum(List<Integer> axes, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return Meaning.of(
          "sum",
          "Σ",
          Role.COPIER,
          "A sum copies the upstream gradient to every element it added.",
          "求和把回传梯度复制给每个被加的元素。");
    }

    @Override
    public Monoid monoid() {
      return Monoid.SUM;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of("g, copied along the summed axes", passage -> Spread.copies(passage, axes));
    }
  }

  /** The sum divided by the number of elements; NaN of nothing. */
  record Mean(List<Integer> axes, boolean keep) implements Reduction {
    private static final Program DIVIDE = Program.of(DType.F64, a.over(b));

    @Override
    public Meaning meaning() {
      return Meaning.of(
          "mean",
          "mean",
          Role.COPIER,
          "A mean copies the upstream gradient, divided by their number, to every element.",
          "求均值把回传梯度除以个数后复制给每个元素。");
    }

    @Override
    public Monoid monoid() {
      return Monoid.SUM;
    }

    @Override
    public Optional<Program> finish() {
      return Optional.of(DIVIDE);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g / n, copied along the averaged axes",
          passage -> {
            double count = (double) passage.spec(0).shape().count() / passage.upstream().count();
            return Spread.copies(passage, axes).over(count);
          });
    }
  }

  /** The largest along one axis; the gradient goes to the first of equals. */
  record Max(int axis, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return ofExtreme("max", "max");
    }

    @Override
    public List<Integer> axes() {
      return List.of(axis);
    }

    @Override
    public Monoid monoid() {
      return Monoid.MAXIMUM;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g at argmax, 0 elsewhere",
          passage -> Spread.toChosen(passage, axis, passage.input(0).argmax(axis, true)));
    }
  }

  /** The smallest along one axis; the gradient goes to the first of equals. */
  record Min(int axis, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return ofExtreme("min", "min");
    }

    @Override
    public List<Integer> axes() {
      return List.of(axis);
    }

    @Override
    public Monoid monoid() {
      return Monoid.MINIMUM;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g at argmin, 0 elsewhere",
          passage -> Spread.toChosen(passage, axis, passage.input(0).argmin(axis, true)));
    }
  }

  /** The largest of all elements; equals share the gradient evenly. */
  record MaxOfAll(List<Integer> axes, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return ofExtreme("maxOfAll", "max").withKink("equals share it evenly");
    }

    @Override
    public Monoid monoid() {
      return Monoid.MAXIMUM;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of("g / ties where a == out, 0 elsewhere", Spread::amongTies);
    }
  }

  /** The smallest of all elements; equals share the gradient evenly. */
  record MinOfAll(List<Integer> axes, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return ofExtreme("minOfAll", "min").withKink("equals share it evenly");
    }

    @Override
    public Monoid monoid() {
      return Monoid.MINIMUM;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of("g / ties where a == out, 0 elsewhere", Spread::amongTies);
    }
  }

  private static Meaning ofExtreme(String name, String symbol) {
    return Meaning.of(
            name,
            symbol,
            Role.ROUTER,
            "The extreme routes the whole gradient to the element that was chosen.",
            "最值把梯度全部送给被选中的元素。")
        .withKink("the first of equals takes it");
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    Spec input = inputs.getFirst();
    boolean adds = monoid() == Monoid.SUM && finish().isEmpty();
    if (!input.dtype().isFloating() && !adds) {
      throw new DtypeException(
          name() + ": input is " + input + "; needs F32 or F64", "convert it with .to(DType.F32)");
    }
    Shape shape = input.shape();
    for (int axis : axes().reversed()) {
      if (shape.size(axis) == 0 && monoid() != Monoid.SUM) {
        throw new ShapeException(
            name() + ": axis " + axis + " of " + input + " is empty; needs at least one element");
      }
      shape = keep() ? shape.with(axis, 1) : shape.without(axis);
    }
    return new Spec(input.dtype().isFloating() ? input.dtype() : DType.I64, shape);
  }

  @Override
  default Operand value(List<Operand> inputs, Spec output, Context context) {
    Operand input = inputs.getFirst();
    int[] order =
        IntStream.concat(
                IntStream.range(0, input.shape().rank()).filter(axis -> !axes().contains(axis)),
                axes().stream().mapToInt(axis -> axis))
            .toArray();
    Operand sorted = input.with(input.view().permute(order));
    Operand result = Operand.allocate(output.dtype(), output.shape());
    int kept = order.length - axes().size();
    Operand flat = result.with(View.of(sorted.shape().part(0, kept)));
    if (input.dtype().isFloating()) {
      Kernels.run(new Work.Reduce(monoid(), Optional.empty(), finish(), sorted, flat), context);
    } else {
      count(sorted, flat);
    }
    return result;
  }

  /** Adds integers, wrapping as Java's long does. */
  private static void count(Operand input, Operand output) {
    long each = output.shape().count() == 0 ? 0 : input.shape().count() / output.shape().count();
    for (long i = 0; i < output.shape().count(); i++) {
      long sum = 0;
      for (long j = 0; j < each; j++) {
        sum += input.storage().getLong(input.view().position(i * each + j));
      }
      output.storage().setLong(i, sum);
    }
  }
}
