// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.array.DType;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.ClassLoss;
import chainrule.tensor.Comparison;
import chainrule.tensor.Composite;
import chainrule.tensor.Contraction;
import chainrule.tensor.Convolution;
import chainrule.tensor.DistanceLoss;
import chainrule.tensor.Elementwise;
import chainrule.tensor.ExponentialUnit;
import chainrule.tensor.Factorization;
import chainrule.tensor.Fused;
import chainrule.tensor.Indexing;
import chainrule.tensor.LabelLoss;
import chainrule.tensor.Movement;
import chainrule.tensor.Op;
import chainrule.tensor.PairLoss;
import chainrule.tensor.RandomOp;
import chainrule.tensor.Rectifier;
import chainrule.tensor.Reduction;
import chainrule.tensor.Rounding;
import chainrule.tensor.Scan;
import chainrule.tensor.Shrinkage;
import chainrule.tensor.TensorProduct;
import chainrule.tensor.VectorProduct;
import chainrule.tensor.Window;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
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
      case Elementwise elementwise -> elementwise(elementwise, x, in);
      case Reduction reduction -> TorchReductions.reduction(reduction, x);
      case Scan scan -> TorchReductions.scan(scan, in);
      case Movement movement -> TorchMovements.apply(movement, in);
      case Contraction _ -> throw new Absent("not in libtorch");
      case Factorization factorization -> TorchMatrices.apply(factorization, in);
      case Indexing indexing -> TorchIndices.apply(indexing, in);
      case RandomOp _ -> throw new Absent("draws with keys, which are not PyTorch's");
      case Window window -> TorchWindows.apply(window, x);
      case Fused fused -> fused(fused, in);
    };
  }

  private static Tensor elementwise(Elementwise op, Tensor x, List<Tensor> in) {
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
      case Rounding.RoundTo(int decimals) -> torch.round(x, decimals);
      default -> throw new Absent("not in libtorch");
    };
  }

  private static Tensor fused(Fused op, List<Tensor> in) {
    Tensor x = in.getFirst();
    return switch (op) {
      case Composite.Softmax(int axis) -> torch.softmax(x, axis);
      case Composite.LogSoftmax(int axis) -> torch.log_softmax(x, axis);
      case Composite.LogSumExp(List<Integer> axes, boolean keep) ->
          torch.logsumexp(x, array(axes), keep);
      case Composite.Glu(int axis) -> torch.glu(x, axis);
      case VectorProduct.Vecdot(int axis) -> torch.linalg_vecdot(x, in.get(1), axis);
      case VectorProduct.Cross(int axis) -> cross(x, in.get(1), axis);
      case TensorProduct.Einsum(List<String> terms) -> einsum(terms, in);
      case Composite.Maxout(int pieces) -> maxout(x, pieces);
      case Convolution convolution -> TorchConvolutions.apply(convolution, in);
      case PairLoss loss -> TorchLosses.pair(loss, x, in.get(1));
      case DistanceLoss loss -> TorchLosses.distance(loss, in);
      case LabelLoss loss -> TorchLosses.labels(loss, in);
      case ClassLoss loss -> TorchLosses.classes(loss, x, longs(in.get(1)));
      default -> throw new Absent("not in libtorch");
    };
  }

  /** Their own demands as many axes of both. */
  private static Tensor cross(Tensor x, Tensor y, int axis) {
    TensorVector alike = torch.broadcast_tensors(new TensorVector(x, y));
    return torch.linalg_cross(alike.get(0), alike.get(1), axis);
  }

  /** Each group as a row of its own. */
  private static Tensor maxout(Tensor x, int pieces) {
    int rank = (int) x.dim();
    long[] groups = Arrays.copyOf(x.shape(), rank + 1);
    groups[rank - 1] /= pieces;
    groups[rank] = pieces;
    return torch.max(torch.reshape(x, groups), -1, false).get0();
  }

  static ScalarOptional optional(double number) {
    return new ScalarOptional(new Scalar(number));
  }

  /** The letters of an ellipsis, which are Greek here, as letters that nothing else uses. */
  private static Tensor einsum(List<String> terms, List<Tensor> in) {
    String equation = String.join(",", terms.subList(0, terms.size() - 1)) + "->" + terms.getLast();
    for (char letter = 'α'; letter <= 'ω'; letter++) {
      equation = equation.replace(letter, (char) ('Z' - (letter - 'α')));
    }
    return torch.einsum(equation, new TensorVector(in.toArray(Tensor[]::new)));
  }

  static long[] array(List<? extends Number> numbers) {
    return numbers.stream().mapToLong(Number::longValue).toArray();
  }

  static Tensor longs(Tensor index) {
    return index.to(torch.ScalarType.Long);
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
