// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Averaging;
import chainrule.tensor.Comparison;
import chainrule.tensor.Composite;
import chainrule.tensor.Convolution;
import chainrule.tensor.Deviation;
import chainrule.tensor.Diagonals;
import chainrule.tensor.DistanceLoss;
import chainrule.tensor.ExponentialUnit;
import chainrule.tensor.Factorization;
import chainrule.tensor.Filling;
import chainrule.tensor.Indexing;
import chainrule.tensor.Movement;
import chainrule.tensor.Norm;
import chainrule.tensor.Op;
import chainrule.tensor.PairLoss;
import chainrule.tensor.Rectifier;
import chainrule.tensor.Reduction;
import chainrule.tensor.Rounding;
import chainrule.tensor.Scan;
import chainrule.tensor.Scattering;
import chainrule.tensor.Section;
import chainrule.tensor.Shrinkage;
import chainrule.tensor.Tally;
import chainrule.tensor.VectorProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Operations with attributes, as libtorch has them. */
final class TorchRules {

  /** What libtorch lacks under that attribute or altogether. */
  static final class Absent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Absent(String reason) {
      super(reason);
    }
  }

  private TorchRules() {}

  static Tensor apply(Op op, List<Tensor> in) {
    if (TorchElements.knows(op.name())) {
      return TorchElements.apply(op.name(), in);
    }
    Tensor x = in.getFirst();
    return switch (op) {
      case Arithmetic.Clamp(double low, double high) ->
          torch.clamp(x, optional(low), optional(high));
      case Arithmetic.NanToNum(double nan, double up, double down) ->
          torch.nan_to_num(
              x, new DoubleOptional(nan), new DoubleOptional(up), new DoubleOptional(down));
      case Comparison.IsClose(double relative, double absolute) ->
          torch.isclose(x, in.get(1), relative, absolute, false);
      case Rectifier.LeakyRelu(double slope) -> torch.leaky_relu(x, new Scalar(slope));
      case Rectifier.Hardtanh(double low, double high) ->
          torch.hardtanh(x, new Scalar(low), new Scalar(high));
      case Rectifier.Threshold(double threshold, double value) ->
          torch.threshold(x, new Scalar(threshold), new Scalar(value));
      case Rectifier.ScaledSoftplus(double beta, double threshold) ->
          torch.softplus(x, new Scalar(beta), new Scalar(threshold));
      case ExponentialUnit.Elu(double alpha) ->
          torch.elu(x, new Scalar(alpha), new Scalar(1.0), new Scalar(1.0));
      // Its own celu divides by alpha rounded to F32, in F64 too: 1e-8 off.
      case ExponentialUnit.Celu(double alpha) ->
          torch.elu(x, new Scalar(alpha), new Scalar(1.0), new Scalar(1 / alpha));
      case Shrinkage.Softshrink(double lambda) -> torch.softshrink(x, new Scalar(lambda));
      case Shrinkage.Hardshrink(double lambda) -> torch.hardshrink(x, new Scalar(lambda));
      case Composite.Softmax(int axis) -> torch.softmax(x, axis);
      case Composite.LogSoftmax(int axis) -> torch.log_softmax(x, axis);
      case Composite.LogSumExp(List<Integer> axes, boolean keep) ->
          torch.logsumexp(x, longs(axes), keep);
      case Composite.Glu(int axis) -> torch.glu(x, axis);
      case Rounding.RoundTo(int decimals) -> torch.round(x, decimals);
      case VectorProduct.Vecdot(int axis) -> torch.linalg_vecdot(x, in.get(1), axis);
      case VectorProduct.Cross(int axis) -> torch.linalg_cross(x, in.get(1), axis);
      // Theirs reads one triangle, ours the mean of both.
      case Factorization.Cholesky(boolean upper) ->
          torch.linalg_cholesky(
              torch.mul(torch.add(x, torch.transpose(x, -2, -1)), new Scalar(0.5)), upper);
      case Convolution convolution -> convolution(convolution, in);
      case DistanceLoss.Ranking(double margin, Averaging averaging) ->
          torch.margin_ranking_loss(x, in.get(1), in.get(2), margin, code(averaging));
      case DistanceLoss.Cosine(double margin, Averaging averaging) ->
          torch.cosine_embedding_loss(x, in.get(1), in.get(2), margin, code(averaging));
      case Reduction reduction -> reduction(reduction, x);
      case Scan scan -> scan(scan, x);
      case Movement movement -> movement(movement, in);
      case Indexing indexing -> indexing(indexing, in);
      case PairLoss loss -> loss(loss, x, in.get(1));
      default -> throw new Absent("not in libtorch, or only as several functions");
    };
  }

  private static ScalarOptional optional(double number) {
    return new ScalarOptional(new Scalar(number));
  }

  private static Tensor reduction(Reduction op, Tensor x) {
    if (op.axes().isEmpty() && x.dim() > 0) {
      throw new Absent("no axes mean all axes there");
    }
    long[] axes = longs(op.axes());
    return switch (op) {
      case Reduction.Sum(_, boolean keep) -> torch.sum(x, axes, keep, new ScalarTypeOptional());
      case Reduction.Mean(_, boolean keep) -> torch.mean(x, axes, keep, new ScalarTypeOptional());
      case Reduction.Product(_, boolean keep) ->
          each(axes, x, (t, axis) -> torch.prod(t, axis, true, new ScalarTypeOptional()), keep);
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
          torch.var(x, axes, unbiased(correction), keep);
      case Deviation.Standard(double correction, _, boolean keep) ->
          torch.std(x, axes, unbiased(correction), keep);
      case Tally.Nonzero(_, boolean keep) when !keep -> torch.count_nonzero(x, axes);
      case Tally.Any(_, boolean keep) -> torch.any(x, axes, keep);
      case Tally.All(_, boolean keep) -> torch.all(x, axes, keep);
      default -> throw new Absent("not in libtorch, or only as several functions");
    };
  }

  private static boolean unbiased(double correction) {
    if (correction != 0 && correction != 1) {
      throw new Absent("JavaCPP has corrections 0 and 1 alone");
    }
    return correction == 1;
  }

  private static Tensor norm(Tensor x, double p, long[] axes, boolean keep) {
    return torch.linalg_vector_norm(x, new Scalar(p), axes, keep, new ScalarTypeOptional());
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

  private static Tensor convolution(Convolution op, List<Tensor> in) {
    TensorOptional bias = in.size() > 2 ? new TensorOptional(in.get(2)) : new TensorOptional();
    return switch (op) {
      case Convolution.Convolve(
              List<Long> stride,
              List<Long> before,
              List<Long> after,
              List<Long> dilation,
              long groups) -> {
        long[] none = new long[stride.size()];
        yield torch.convolution(
            padded(in.get(0), before, after),
            in.get(1),
            bias,
            array(stride),
            none,
            array(dilation),
            false,
            none,
            groups);
      }
      default -> throw new Absent("padding may differ before and after here");
    };
  }

  /** Zeros around the last axes. */
  private static Tensor padded(Tensor x, List<Long> before, List<Long> after) {
    List<Long> pairs = new ArrayList<>();
    for (int axis = before.size() - 1; axis >= 0; axis--) {
      pairs.add(before.get(axis));
      pairs.add(after.get(axis));
    }
    return torch.constant_pad_nd(x, array(pairs), new Scalar(0.0));
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(each -> each).toArray();
  }

  private static Tensor scan(Scan op, Tensor x) {
    return switch (op) {
      case Scan.CumulativeSum(int axis) -> torch.cumsum(x, axis);
      case Scan.CumulativeProduct(int axis) -> torch.cumprod(x, axis);
      case Scan.CumulativeMax(int axis) -> torch.cummax(x, axis).get0();
      case Scan.CumulativeMin(int axis) -> torch.cummin(x, axis).get0();
      case Scan.LogCumulativeSumExp(int axis) -> torch.logcumsumexp(x, axis);
      default -> throw new Absent("not in libtorch");
    };
  }

  private static Tensor movement(Movement op, List<Tensor> in) {
    Tensor x = in.getFirst();
    return switch (op) {
      case Movement.Reshape(Shape shape) -> torch.reshape(x, shape.sizes());
      case Movement.Permute(List<Integer> axes) -> torch.permute(x, longs(axes));
      case Movement.Expand(Shape shape) -> torch.broadcast_to(x, shape.sizes());
      case Movement.Concat(int axis) ->
          torch.cat(new TensorVector(in.toArray(Tensor[]::new)), axis);
      case Movement.Cast(DType dtype) -> x.to(type(dtype));
      case Section.Slice(int axis, long start, long count, long step) -> {
        if (step > 0) {
          yield torch.slice(
              x,
              axis,
              new LongOptional(start),
              new LongOptional(start + Math.max(0, (count - 1) * step + 1)),
              step);
        }
        long low = start + (count - 1) * step;
        yield torch.flip(
            torch.slice(x, axis, new LongOptional(low), new LongOptional(start + 1), -step), axis);
      }
      case Section.Unfold(int axis, long size, long step) ->
          throw new Absent("tensor.unfold is not in JavaCPP's torch");
      case Diagonals.DiagEmbed(long offset, int first, int second, long rows, long columns)
          when rows == columns ->
          torch.diag_embed(x, offset, first, second);
      case Diagonals.Diagonal(long offset, int first, int second) ->
          torch.diagonal(x, offset, first, second);
      case Filling.Triu(long diagonal) -> torch.triu(x, diagonal);
      case Filling.Tril(long diagonal) -> torch.tril(x, diagonal);
      case Filling.MaskedFill(double value) -> torch.masked_fill(x, in.get(1), new Scalar(value));
      case Filling.Pad(List<Long> before, List<Long> after, double value) -> {
        List<Long> pairs = new ArrayList<>();
        for (int axis = before.size() - 1; axis >= 0; axis--) {
          pairs.add(before.get(axis));
          pairs.add(after.get(axis));
        }
        yield torch.constant_pad_nd(
            x, pairs.stream().mapToLong(each -> each).toArray(), new Scalar(value));
      }
      default -> throw new Absent("not in libtorch, or only as several functions");
    };
  }

  private static Tensor indexing(Indexing op, List<Tensor> in) {
    Tensor x = in.getFirst();
    Function<Integer, Tensor> index = slot -> longs(in.get(slot));
    return switch (op) {
      case Indexing.IndexSelect(int axis) -> torch.index_select(x, axis, index.apply(1));
      case Scattering.IndexAdd(int axis, long size) ->
          torch.index_add(zeros(x, axis, size), axis, index.apply(1), x);
      case Indexing.TakeAlong(int axis) -> torch.gather(x, axis, index.apply(1));
      case Scattering.ScatterAdd(int axis, long size) ->
          torch.scatter_add(zeros(x, axis, size), axis, index.apply(1), x);
      case Indexing.OneHot(int classes, DType dtype) ->
          torch.one_hot(index.apply(0), classes).to(type(dtype));
      case Indexing.ArgMax(int axis, boolean keep) -> torch.argmax(x, new LongOptional(axis), keep);
      case Indexing.ArgMin(int axis, boolean keep) -> torch.argmin(x, new LongOptional(axis), keep);
      default -> throw new Absent("not in libtorch, or with another order of equals");
    };
  }

  /** Zeros with one size changed. */
  private static Tensor zeros(Tensor x, int axis, long size) {
    long[] sizes = x.shape();
    sizes[axis] = size;
    return torch.zeros(sizes, x.options());
  }

  private static Tensor loss(PairLoss op, Tensor x, Tensor y) {
    return switch (op) {
      case PairLoss.L1(Averaging averaging) -> torch.l1_loss(x, y, code(averaging));
      case PairLoss.Huber(double delta, Averaging averaging) ->
          torch.huber_loss(x, y, code(averaging), delta);
      case PairLoss.SmoothL1(double beta, Averaging averaging) when beta == 0 ->
          throw new Absent("with beta 0 its slope at a tie is -1, that of its L1 loss 0");
      case PairLoss.SmoothL1(double beta, Averaging averaging) ->
          torch.smooth_l1_loss(x, y, code(averaging), beta);
      default -> throw new Absent("not in libtorch's ATen, or with a limit at 0");
    };
  }

  private static long code(Averaging averaging) {
    return switch (averaging) {
      case NONE -> 0;
      case MEAN -> 1;
      case SUM -> 2;
      case ROWS -> throw new Absent("rows are averaged in Python there");
    };
  }

  static Tensor longs(Tensor index) {
    return index.to(torch.ScalarType.Long);
  }

  private static long[] longs(List<Integer> axes) {
    return axes.stream().mapToLong(axis -> axis).toArray();
  }

  static torch.ScalarType type(DType dtype) {
    return switch (dtype) {
      case F32 -> torch.ScalarType.Float;
      case F64 -> torch.ScalarType.Double;
      case I32 -> torch.ScalarType.Int;
      case I64 -> torch.ScalarType.Long;
      case U8 -> torch.ScalarType.Byte;
      case BOOL -> torch.ScalarType.Bool;
    };
  }
}
