// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.tensor.Deviation;
import chainrule.tensor.Norm;
import chainrule.tensor.Reduction;
import chainrule.tensor.Scan;
import chainrule.tensor.Tally;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Reductions and scans, as libtorch has them. */
final class TorchReductions {

  private TorchReductions() {}

  static Tensor reduction(Reduction op, Tensor x) {
    if (op.axes().isEmpty() && x.dim() > 0) {
      throw new TorchRules.Absent("no axes mean all axes there");
    }
    long[] axes = TorchRules.array(op.axes());
    return switch (op) {
      case Reduction.Sum(_, boolean keep) -> torch.sum(x, axes, keep, none());
      case Reduction.Mean(_, boolean keep) -> torch.mean(x, axes, keep, none());
      case Reduction.Product(_, boolean keep) ->
          each(axes, x, (t, axis) -> torch.prod(t, axis, true, none()), keep);
      case Reduction.Max(int axis, boolean keep) -> torch.max(x, axis, keep).get0();
      case Reduction.Min(int axis, boolean keep) -> torch.min(x, axis, keep).get0();
      case Reduction.MaxOfAll(_, boolean keep) -> torch.amax(x, axes, keep);
      case Reduction.MinOfAll(_, boolean keep) -> torch.amin(x, axes, keep);
      case Norm.Euclidean(_, boolean keep) -> norm(x, 2, axes, keep);
      case Norm.Absolute(_, boolean keep) -> norm(x, 1, axes, keep);
      case Norm.Power(double p, _, boolean keep) -> norm(x, p, axes, keep);
      case Norm.Largest(_, boolean keep) -> norm(x, Double.POSITIVE_INFINITY, axes, keep);
      case Norm.Smallest(_, boolean keep) -> norm(x, Double.NEGATIVE_INFINITY, axes, keep);
      case Deviation.Variance(double correction, _, boolean keep) ->
          torch.var(x, axes, TorchRules.optional(correction), keep);
      case Deviation.Standard(double correction, _, boolean keep) ->
          unequal(torch.std(x, axes, TorchRules.optional(correction), keep));
      case Tally.Nonzero(_, boolean keep) -> {
        Tensor count = torch.count_nonzero(x, axes);
        yield keep ? torch.reshape(count, torch.sum(x, axes, true, none()).shape()) : count;
      }
      case Tally.Any(_, boolean keep) -> torch.any(x, axes, keep);
      case Tally.All(_, boolean keep) -> torch.all(x, axes, keep);
    };
  }

  /** Where all elements are equal, roundings of the mean give libtorch a slope; ours is 0. */
  private static Tensor unequal(Tensor deviation) {
    if (torch.any(torch.lt(deviation, new Scalar(1e-6))).item_bool()) {
      throw new TorchRules.Absent("roundings make a slope of a deviation of equals there");
    }
    return deviation;
  }

  private static Tensor norm(Tensor x, double p, long[] axes, boolean keep) {
    return torch.linalg_vector_norm(x, new Scalar(p), axes, keep, none());
  }

  /** A function of one axis, along several. */
  private interface Along {
    Tensor apply(Tensor x, long axis);
  }

  private static Tensor each(long[] axes, Tensor x, Along function, boolean keep) {
    Tensor result = x;
    for (long axis : axes) {
      result = function.apply(result, axis);
    }
    for (int i = axes.length - 1; i >= 0 && !keep; i--) {
      result = torch.squeeze(result, axes[i]);
    }
    return result;
  }

  static Tensor scan(Scan op, List<Tensor> in) {
    Tensor x = in.getFirst();
    return switch (op) {
      case Scan.CumulativeSum(int axis) -> torch.cumsum(x, axis);
      case Scan.CumulativeProduct(int axis) -> torch.cumprod(x, axis);
      case Scan.CumulativeMax(int axis) -> torch.cummax(x, axis).get0();
      case Scan.CumulativeMin(int axis) -> torch.cummin(x, axis).get0();
      case Scan.LogCumulativeSumExp(int axis) -> torch.logcumsumexp(x, axis);
      case Scan.Recurrence(int axis) -> recurrence(x, in.get(1), axis);
    };
  }

  /** One step after another along the axis. */
  private static Tensor recurrence(Tensor x, Tensor factors, int axis) {
    if (x.size(axis) == 0) {
      return x;
    }
    TensorVector steps = new TensorVector();
    Tensor before = torch.zeros_like(torch.select(x, axis, 0));
    for (long i = 0; i < x.size(axis); i++) {
      Tensor kept = torch.mul(torch.select(factors, axis, i), before);
      before = torch.add(torch.select(x, axis, i), kept);
      steps.push_back(before);
    }
    return torch.stack(steps, axis);
  }

  private static ScalarTypeOptional none() {
    return new ScalarTypeOptional();
  }
}
