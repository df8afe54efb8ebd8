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
public sealed interface Reduction extends Op
    permits Reduction.Sum,
        Reduction.Mean,
        Reduction.Max,
        Reduction.Min,
        Reduction.MaxOfAll,
        Reduction.MinOfAll,
        Norm {

  /** The axes that vanish, ascending. */
  List<Integer> axes();

  /** Whether they stay with size 1. */
  boolean keep();

  /** How elements are joined. */
  Monoid monoid();

  /** What is done first, in F64, to each element a. */
  default Optional<Program> map() {
    return Optional.empty();
  }

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
          Role.DISTRIBUTOR,
          "A sum gate is a gradient distributor: every element it adds gets the whole upstream"
              + " gradient.",
          "求和门是梯度分配器：每个被加的元素都得到全部回传梯度。");
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
          Role.DISTRIBUTOR,
          "A mean gate is a gradient distributor: every element gets the upstream gradient over"
              + " their number.",
          "均值门是梯度分配器：每个元素都得到回传梯度除以元素个数。");
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

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor sum = Engine.apply(new Sum(axes, keep), inputs);
      double count = (double) inputs.getFirst().count() / sum.count();
      return Optional.of(sum.over(count));
    }
  }

  /** The largest along one axis; the gradient goes to the first of equals. */
  record Max(int axis, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return ofFirst(largest("max"));
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
      return ofFirst(smallest("min"));
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
      return ofAll(largest("maxOfAll"));
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
      return ofAll(smallest("minOfAll"));
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

  private static Meaning ofExtreme(String name, String symbol, String english, String chinese) {
    return Meaning.of(
        name,
        symbol,
        Role.ROUTER,
        "A "
            + symbol
            + " gate is a gradient router: the "
            + english
            + " element gets the whole upstream gradient.",
        chinese + "值门是梯度路由器：" + chinese + "的元素得到全部回传梯度，其余为零。");
  }

  private static Meaning largest(String name) {
    return ofExtreme(name, "max", "largest", "最大");
  }

  private static Meaning smallest(String name) {
    return ofExtreme(name, "min", "smallest", "最小");
  }

  private static Meaning ofFirst(Meaning extreme) {
    return extreme.withKink("the first of equals takes it", "相等时归第一个");
  }

  private static Meaning ofAll(Meaning extreme) {
    return extreme.withKink("equals share it evenly", "相等的元素均分");
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    Spec input = inputs.getFirst();
    boolean adds = monoid() == Monoid.SUM && map().isEmpty() && finish().isEmpty();
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
      Kernels.run(new Work.Reduce(monoid(), map(), finish(), sorted, flat), context);
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
