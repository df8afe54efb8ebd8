// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;

/**
 * Convolutions: the matrix product with k = (channel, kernel row, kernel column) ascending, padding
 * multiplied like any zero, a bias added after that.
 *
 * <p>Source: Dumoulin and Visin, A guide to convolution arithmetic for deep learning (2016, arXiv
 * 1603.07285), for the sizes and for transposed convolution.
 */
public sealed interface ConvolutionOps extends Operations permits Tensor {

  /** {@link #conv1d(Tensor, Tensor, Sliding)} element by element, without padding or bias. */
  default Tensor conv1d(Tensor weight) {
    return conv1d(weight, Sliding.valid());
  }

  /** {@link #conv1d(Tensor, Tensor, Sliding)} element by element, without padding. */
  default Tensor conv1d(Tensor weight, Tensor bias) {
    return conv1d(weight, bias, Sliding.valid());
  }

  /** {@link #conv1d(Tensor, Tensor, Sliding)} without bias. */
  default Tensor conv1d(Tensor weight, Sliding sliding) {
    return Engine.apply(convolution(1, weight, sliding), this, weight);
  }

  /**
   * Convolution over one space axis: every filter times every window, in its direction as in
   * PyTorch, the kernel not flipped.
   *
   * <p>Shapes: this [n, c, length], weight [out, c / groups, kernel], bias [out] give [n, out,
   * length] with sizes floor((size + padding - dilation * (kernel - 1) - 1) / stride) + 1.
   *
   * @throws chainrule.error.ShapeException if channels or groups do not fit, or a window is larger
   *     than the padded input
   */
  default Tensor conv1d(Tensor weight, Tensor bias, Sliding sliding) {
    return Engine.apply(convolution(1, weight, sliding), this, weight, bias);
  }

  /** {@link #conv2d(Tensor, Tensor, Sliding)} element by element, without padding or bias. */
  default Tensor conv2d(Tensor weight) {
    return conv2d(weight, Sliding.valid());
  }

  /** {@link #conv2d(Tensor, Tensor, Sliding)} element by element, without padding. */
  default Tensor conv2d(Tensor weight, Tensor bias) {
    return conv2d(weight, bias, Sliding.valid());
  }

  /** {@link #conv2d(Tensor, Tensor, Sliding)} without bias. */
  default Tensor conv2d(Tensor weight, Sliding sliding) {
    return Engine.apply(convolution(2, weight, sliding), this, weight);
  }

  /**
   * Convolution over rows and columns: every filter times every window, in its direction as in
   * PyTorch, the kernel not flipped.
   *
   * <p>Shapes: this [n, c, rows, columns], weight [out, c / groups, kernel rows, kernel columns],
   * bias [out] give [n, out, rows, columns] with sizes floor((size + padding - dilation * (kernel -
   * 1) - 1) / stride) + 1.
   *
   * @throws chainrule.error.ShapeException if channels or groups do not fit, or a window is larger
   *     than the padded input
   */
  default Tensor conv2d(Tensor weight, Tensor bias, Sliding sliding) {
    return Engine.apply(convolution(2, weight, sliding), this, weight, bias);
  }

  /** {@link #conv3d(Tensor, Tensor, Sliding)} element by element, without padding or bias. */
  default Tensor conv3d(Tensor weight) {
    return conv3d(weight, Sliding.valid());
  }

  /** {@link #conv3d(Tensor, Tensor, Sliding)} element by element, without padding. */
  default Tensor conv3d(Tensor weight, Tensor bias) {
    return conv3d(weight, bias, Sliding.valid());
  }

  /** {@link #conv3d(Tensor, Tensor, Sliding)} without bias. */
  default Tensor conv3d(Tensor weight, Sliding sliding) {
    return Engine.apply(convolution(3, weight, sliding), this, weight);
  }

  /**
   * Convolution over three space axes: every filter times every window, in its direction as in
   * PyTorch, the kernel not flipped.
   *
   * <p>Shapes: this [n, c, planes, rows, columns], weight [out, c / groups, kernel planes, rows,
   * columns], bias [out] give [n, out, planes, rows, columns] with sizes floor((size + padding -
   * dilation * (kernel - 1) - 1) / stride) + 1.
   *
   * @throws chainrule.error.ShapeException if channels or groups do not fit, or a window is larger
   *     than the padded input
   */
  default Tensor conv3d(Tensor weight, Tensor bias, Sliding sliding) {
    return Engine.apply(convolution(3, weight, sliding), this, weight, bias);
  }

  /** {@link #transposedConv1d(Tensor, Tensor, Sliding)} without bias. */
  default Tensor transposedConv1d(Tensor weight, Sliding sliding) {
    return Engine.apply(transposed(1, weight, sliding), this, weight);
  }

  /**
   * Transposed convolution over one space axis: the gradient of {@link #conv1d(Tensor)} for its
   * input, as a layer that makes its input larger.
   *
   * <p>Shapes: this [n, c, length], weight [c, out / groups, kernel], bias [out] give [n, out,
   * length] with sizes (size - 1) * stride - padding + dilation * (kernel - 1) + 1 + outputPadding.
   *
   * @throws chainrule.error.ShapeException if channels or groups do not fit, or nothing is left
   */
  default Tensor transposedConv1d(Tensor weight, Tensor bias, Sliding sliding) {
    return Engine.apply(transposed(1, weight, sliding), this, weight, bias);
  }

  /** {@link #transposedConv2d(Tensor, Tensor, Sliding)} without bias. */
  default Tensor transposedConv2d(Tensor weight, Sliding sliding) {
    return Engine.apply(transposed(2, weight, sliding), this, weight);
  }

  /**
   * Transposed convolution over rows and columns: the gradient of {@link #conv2d(Tensor)} for its
   * input, as a layer that makes its input larger.
   *
   * <p>Shapes: this [n, c, rows, columns], weight [c, out / groups, kernel rows, kernel columns],
   * bias [out] give [n, out, rows, columns] with sizes (size - 1) * stride - padding + dilation *
   * (kernel - 1) + 1 + outputPadding.
   *
   * @throws chainrule.error.ShapeException if channels or groups do not fit, or nothing is left
   */
  default Tensor transposedConv2d(Tensor weight, Tensor bias, Sliding sliding) {
    return Engine.apply(transposed(2, weight, sliding), this, weight, bias);
  }

  /** {@link #transposedConv3d(Tensor, Tensor, Sliding)} without bias. */
  default Tensor transposedConv3d(Tensor weight, Sliding sliding) {
    return Engine.apply(transposed(3, weight, sliding), this, weight);
  }

  /**
   * Transposed convolution over three space axes: the gradient of {@link #conv3d(Tensor)} for its
   * input, as a layer that makes its input larger.
   *
   * <p>Shapes: this [n, c, planes, rows, columns], weight [c, out / groups, kernel planes, rows,
   * columns], bias [out] give [n, out, planes, rows, columns] with sizes (size - 1) * stride -
   * padding + dilation * (kernel - 1) + 1 + outputPadding.
   *
   * @throws chainrule.error.ShapeException if channels or groups do not fit, or nothing is left
   */
  default Tensor transposedConv3d(Tensor weight, Tensor bias, Sliding sliding) {
    return Engine.apply(transposed(3, weight, sliding), this, weight, bias);
  }

  /**
   * What a convolution of this passes to its weight: windows of this times the upstream gradient,
   * summed over images and places, in one product with k = (image, place) ascending.
   *
   * <p>Shapes: this [n, c, space ..], upstream [n, out, windows ..] give [out, c / groups, window
   * ..].
   *
   * @param window the sizes of the kernel
   */
  default Tensor convWeightGradient(Tensor upstream, Shape window, Sliding sliding) {
    Steps steps = sliding.convolution("convWeightGradient", window);
    return Engine.apply(
        new Convolution.WeightGradient(
            window,
            steps.stride(),
            steps.before(),
            steps.after(),
            steps.dilation(),
            sliding.groups()),
        this,
        upstream);
  }

  private static Op convolution(int axes, Tensor weight, Sliding sliding) {
    Steps steps = sliding.convolution("conv", window("conv", axes, weight));
    return new Convolution.Convolve(
        steps.stride(), steps.before(), steps.after(), steps.dilation(), sliding.groups());
  }

  private static Op transposed(int axes, Tensor weight, Sliding sliding) {
    Steps steps = sliding.transposed("transposedConv", window("transposedConv", axes, weight));
    return new Convolution.Transposed(
        steps.stride(), steps.before(), steps.after(), steps.dilation(), sliding.groups());
  }

  private static Shape window(String name, int axes, Tensor weight) {
    if (weight.rank() != axes + 2) {
      throw new ShapeException(
          name
              + ": weight is "
              + weight.spec()
              + "; over "
              + axes
              + " space axes it needs "
              + (axes + 2)
              + " axes: two of channels, then the window",
          "the number in the method's name is that of space axes");
    }
    return weight.shape().part(2, weight.rank());
  }
}
