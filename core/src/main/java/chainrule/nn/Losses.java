// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.ArgumentException;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/** The losses. The four squared ones differ by a factor alone, which their names state. */
public final class Losses {

  private record Named(
      String name,
      boolean takesLabels,
      boolean takesLogits,
      boolean isSum,
      BinaryOperator<Tensor> function)
      implements Loss {
    static Named ofLabels(String name, BinaryOperator<Tensor> function) {
      return new Named(name, true, true, false, function);
    }

    static Named ofNumbers(String name, BinaryOperator<Tensor> function) {
      return new Named(name, false, false, false, function);
    }

    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      return function.apply(prediction, target);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Loss CROSS_ENTROPY = Named.ofLabels("crossEntropy", Tensor::crossEntropy);
  private static final Loss HINGE = Named.ofLabels("hinge", Tensor::hinge);
  private static final Loss BINARY_CROSS_ENTROPY =
      new Named("binaryCrossEntropy", false, true, false, Tensor::bceWithLogits);
  private static final Loss SUM_OF_SQUARES =
      new Named("sumOfSquares", false, false, true, Tensor::sumOfSquares);
  private static final Loss QUADRATIC_COST =
      Named.ofNumbers("quadraticCost", Tensor::quadraticCost);
  private static final Loss MSE = Named.ofNumbers("mse", Tensor::mse);
  private static final Loss HALF_MSE = Named.ofNumbers("halfMse", Tensor::halfMse);
  private static final List<Loss> ALL =
      List.of(
          CROSS_ENTROPY,
          HINGE,
          BINARY_CROSS_ENTROPY,
          MSE,
          HALF_MSE,
          QUADRATIC_COST,
          SUM_OF_SQUARES);

  private Losses() {}

  /** All losses. */
  public static List<Loss> all() {
    return ALL;
  }

  /**
   * The loss of a name.
   *
   * @throws ArgumentException if there is none
   */
  public static Loss named(String name) {
    return ALL.stream()
        .filter(loss -> loss.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ArgumentException(
                "loss: no \"" + name + "\"",
                "use one of " + ALL.stream().map(Loss::name).toList()));
  }

  /** The mean over rows of -log softmax at the label; takes logits [n, classes], labels [n]. */
  public static Loss crossEntropy() {
    return CROSS_ENTROPY;
  }

  /**
   * The mean over rows of the sum over wrong classes of max(0, score - score of the label + 1), as
   * of a support vector machine; takes scores [n, classes], labels [n].
   */
  public static Loss hinge() {
    return HINGE;
  }

  /**
   * The mean over all elements of the binary cross-entropy of sigmoid(logit); takes logits and
   * targets from 0 to 1 of one shape. For outputs that are probabilities already there is {@link
   * Tensor#bce}.
   */
  public static Loss binaryCrossEntropy() {
    return BINARY_CROSS_ENTROPY;
  }

  /** The sum of all squared differences. */
  public static Loss sumOfSquares() {
    return SUM_OF_SQUARES;
  }

  /** Squared differences summed over outputs, averaged over samples. */
  public static Loss quadraticCost() {
    return QUADRATIC_COST;
  }

  /** The mean of all squared differences. */
  public static Loss mse() {
    return MSE;
  }

  /** Half the mean of all squared differences. */
  public static Loss halfMse() {
    return HALF_MSE;
  }
}
