// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/**
 * How the weights of a layer start. Biases start at 0. Here {@code in} is how many numbers an
 * output sums, {@code out} how many outputs an input reaches.
 */
public enum Init {
  /**
   * Uniform in +-sqrt(6 / (in + out)), for sigmoid and tanh.
   *
   * <p>Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward
   * neural networks", eq. 16.
   */
  XAVIER,
  /**
   * Normal with deviation sqrt(2 / in), for ReLU and its kin.
   *
   * <p>Source: He et al. 2015, arXiv 1502.01852, eq. 10.
   */
  HE,
  /**
   * Normal with deviation sqrt(1 / in).
   *
   * <p>Source: LeCun et al. 1998, "Efficient BackProp", eq. 16.
   */
  LECUN,
  /** Normal with deviation 1. */
  NORMAL,
  /** All 0: with hidden layers nothing learns, as all neurons of a layer stay equal. */
  ZEROS;

  /** The initializer of a name in lower case, as on the command line. */
  public static Init named(String name) {
    return Arrays.stream(values())
        .filter(init -> init.label().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ArgumentException(
                "init: no \"" + name + "\"",
                "use one of " + Arrays.stream(values()).map(Init::label).toList()));
  }

  /** The name in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Fresh F32 weights that require a gradient. Shapes: [in, out]. */
  public Tensor weight(long in, long out, Rng rng) {
    return weight(Shape.of(in, out), (double) in, (double) out, rng);
  }

  /**
   * Fresh F32 filters of a convolution that require a gradient: each output sees all elements under
   * a window of the channels of its group.
   *
   * @param shape [out, in / groups, window ..]
   */
  public Tensor filters(Shape shape, Rng rng) {
    double window = shape.part(2, shape.rank()).count();
    return weight(shape, shape.size(1) * window, shape.size(0) * window, rng);
  }

  /** Fresh F32 weights of which an output sums {@code in} and an input reaches {@code out}. */
  private Tensor weight(Shape shape, double in, double out, Rng rng) {
    Tensor values =
        switch (this) {
          case XAVIER -> {
            double bound = Math.sqrt(6.0 / Math.max(1, in + out));
            yield Tensor.uniform(DType.F32, shape, rng).times(2 * bound).minus(bound);
          }
          case HE -> normal(shape, Math.sqrt(2.0 / Math.max(1, in)), rng);
          case LECUN -> normal(shape, Math.sqrt(1.0 / Math.max(1, in)), rng);
          case NORMAL -> normal(shape, 1, rng);
          case ZEROS -> Tensor.full(DType.F32, shape, 0);
        };
    return values.detach().requiresGrad();
  }

  private static Tensor normal(Shape shape, double deviation, Rng rng) {
    return Tensor.normal(DType.F32, shape, rng).times(deviation);
  }
}
