// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.array.Shape;
import chainrule.tensor.Convolution;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Convolutions, as libtorch has them: with as much padding after as before, or padded first. */
final class TorchConvolutions {

  private TorchConvolutions() {}

  static Tensor apply(Convolution op, List<Tensor> in) {
    TensorOptional bias = in.size() > 2 ? new TensorOptional(in.get(2)) : new TensorOptional();
    return switch (op) {
      case Convolution.Convolve convolve -> convolved(convolve, in, bias);
      case Convolution.Transposed transposed -> transposed(transposed, in, bias);
      case Convolution.WeightGradient gradient -> weights(gradient, in.get(0), in.get(1));
    };
  }

  private static Tensor convolved(Convolution.Convolve op, List<Tensor> in, TensorOptional bias) {
    long[] none = new long[op.stride().size()];
    boolean even = op.before().equals(op.after());
    return torch.convolution(
        even ? in.get(0) : TorchMovements.padded(in.get(0), op.before(), op.after(), 0),
        in.get(1),
        bias,
        TorchRules.array(op.stride()),
        even ? TorchRules.array(op.before()) : none,
        TorchRules.array(op.dilation()),
        false,
        none,
        op.groups());
  }

  private static Tensor transposed(
      Convolution.Transposed op, List<Tensor> in, TensorOptional bias) {
    int axes = op.stride().size();
    long[] more =
        IntStream.range(0, axes).mapToLong(i -> op.before().get(i) - op.after().get(i)).toArray();
    boolean known =
        IntStream.range(0, axes)
            .allMatch(
                i -> more[i] >= 0 && more[i] < Math.max(op.stride().get(i), op.dilation().get(i)));
    if (!known) {
      throw new TorchRules.Absent("more padding after than before is not there");
    }
    return torch.convolution(
        in.get(0),
        in.get(1),
        bias,
        TorchRules.array(op.stride()),
        TorchRules.array(op.before()),
        TorchRules.array(op.dilation()),
        true,
        more,
        op.groups());
  }

  private static Tensor weights(Convolution.WeightGradient op, Tensor x, Tensor upstream) {
    Shape window = op.window();
    long[] sizes = new long[window.rank() + 2];
    sizes[0] = upstream.size(1);
    sizes[1] = x.size(1) / op.groups();
    System.arraycopy(window.sizes(), 0, sizes, 2, window.rank());
    long[] none = new long[window.rank()];
    return torch
        .convolution_backward(
            upstream,
            TorchMovements.padded(x, op.before(), op.after(), 0),
            torch.zeros(sizes, x.options()),
            new long[] {sizes[0]},
            TorchRules.array(op.stride()),
            none,
            TorchRules.array(op.dilation()),
            false,
            none,
            op.groups(),
            new BoolPointer(3).put(0, false).put(1, true).put(2, false))
        .get1();
  }
}
