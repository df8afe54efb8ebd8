// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The last axes of every sample brought to mean 0 and variance 1 (over n), then each place scaled
 * and shifted: {@code (x - mean) / sqrt(variance + epsilon) * weight + bias}.
 *
 * <p>Shapes: x [.., sizes], so is the result. Training and use do not differ.
 *
 * <p>Source: Ba, Kiros and Hinton 2016, arXiv 1607.06450.
 *
 * @param weight [sizes], trained
 * @param bias [sizes], trained
 * @param epsilon added to variances, 0 or more
 */
public record LayerNorm(Tensor weight, Tensor bias, double epsilon) implements Layer {

  /**
   * A layer over given leaves.
   *
   * @throws ShapeException if the weight has no axes, or the bias other sizes
   * @throws ArgumentException if epsilon is out of range
   */
  public LayerNorm {
    if (weight.rank() == 0) {
      throw new ShapeException(
          "layerNorm: weight is " + weight.spec() + "; needs one axis or more");
    }
    Standardization.checkAlike("layerNorm", "bias", bias, weight);
    Standardization.checkEpsilon("layerNorm", epsilon);
  }

  /** A layer of weights 1 and biases 0 over the last axes, which have these sizes; epsilon 1e-5. */
  public static LayerNorm of(long... sizes) {
    return of(Shape.of(sizes), 1e-5);
  }

  /**
   * A layer of weights 1 and biases 0.
   *
   * @param sizes those of the last axes
   * @throws ArgumentException if a size is not positive, or epsilon out of range
   */
  public static LayerNorm of(Shape sizes, double epsilon) {
    Arrays.stream(sizes.sizes()).forEach(size -> Sizes.check("layerNorm", "values", size));
    return new LayerNorm(
        Standardization.trained(1, sizes), Standardization.trained(0, sizes), epsilon);
  }

  /**
   * The layer itself.
   *
   * @throws ShapeException if x does not end with the layer's sizes
   */
  @Override
  public Tensor forward(Tensor x) {
    int first = x.rank() - weight.rank();
    if (first < 0 || !x.shape().part(first, x.rank()).equals(weight.shape())) {
      throw new ShapeException(
          "layerNorm: x is " + x.spec() + "; its last axes need the sizes " + weight.shape());
    }
    int[] axes = IntStream.range(first, x.rank()).toArray();
    Tensor distance = x.minus(x.meanKeep(axes));
    Tensor variance = distance.square().meanKeep(axes);
    return Standardization.of(distance, variance, epsilon, weight, bias);
  }

  @Override
  public String label() {
    return "LayerNorm(" + WindowText.of(weight.shape()) + ")";
  }
}
