// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;

import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.error.ShapeException;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/**
 * Many elements to one, along axes, joined by the fixed tree in F64 and rounded once. Axes count
 * from the front and ascend.
 */
public sealed interface Reduction extends Op
    permits Reduction.Sum,
        Reduction.Mean,
        Reduction.Product,
        Reduction.Max,
        Reduction.Min,
        Reduction.MaxOfAll,
        Reduction.MinOfAll,
        Norm,
        Deviation,
        Tally {

  /** What happens to the shape, for the table of operations. */
  String AXES = "the axes vanish, or stay with size 1";

  /** The same of one axis. */
  String AXIS = "the axis vanishes, or stays with size 1";

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
              "求和门是梯度分配器：每个被加的元素都得到全部回传梯度。")
          .withCard("sum of a", AXES, "torch.sum");
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
              "均值门是梯度分配器：每个元素都得到回传梯度除以元素个数。")
          .withCard("sum of a / n", AXES, "torch.mean");
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

  /** The product; 1 of nothing. Integers and conditions multiply to I64. */
  record Product(List<Integer> axes, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "prod",
              "Π",
              Role.SCALER,
              "A product gate scales the upstream gradient, for each element, by the product of"
                  + " all the others.",
              "连乘门给每个元素的是回传梯度乘以其余所有元素之积。")
          .withCard("product of a", AXES, "torch.prod");
    }

    @Override
    public Monoid monoid() {
      return Monoid.PRODUCT;
    }

    /** No division: elements may be 0. */
    @Override
    public Partial partial(int input) {
      return Partial.of("g times the product of the others", Spread.productOfOthers(axes));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Running.product(inputs.getFirst(), axes, keep);
    }
  }

  /** The largest along one axis; the gradient goes to the first of equals. */
  record Max(int axis, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return ofFirst(largest("max")).withCard("max of a", AXIS, "torch.max");
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
      return ofFirst(smallest("min")).withCard("min of a", AXIS, "torch.min");
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

  /** The largest along axes, all or some; equals share the gradient evenly. */
  record MaxOfAll(List<Integer> axes, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return ofAll(largest("amax")).withCard("max of a", AXES, "torch.amax");
    }

    @Override
    public Monoid monoid() {
      return Monoid.MAXIMUM;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of("g / ties where a == out, 0 elsewhere", Spread.amongTies(axes));
    }
  }

  /** The smallest along axes, all or some; equals share the gradient evenly. */
  record MinOfAll(List<Integer> axes, boolean keep) implements Reduction {
    @Override
    public Meaning meaning() {
      return ofAll(smallest("amin")).withCard("min of a", AXES, "torch.amin");
    }

    @Override
    public Monoid monoid() {
      return Monoid.MINIMUM;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of("g / ties where a == out, 0 elsewhere", Spread.amongTies(axes));
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

  /** Whether integers and conditions are joined, too: exactly, to I64 or to their own type. */
  default boolean takesIntegers() {
    return map().isEmpty() && finish().isEmpty();
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    Spec input = inputs.getFirst();
    if (!takesIntegers()) {
      Needs.floating(name(), input);
    }
    boolean extreme = monoid() == Monoid.MAXIMUM || monoid() == Monoid.MINIMUM;
    for (int axis : axes()) {
      if (input.shape().size(axis) == 0 && extreme) {
        throw new ShapeException(
            name() + ": axis " + axis + " of " + input + " is empty; needs at least one element");
      }
    }
    boolean same = extreme || input.dtype().isFloating();
    return new Spec(same ? input.dtype() : DType.I64, Folds.reduced(input.shape(), axes(), keep()));
  }

  @Override
  default Operand value(List<Operand> inputs, Spec output, Context context) {
    return Folds.run(Folds.Steps.of(this), inputs.getFirst(), axes(), output, context);
  }
}
