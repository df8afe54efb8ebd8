// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Every channel brought to mean 0 and variance 1, then scaled and shifted: {@code (x - mean) /
 * sqrt(variance + epsilon) * weight + bias}.
 *
 * <p>In training mean and variance (over n) are those of the batch, and the kept ones move towards
 * them: {@code kept + (batch - kept) * momentum}, where the variance counts over n - 1. In use the
 * kept ones serve. A pass that a checkpoint computes again moves them again, as in PyTorch.
 *
 * <p>Shapes: x [n, channels], [n, channels, length], [n, channels, rows, columns] or more space
 * axes; so is the result.
 *
 * <p>Source: Ioffe and Szegedy 2015, arXiv 1502.03167, algorithms 1 and 2.
 *
 * @param weight [channels], trained
 * @param bias [channels], trained
 * @param runningMean [channels], kept
 * @param runningVariance [channels], kept
 * @param momentum how far the kept ones move in a step, from 0 to 1
 * @param epsilon added to variances, 0 or more
 */
public record BatchNorm(
    Tensor weight,
    Tensor bias,
    Tensor runningMean,
    Tensor runningVariance,
    double momentum,
    double epsilon)
    implements Layer {

  /**
   * A layer over given leaves.
   *
   * @throws ShapeException if they are not rows of one length
   * @throws ArgumentException if a number is out of range
   */
  public BatchNorm {
    if (weight.rank() != 1 || weight.count() == 0) {
      throw new ShapeException(
          "batchNorm: weight is " + weight.spec() + "; needs [channels], 1 or more");
    }
    Standardization.checkAlike("batchNorm", "bias", bias, weight);
    Standardization.checkAlike("batchNorm", "runningMean", runningMean, weight);
    Standardization.checkAlike("batchNorm", "runningVariance", runningVariance, weight);
    Standardization.checkEpsilon("batchNorm", epsilon);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new ArgumentException("batchNorm: momentum " + momentum + "; needs 0 to 1");
    }
  }

  /** A layer of weights 1 and biases 0, momentum 0.1 and epsilon 1e-5. */
  public static BatchNorm of(long channels) {
    return of(channels, 0.1, 1e-5);
  }

  /**
   * A layer of weights 1, biases 0, kept means 0 and kept variances 1.
   *
   * @throws ArgumentException if there is no channel, or a number is out of range
   */
  public static BatchNorm of(long channels, double momentum, double epsilon) {
    Sizes.check("batchNorm", "channels", channels);
    Shape shape = Shape.of(channels);
    return new BatchNorm(
        Standardization.trained(1, shape),
        Standardization.trained(0, shape),
        Tensor.zeros(channels),
        Tensor.ones(channels),
        momentum,
        epsilon);
  }

  /** The number of channels. */
  public long channels() {
    return weight.count();
  }

  /**
   * The layer itself.
   *
   * @throws ShapeException if axis 1 does not have the layer's channels, or in training there are
   *     fewer than two values of each
   */
  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() < 2 || x.size(1) != channels()) {
      throw new ShapeException(
          "batchNorm: x is " + x.spec() + "; needs [n, " + channels() + ", ..]",
          "the layer counts " + channels() + " channels, on axis 1; check the layer before it");
    }
    long[] sizes = new long[x.rank()];
    Arrays.fill(sizes, 1);
    sizes[1] = channels();
    Shape shape = Shape.of(sizes);
    return Context.current().training()
        ? trained(x, shape)
        : scaled(x.minus(runningMean.reshape(shape)), runningVariance.reshape(shape), shape);
  }

  private Tensor trained(Tensor x, Shape shape) {
    long values = x.count() / channels();
    if (values < 2) {
      throw new ShapeException(
          "batchNorm: x is "
              + x.spec()
              + ": "
              + values
              + " values of each channel; training needs 2 or more",
          "train by batches of two or more samples, the last one too");
    }
    int[] axes = IntStream.range(0, x.rank()).filter(axis -> axis != 1).toArray();
    Tensor mean = x.meanKeep(axes);
    Tensor distance = x.minus(mean);
    Tensor variance = distance.square().meanKeep(axes);
    Autograd.noGrad(() -> {
      move(runningMean, mean);
      move(runningVariance, variance.times((double) values / (values - 1)));
    });
    return scaled(distance, variance, shape);
  }

  private void move(Tensor kept, Tensor batch) {
    Tensor target = batch.reshape(kept.shape());
    kept.assign(kept.plus(target.minus(kept).times(momentum)));
  }

  private Tensor scaled(Tensor distance, Tensor variance, Shape shape) {
    return Standardization.of(
        distance, variance, epsilon, weight.reshape(shape), bias.reshape(shape));
  }

  @Override
  public String label() {
    return "BatchNorm(" + channels() + ")";
  }
}
