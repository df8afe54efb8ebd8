// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/** How long a vector is, along axes; 0 of nothing but for the largest and the smallest. */
public sealed interface Norm extends Reduction {

  /** |a|, in F64. */
  Program SIZE = Program.of(DType.F64, a.then(Code.ABS));

  /** The square root of the sum of the squares: the 2-norm. */
  record Euclidean(List<Integer> axes, boolean keep) implements Norm {
    private static final Program SQUARE = Program.of(DType.F64, a.times(a));
    private static final Program ROOT = Program.of(DType.F64, a.then(Code.SQRT));

    @Override
    public Meaning meaning() {
      return Meaning.of(
              "norm",
              "‖a‖",
              Role.SCALER,
              "A norm gate scales the upstream gradient by the unit vector along its input: a over"
                  + " the norm.",
              "范数门把回传梯度乘以输入方向的单位向量，即每个元素除以范数。")
          .withKink("0 where the norm is 0", "范数为 0 处取 0")
          .withCard("sqrt(sum of a^2)", AXES, "torch.linalg.vector_norm");
    }

    @Override
    public Optional<Program> map() {
      return Optional.of(SQUARE);
    }

    @Override
    public Optional<Program> finish() {
      return Optional.of(ROOT);
    }

    /** Squares of F32 neither overflow nor vanish in F64; those of F64 could. */
    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      return input.dtype() == DType.F64 && input.shape().count() > 0
          ? NearOne.of(input, axes, context)
              .restored(near -> Norm.super.value(List.of(near), output, context), context)
          : Norm.super.value(inputs, output, context);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * a / out, 0 where out is 0",
          passage -> {
            Tensor norm = Spread.withAxes(passage.output(), passage, axes);
            Tensor flat = norm.equal(0);
            Tensor unit = passage.input(0).over(flat.where(Engine.number(norm, 1), norm));
            Tensor part = unit.times(Spread.withAxes(passage.upstream(), passage, axes));
            return flat.where(Engine.number(part, 0), part);
          });
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor squares = inputs.getFirst().square();
      return Optional.of(Engine.apply(new Sum(axes, keep), List.of(squares)).sqrt());
    }
  }

  /** The sum of the absolute values: the 1-norm. */
  record Absolute(List<Integer> axes, boolean keep) implements Norm {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "norm1",
              "‖a‖₁",
              Role.SCALER,
              "A 1-norm gate gives every element the upstream gradient with that element's sign.",
              "一范数门给每个元素的是乘上该元素正负号的回传梯度。")
          .withKink("0 at elements that are 0", "为 0 的元素处取 0")
          .withCard("sum of |a|", AXES, "torch.linalg.vector_norm(ord=1)");
    }

    @Override
    public Optional<Program> map() {
      return Optional.of(SIZE);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * sign(a)",
          passage ->
              passage.input(0).sign().times(Spread.withAxes(passage.upstream(), passage, axes)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor sizes = inputs.getFirst().abs();
      return Optional.of(Engine.apply(new Sum(axes, keep), List.of(sizes)));
    }
  }

  /**
   * The p-norm for a real p above 0 that is neither 1 nor 2, which have their own: sizes are
   * divided by the largest first, so that no power overflows and not all vanish.
   */
  record Power(double p, List<Integer> axes, boolean keep) implements Norm {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "pNorm",
              "‖a‖p",
              Role.SCALER,
              "A p-norm gate scales the upstream gradient by each element's share of the norm, to"
                  + " the power p - 1.",
              "p 范数门把回传梯度乘以各元素与范数之比的 p - 1 次方，并带上该元素的正负号。")
          .withKink("0 at elements that are 0", "为 0 的元素处取 0")
          .withCard("(sum of |a|^p)^(1 / p)", AXES, "torch.linalg.vector_norm(ord=p)");
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return inputs.getFirst().shape().count() == 0
          ? Operand.allocate(output.dtype(), output.shape())
          : PowerSum.of(this, inputs.getFirst(), output, context);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * sign(a) * (|a| / out)^(p - 1), 0 where a is 0",
          passage -> {
            Tensor a = passage.input(0);
            Tensor zero = a.equal(0);
            Tensor one = Engine.number(a, 1);
            Tensor out = Spread.withAxes(passage.output(), passage, axes);
            Tensor ratio = a.abs().over(out.equal(0).where(one, out));
            Tensor slope = zero.where(one, ratio).pow(p - 1).times(a.sign());
            Tensor part = slope.times(Spread.withAxes(passage.upstream(), passage, axes));
            return zero.where(Engine.number(part, 0), part);
          });
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor powers = inputs.getFirst().abs().pow(p);
      return Optional.of(Engine.apply(new Sum(axes, keep), List.of(powers)).pow(1 / p));
    }
  }

  /** The largest absolute value: the infinity norm. */
  record Largest(List<Integer> axes, boolean keep) implements Norm {
    @Override
    public Meaning meaning() {
      return extreme("normInf", "‖a‖∞", "largest", "最大")
          .withCard("max of |a|", AXES, "torch.linalg.vector_norm(ord=inf)");
    }

    @Override
    public Monoid monoid() {
      return Monoid.MAXIMUM;
    }

    @Override
    public Optional<Program> map() {
      return Optional.of(SIZE);
    }

    @Override
    public Partial partial(int input) {
      return toExtremes(axes);
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(Engine.apply(new MaxOfAll(axes, keep), List.of(inputs.getFirst().abs())));
    }
  }

  /** The smallest absolute value: the norm of minus infinity, by name only a norm. */
  record Smallest(List<Integer> axes, boolean keep) implements Norm {
    @Override
    public Meaning meaning() {
      return extreme("normMinusInf", "‖a‖-∞", "smallest", "最小")
          .withCard("min of |a|", AXES, "torch.linalg.vector_norm(ord=-inf)");
    }

    @Override
    public Monoid monoid() {
      return Monoid.MINIMUM;
    }

    @Override
    public Optional<Program> map() {
      return Optional.of(SIZE);
    }

    @Override
    public Partial partial(int input) {
      return toExtremes(axes);
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(Engine.apply(new MinOfAll(axes, keep), List.of(inputs.getFirst().abs())));
    }
  }

  private static Meaning extreme(String name, String symbol, String english, String chinese) {
    return Meaning.of(
            name,
            symbol,
            Role.ROUTER,
            "This norm gate is a gradient router: the "
                + english
                + " element gets the upstream gradient, with its sign.",
            "这种范数门是梯度路由器：绝对值" + chinese + "的元素得到带其正负号的全部回传梯度。")
        .withKink("equals share it evenly; 0 at elements that are 0", "相等的元素均分，为 0 的元素处取 0");
  }

  private static Partial toExtremes(List<Integer> axes) {
    return Partial.of(
        "g * sign(a) / ties where |a| == out, 0 elsewhere",
        passage -> {
          Tensor a = passage.input(0);
          return Spread.amongTies(passage, axes, a.abs()).times(a.sign());
        });
  }

  @Override
  default Monoid monoid() {
    return Monoid.SUM;
  }

  @Override
  default boolean takesIntegers() {
    return false;
  }
}
