// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/**
 * How far elements lie from their mean, along axes: the squared distances added by the fixed tree,
 * after a first pass for the mean, both in F64.
 *
 * <p>The sum is divided by max(0, n - correction), so too few elements give NaN or infinity.
 */
public sealed interface Deviation extends Reduction {

  /** What is taken off the number of elements. */
  double correction();

  /** The variance: sum of (a - mean)^2 / (n - correction). */
  record Variance(double correction, List<Integer> axes, boolean keep) implements Deviation {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "variance",
              "var",
              Role.SCALER,
              "A variance gate scales the upstream gradient by twice each element's distance from"
                  + " the mean, over n - 1.",
              "方差门把回传梯度乘以各元素与均值之差的两倍，再除以元素个数减一。")
          .withCard("sum of (a - mean)^2 / (n - correction)", AXES, "torch.var");
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Distances.of(this, inputs.getFirst(), output, false, context);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * (a - mean) * 2 / (n - correction)",
          passage -> {
            Tensor upstream = Spread.withAxes(passage.upstream(), passage, axes);
            return distances(this, passage.input(0))
                .times(2 / freedom(this, passage))
                .times(upstream);
          });
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor a = inputs.getFirst();
      Tensor sum = Engine.apply(new Sum(axes, keep), List.of(distances(this, a).square()));
      return Optional.of(sum.over(freedom(this, a.count(), sum.count())));
    }
  }

  /** The standard deviation: the square root of the variance. */
  record Standard(double correction, List<Integer> axes, boolean keep) implements Deviation {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "std",
              "std",
              Role.SCALER,
              "A deviation gate scales the upstream gradient by each element's distance from the"
                  + " mean, in deviations.",
              "标准差门把回传梯度乘以各元素与均值之差，再除以标准差与元素个数减一之积。")
          .withKink("0 where all elements are equal", "所有元素相等处取 0")
          .withCard("sqrt(sum of (a - mean)^2 / (n - correction))", AXES, "torch.std");
    }

    /** Squares of F32 neither overflow nor vanish in F64; those of F64 could. */
    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      return input.dtype() == DType.F64 && input.shape().count() > 0
          ? NearOne.of(input, axes, context)
              .restored(near -> Distances.of(this, near, output, true, context), context)
          : Distances.of(this, input, output, true, context);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * (a - mean) / out / (n - correction), 0 where out is 0",
          passage -> {
            Tensor out = Spread.withAxes(passage.output(), passage, axes);
            Tensor flat = out.equal(0);
            Tensor safe = flat.where(Engine.number(out, 1), out);
            Tensor unit = distances(this, passage.input(0)).over(freedom(this, passage)).over(safe);
            Tensor part = unit.times(Spread.withAxes(passage.upstream(), passage, axes));
            return flat.where(Engine.number(part, 0), part);
          });
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(Engine.apply(new Variance(correction, axes, keep), inputs).sqrt());
    }
  }

  @Override
  default Monoid monoid() {
    return Monoid.SUM;
  }

  @Override
  default boolean takesIntegers() {
    return false;
  }

  /** How far each element lies from the mean. */
  private static Tensor distances(Deviation op, Tensor a) {
    return a.minus(a.meanKeep(op.axes().stream().mapToInt(axis -> axis).toArray()));
  }

  private static double freedom(Deviation op, Passage passage) {
    return freedom(op, passage.spec(0).shape().count(), passage.upstream().count());
  }

  /** What the sum of squares is divided by. */
  private static double freedom(Deviation op, long elements, long results) {
    return Math.max(0, (double) elements / results - op.correction());
  }
}
