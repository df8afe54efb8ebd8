// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.tensor.Tensor;
import java.util.List;

/**
 * What large weights cost: a number to be added to the loss, so that a network is no more complex
 * than its data asks for.
 *
 * <p>Taken are the trained matrices, that is the parameters of two axes or more, each once. Biases
 * are left out unless {@link #includingBias()} asks for every trained parameter.
 *
 * <pre>{@code
 * Penalty penalty = Penalty.l2(1e-3);
 * loss.of(model.apply(x), y).plus(penalty.of(model)).backward();
 * }</pre>
 *
 * @param kind what is summed up
 * @param factor what the sum is multiplied by, often called lambda; 0 or more
 * @param takesBias whether parameters of fewer than two axes count too
 */
public record Penalty(Kind kind, double factor, boolean takesBias) {

  /** What is summed up over all elements of all matrices. */
  public enum Kind {
    /** |w|; its gradient is the factor with the sign of w, and 0 at 0. */
    L1,
    /** w^2; its gradient is twice the factor times w. */
    L2,
    /** w^2 / 2; its gradient is the factor times w. */
    HALF_L2
  }

  /**
   * Checks the factor.
   *
   * @throws ArgumentException if it is negative or not finite
   */
  public Penalty {
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException("penalty: factor " + factor + "; needs 0 or more, and finite");
    }
  }

  /** factor * sum of |w|: draws weights to exactly 0. */
  public static Penalty l1(double factor) {
    return new Penalty(Kind.L1, factor, false);
  }

  /** factor * sum of w^2, not halved: keeps weights small and spread out. */
  public static Penalty l2(double factor) {
    return new Penalty(Kind.L2, factor, false);
  }

  /** factor / 2 * sum of w^2, whose gradient is factor * w: weight decay. */
  public static Penalty halfL2(double factor) {
    return new Penalty(Kind.HALF_L2, factor, false);
  }

  /** The same over every trained parameter, biases too. */
  public Penalty includingBias() {
    return new Penalty(kind, factor, true);
  }

  /**
   * The penalty of a network, a single number of the type of its parameters that can be
   * differentiated; 0 if nothing counts.
   *
   * @throws chainrule.error.DtypeException if parameters differ in type
   */
  public Tensor of(Layer layer) {
    List<Tensor> trained = Parameters.of(layer).trained();
    return trained.stream()
        .filter(leaf -> takesBias || leaf.rank() >= 2)
        .map(this::sum)
        .reduce(Tensor::plus)
        .map(sum -> sum.times(kind == Kind.HALF_L2 ? factor / 2 : factor))
        .orElseGet(() ->
            Tensor.full(
                trained.isEmpty() ? DType.F32 : trained.getFirst().dtype(), Shape.SCALAR, 0));
  }

  private Tensor sum(Tensor weights) {
    return switch (kind) {
      case L1 -> weights.abs().sum();
      case L2, HALF_L2 -> weights.square().sum();
    };
  }
}
