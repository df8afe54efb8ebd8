// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.DtypeException;
import chainrule.error.LabelException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.train.data.Dataset;
import java.util.List;

/**
 * How a network does on a dataset: {@link Classification} where targets are class numbers, else
 * {@link Regression}.
 */
public sealed interface Evaluation permits Classification, Regression {

  /** A class taken for another. */
  record Confused(int actual, int predicted, long times) {}

  /**
   * Runs a network over a dataset in batches, recording no graph. What is kept in memory does not
   * grow with the samples.
   *
   * <p>Where targets are class numbers the network has an output for each class, or one output for
   * two classes: class 1 where it is over 0 if the loss takes logits, over 0.5 if not. The loss
   * then takes class numbers, one-hot rows, or 0 and 1 in [n, 1] as {@link Targets} makes them. A
   * label of -100 is left out of all figures if the loss takes class numbers.
   *
   * <p>Where targets are numbers, outputs are compared with them after the sigmoid if the loss
   * takes logits, and in the units of {@link Dataset#targetScale} if there are some.
   *
   * @throws DtypeException if targets are neither class numbers [n] nor floating numbers, or the
   *     loss does not take them
   * @throws LabelException if one is none of the classes
   * @throws ShapeException if the outputs do not fit
   */
  static Evaluation of(Layer network, Loss loss, Dataset data) {
    return Evaluator.of(network, loss, data).run();
  }

  /**
   * The same; for classes with {@link Classification#ranking}, which holds all outputs of all
   * samples in memory until it is done.
   *
   * @throws LimitException if they do not fit
   */
  static Evaluation detailed(Layer network, Loss loss, Dataset data) {
    return Evaluator.detailed(network, loss, data).run();
  }

  /** The number of samples that have a target. */
  long count();

  /** The loss: the mean over batches, each by its number of samples; NaN without samples. */
  double loss();

  /** The figure to compare networks by, larger is better: the accuracy or R2. */
  double score();

  /** What {@link #score} is: {@code accuracy} or {@code R2}. */
  String scoreName();

  /**
   * The share of samples whose class was found, 0 to 1; NaN without samples.
   *
   * @throws StateException if there are no classes
   */
  double accuracy();

  /** The pairs of classes most often taken for one another; none where there are no classes. */
  List<Confused> mostConfused(int most);
}
