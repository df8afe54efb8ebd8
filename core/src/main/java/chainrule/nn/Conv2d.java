// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A convolution over rows and columns: every filter times every window.
 *
 * <p>Shapes: x [n, in, rows, columns] gives [n, out, rows, columns] with sizes floor((size +
 * padding - dilation * (window - 1) - 1) / stride) + 1. Weights are laid out as in PyTorch.
 *
 * <p>Source: LeCun et al. 1998, "Gradient-based learning applied to document recognition"; sizes as
 * in Dumoulin and Visin 2016, arXiv 1603.07285.
 *
 * @param weight [out, in / groups, window rows, window columns]
 * @param bias [out], or none
 * @param sliding stride, padding, dilation and groups
 */
public record Conv2d(Tensor weight, Optional<Tensor> bias, Sliding sliding) implements Layer {

  /**
   * A layer over given leaves.
   *
   * @throws ShapeException if the weight does not have four axes that hold something, or the bias
   *     is no row of its filters
   * @throws ArgumentException if the groups do not divide the filters
   */
  public Conv2d {
    if (weight.rank() != 4 || weight.count() == 0) {
      throw new ShapeException(
          "conv2d: weight is "
              + weight.spec()
              + "; needs [out, in / groups, rows, columns], 1 or more of each");
    }
    long out = weight.size(0);
    if (sliding.groups() < 1 || out % sliding.groups() != 0) {
      throw new ArgumentException(
          "conv2d: "
              + sliding.groups()
              + " groups of "
              + out
              + " filters; needs a divisor of them");
    }
    bias.ifPresent(row -> {
      if (!row.shape().equals(Shape.of(out))) {
        throw new ShapeException(
            "conv2d: bias is "
                + row.spec()
                + ", weight is "
                + weight.spec()
                + "; the bias needs ["
                + out
                + "]");
      }
    });
  }

  /** Square windows one element apart, without padding; a bias. */
  public static Conv2d of(long in, long out, long window, Rng rng) {
    return of(in, out, window, Sliding.valid(), rng);
  }

  /** Square windows, such as {@code Conv2d.of(1, 8, 3, Sliding.by(2).padding(1), rng)}. */
  public static Conv2d of(long in, long out, long window, Sliding sliding, Rng rng) {
    return of(in, out, Shape.of(window, window), sliding, Init.HE, rng);
  }

  /**
   * A layer with a bias of zeros, its weights started by a rule from the key's child "weight".
   *
   * @param in the channels it takes, a multiple of the groups
   * @param out the channels it gives, a multiple of the groups
   * @param window rows and columns
   * @throws ArgumentException if a size is not positive, or the groups do not divide the channels
   */
  public static Conv2d of(long in, long out, Shape window, Sliding sliding, Init init, Rng rng) {
    Sizes.check("conv2d", "channels in", in);
    Sizes.check("conv2d", "channels out", out);
    Sizes.checkWindow("conv2d", window);
    long groups = sliding.groups();
    if (groups < 1 || in % groups != 0 || out % groups != 0) {
      throw new ArgumentException(
          "conv2d: "
              + groups
              + " groups of "
              + in
              + " channels in and "
              + out
              + " out; needs a divisor of both");
    }
    Tensor weight = init.filters(Shape.of(out, in / groups).concat(window), rng.child("weight"));
    return new Conv2d(weight, Optional.of(Tensor.zeros(out).requiresGrad()), sliding);
  }

  /** This layer without its bias, over the same weight, as before a batch norm. */
  public Conv2d withoutBias() {
    return new Conv2d(weight, Optional.empty(), sliding);
  }

  /** The number of channels it takes. */
  public long in() {
    return Math.multiplyExact(weight.size(1), sliding.groups());
  }

  /** The number of channels it gives. */
  public long out() {
    return weight.size(0);
  }

  /** The rows and columns of a window. */
  public Shape window() {
    return weight.shape().part(2, 4);
  }

  /**
   * The layer itself.
   *
   * @throws ShapeException if x is no batch of images with the layer's channels, or a window is
   *     larger than a padded image
   */
  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() != 4 || x.size(1) != in()) {
      throw new ShapeException(
          "conv2d: x is " + x.spec() + "; needs [n, " + in() + ", rows, columns]",
          x.rank() == 4
              ? "the layer takes " + in() + " channels; check the layer before it"
              : "make images of rows with Unflatten, a batch of one image with .reshape(1, ..)");
    }
    return bias.isPresent() ? x.conv2d(weight, bias.get(), sliding) : x.conv2d(weight, sliding);
  }

  @Override
  public String label() {
    String change = in() + " -> " + out() + ", " + WindowText.of(window());
    return "Conv2d(" + change + WindowText.of(sliding, List.of(1L)) + ")";
  }
}
