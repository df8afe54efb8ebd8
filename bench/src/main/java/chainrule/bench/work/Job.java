// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.work;

import java.util.List;

/**
 * A piece of work with its data, in row-major arrays. Whoever does it copies what it needs
 * beforehand; the arrays are not written.
 */
public sealed interface Job {

  /**
   * c = a b. Where a factor is transposed, its array holds the transposed matrix and the library
   * multiplies without rewriting it.
   *
   * <p>Shapes: a [count, m, k], b [count, k, n], c [count, m, n]; without the first axis if count
   * is 1.
   *
   * @param isDouble F64 rather than F32
   */
  record Product(
      boolean isDouble,
      int count,
      int m,
      int k,
      int n,
      boolean transposedA,
      boolean transposedB,
      double[] a,
      double[] b)
      implements Job {

    /** The multiplications and additions. */
    public double flops() {
      return 2.0 * count * m * k * n;
    }
  }

  /** What is done to each element. */
  enum Function {
    /** e^x. */
    EXP,
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** The hyperbolic tangent. */
    TANH,
    /** max(0, a b + c). */
    RELU_OF_SUM,
    /** g s (1 - s), the gradient of a sigmoid. */
    SIGMOID_GRADIENT,
    /** A polynomial of degree 7 by Horner's rule. */
    POLYNOMIAL
  }

  /** A function over F32 arrays of one length, as many as it reads, into an array of its own. */
  record Map(Function function, List<float[]> inputs) implements Job {

    /** Where results are cut off before they are averaged to be compared, as e^88 is large. */
    public static final double CAP = 1000;

    /** The number of elements. */
    public int count() {
      return inputs.getFirst().length;
    }
  }

  /** The sum of a F32 matrix along its rows (axis 1) or its columns (axis 0). */
  record Sum(int rows, int columns, int axis, float[] values) implements Job {}

  /** The mean cross-entropy of logits [rows, columns], and its gradient for the logits. */
  record CrossEntropy(int rows, int columns, float[] logits, long[] labels) implements Job {}

  /**
   * Layer norm over the columns with gain and bias, epsilon 1e-5; then the gradients of the sum of
   * (result times weights) for input, gain and bias.
   */
  record LayerNorm(int rows, int columns, float[] values, float[] weights) implements Job {}

  /**
   * A convolution without bias.
   *
   * <p>Shapes: x [n, in, size, size], w [out, in, kernel, kernel].
   *
   * @param backward whether the gradients of the sum for x and w are computed, too
   */
  record Convolution(
      int n,
      int in,
      int size,
      int out,
      int kernel,
      int stride,
      int padding,
      boolean backward,
      float[] x,
      float[] w)
      implements Job {

    /** The multiplications and additions. */
    public double flops() {
      int places = (size + 2 * padding - kernel) / stride + 1;
      double forward = 2.0 * n * out * places * places * in * kernel * kernel;
      return backward ? 3 * forward : forward;
    }
  }

  /** A whole training step: forward, loss, backward, update. */
  record Step(Net net, Batch batch, List<float[]> parameters) implements Job {}

  /** One row through a network, from a Java array to a Java array. */
  record Predict(Net.Dense net, float[] input, List<float[]> parameters) implements Job {}

  /**
   * A sigmoid neuron of scalars, 1 / (1 + e^-(w0 x0 + w1 x1 + w2)): built, run, differentiated.
   *
   * @param staged whether the sigmoid is made of negation, exponential, sum and quotient
   */
  record Neuron(double w0, double x0, double w1, double x1, double w2, boolean staged)
      implements Job {}
}
