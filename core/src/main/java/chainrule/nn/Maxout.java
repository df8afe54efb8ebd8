// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;

/**
 * The largest of each group of neighbors: after a linear layer, the largest of several weighted
 * sums. The first of equals takes the gradient.
 *
 * <p>Shapes: x [.., groups * pieces] gives [.., groups].
 *
 * <p>Source: Goodfellow, Warde-Farley, Mirza, Courville and Bengio 2013, arXiv 1302.4389.
 *
 * @param pieces how many in a group, 1 or more
 */
public record Maxout(int pieces) implements Layer {

  /**
   * Checks the number.
   *
   * @throws ArgumentException if it is not positive
   */
  public Maxout {
    if (pieces < 1) {
      throw new ArgumentException("maxout: groups of " + pieces + "; needs 1 or more in each");
    }
  }

  /** The layer alone. */
  public static Maxout of(int pieces) {
    return new Maxout(pieces);
  }

  /**
   * A linear layer of {@code out * pieces} sums with the layer after it: {@code out} neurons, each
   * the largest of its pieces. The weights start by He's rule from the key's child "0".
   */
  public static Sequential of(long in, long out, int pieces, Rng rng) {
    Maxout largest = new Maxout(pieces);
    Sizes.check("maxout", "neurons", out);
    long sums = Shape.of(out, pieces).count();
    return Sequential.of(Linear.of(in, sums, Init.HE, rng.child(0)), largest);
  }

  /**
   * The layer itself.
   *
   * @throws chainrule.error.ShapeException if the last axis does not divide into such groups
   */
  @Override
  public Tensor forward(Tensor x) {
    return x.maxout(pieces);
  }

  @Override
  public String label() {
    return "Maxout(" + pieces + ")";
  }
}
