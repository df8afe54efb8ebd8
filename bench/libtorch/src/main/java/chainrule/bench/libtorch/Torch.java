// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.libtorch;

import chainrule.bench.work.Job;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** Tensors of libtorch out of Java arrays. */
final class Torch {

  private Torch() {}

  static Tensor of(float[] values, long... sizes) {
    return Tensor.create(values, sizes);
  }

  static Tensor of(double[] values, long... sizes) {
    return Tensor.create(values, sizes);
  }

  static Tensor of(long[] values) {
    return Tensor.create(values, values.length);
  }

  /** A leaf that collects a gradient. */
  static Tensor leaf(float[] values, long... sizes) {
    return of(values, sizes).set_requires_grad(true);
  }

  static TensorOptional optional(Tensor tensor) {
    return new TensorOptional(tensor);
  }

  /** The sum of all sizes. */
  static double size(Tensor tensor) {
    return tensor.abs().sum().item_double();
  }

  /** The mean of all sizes, each cut off at the cap. */
  static double meanSize(Tensor tensor) {
    return tensor.abs().clamp_max(new Scalar(Job.Map.CAP)).mean().item_double();
  }
}
