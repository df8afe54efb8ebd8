// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;

/** What the normalizing layers share. */
final class Standardization {

  private Standardization() {}

  /** {@code distance / sqrt(variance + epsilon) * weight + bias}; all broadcast to the distance. */
  static Tensor of(Tensor distance, Tensor variance, double epsilon, Tensor weight, Tensor bias) {
    Tensor unit = distance.times(variance.plus(epsilon).rsqrt());
    return unit.times(weight).plus(bias);
  }

  static void checkEpsilon(String name, double epsilon) {
    if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(
          name + ": epsilon " + epsilon + "; needs a finite number of 0 or more");
    }
  }

  static void checkAlike(String name, String what, Tensor leaf, Tensor weight) {
    if (!leaf.shape().equals(weight.shape())) {
      throw new ShapeException(
          name
              + ": "
              + what
              + " is "
              + leaf.spec()
              + ", weight is "
              + weight.spec()
              + "; needs the same sizes");
    }
  }

  /** Fresh F32 numbers that are trained. */
  static Tensor trained(double value, Shape shape) {
    return Tensor.full(DType.F32, shape, value).requiresGrad();
  }
}
