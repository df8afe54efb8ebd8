// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Averaging;
import chainrule.tensor.LabelOptions;
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

  private static final Loss CROSS_ENTROPY = new CrossEntropy();

  /** Cross-entropy of logits, at labels or with rows of probabilities. */
  private record CrossEntropy() implements Loss {
    @Override
    public String name() {
      return "crossEntropy";
    }

    @Override
    public boolean takesLabels() {
      return true;
    }

    @Override
    public boolean takesProbabilities() {
      return true;
    }

    @Override
    public Tensor of(Tensor logits, Tensor target) {
      if (!target.dtype().isFloating()) {
        return logits.crossEntropy(target);
      }
      if (logits.rank() != 2 || logits.size(1) < 2 || !logits.shape().equals(target.shape())) {
        throw new ShapeException(
            "crossEntropy: prediction is "
                + logits.spec()
                + ", target is "
                + target.spec()
                + "; needs logits [n, classes] of 2 classes or more and labels [n], or"
                + " probabilities of their shape");
      }
      return logits.logSoftmax(1).times(target).sum(1).negate().mean();
    }

    @Override
    public String toString() {
      return name();
    }
  }

  private static final Loss HINGE = Named.ofLabels("hinge", Tensor::hinge);
  private static final Loss BINARY_CROSS_ENTROPY =
      new Named("binaryCrossEntropy", false, true, false, Tensor::bceWithLogits);
  private static final Loss SUM_OF_SQUARES =
      new Named("sumOfSquares", false, false, true, Tensor::sumOfSquares);
  private static final Loss QUADRATIC_COST =
      Named.ofNumbers("quadraticCost", Tensor::quadraticCost);
  private static final Loss MSE = Named.ofNumbers("mse", Tensor::mse);
  private static final Loss HALF_MSE = Named.ofNumbers("halfMse", Tensor::halfMse);
  private static final Loss SQUARED_HINGE = Named.ofLabels("squaredHinge", Tensor::squaredHinge);
  private static final Loss FOCAL = new Named("focal", false, true, false, Tensor::focal);
  private static final Loss L1 = Named.ofNumbers("l1", Tensor::l1);
  private static final Loss HUBER = Named.ofNumbers("huber", Tensor::huber);
  private static final Loss SMOOTH_L1 = Named.ofNumbers("smoothL1", Tensor::smoothL1);
  private static final List<Loss> ALL =
      List.of(
          CROSS_ENTROPY,
          HINGE,
          SQUARED_HINGE,
          BINARY_CROSS_ENTROPY,
          FOCAL,
          MSE,
          HALF_MSE,
          QUADRATIC_COST,
          SUM_OF_SQUARES,
          L1,
          HUBER,
          SMOOTH_L1);

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

  /**
   * The mean over rows of -log softmax at the label; takes logits [n, classes] and labels [n], or
   * rows of probabilities [n, classes], with which it is the mean of -sum(target * log softmax).
   */
  public static Loss crossEntropy() {
    return CROSS_ENTROPY;
  }

  /** Cross-entropy with class weights, label smoothing, an ignored label or another averaging. */
  public static Loss crossEntropy(LabelOptions options) {
    boolean sum = options.averaging() == Averaging.SUM;
    return new Named(
        "crossEntropy", true, true, sum, (logits, labels) -> logits.crossEntropy(labels, options));
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

  /** The hinge loss with its terms squared. */
  public static Loss squaredHinge() {
    return SQUARED_HINGE;
  }

  /** The focal loss of logits, alpha 0.25 and gamma 2, the mean over all elements. */
  public static Loss focal() {
    return FOCAL;
  }

  /** The mean of all absolute differences. */
  public static Loss l1() {
    return L1;
  }

  /** The mean of half the squared differences up to 1, beyond it of the differences less a half. */
  public static Loss huber() {
    return HUBER;
  }

  /** The smooth L1 loss of beta 1: the same as the Huber loss of delta 1. */
  public static Loss smoothL1() {
    return SMOOTH_L1;
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
