// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.Optional;

/**
 * y = x W + b: every output a weighted sum of all inputs.
 *
 * <p>Shapes: x [.., in], y [.., out].
 *
 * @param weight [in, out]
 * @param bias [out], or none
 */
public record Linear(Tensor weight, Optional<Tensor> bias) implements Layer {

  /**
   * A layer over given leaves.
   *
   * @throws ShapeException if the weight is no matrix or the bias no row of its width
   */
  public Linear {
    if (weight.rank() != 2) {
      throw new ShapeException("linear: weight is " + weight.spec() + "; needs [in, out]");
    }
    long out = weight.size(1);
    bias.ifPresent(row -> {
      if (row.rank() != 1 || row.size(0) != out) {
        throw new ShapeException(
            "linear: bias is "
                + row.spec()
                + ", weight is "
                + weight.spec()
                + "; the bias needs ["
                + out
                + "]");
      }
    });
  }

  /** A layer with a bias, its weights started by Xavier's rule. */
  public static Linear of(long in, long out, Rng rng) {
    return of(in, out, Init.XAVIER, rng);
  }

  /**
   * A layer with a bias of zeros, its weights started by a rule from the key's child "weight".
   *
   * @throws ArgumentException if a size is not positive
   */
  public static Linear of(long in, long out, Init init, Rng rng) {
    if (in < 1 || out < 1) {
      throw new ArgumentException(
          "linear: " + in + " inputs and " + out + " outputs; needs 1 or more of each");
    }
    Tensor weight = init.weight(in, out, rng.child("weight"));
    return new Linear(weight, Optional.of(Tensor.zeros(out).requiresGrad()));
  }

  /** The number of inputs. */
  public long in() {
    return weight.size(0);
  }

  /** The number of outputs. */
  public long out() {
    return weight.size(1);
  }

  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() == 1) {
      return forward(x.reshape(1, x.count())).reshape(out());
    }
    return bias.isPresent() ? x.affine(weight, bias.get()) : x.matmul(weight);
  }

  @Override
  public String label() {
    return "Linear(" + in() + " -> " + out() + ")";
  }

  @Override
  public String toString() {
    return label();
  }
}
