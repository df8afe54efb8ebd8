// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.plan.Compiled;
import chainrule.tensor.LabelOptions;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.Loader;
import java.util.ArrayList;
import java.util.List;

/** Runs a network over a dataset, as often as it is asked to: compiled after two batches. */
final class Evaluator {

  private static final int BATCH = 1000;

  private final Loss loss;
  private final Dataset data;
  private final boolean detailed;
  private final Compiled batches;

  private Evaluator(Layer network, Loss loss, Dataset data, boolean detailed) {
    Outputs.checkTargets(data);
    this.loss = loss;
    this.data = data;
    this.detailed = detailed;
    batches = Compiled.of(batch -> measured(network, batch));
  }

  static Evaluator of(Layer network, Loss loss, Dataset data) {
    return new Evaluator(network, loss, data, false);
  }

  /** One that finds out {@link Classification#ranking} too. */
  static Evaluator detailed(Layer network, Loss loss, Dataset data) {
    return new Evaluator(network, loss, data, true);
  }

  /** The loss of a batch; the classes that were found; the outputs, if they are needed. */
  private List<Tensor> measured(Layer network, List<Tensor> batch) {
    Tensor output = network.apply(batch.get(0));
    Outputs.check(output, loss, data);
    List<Tensor> results = new ArrayList<>();
    results.add(loss.of(output, Targets.of(loss, batch.get(1), output)));
    if (!data.isClassified()) {
      results.add(loss.takesLogits() ? output.sigmoid() : output);
      return results;
    }
    results.add(decided(output));
    if (detailed) {
      results.add(output);
    }
    return results;
  }

  /** The class of each row; -1 where an output is NaN. */
  private Tensor decided(Tensor output) {
    Tensor places =
        Outputs.isSingle(output)
            ? output.greater(Outputs.threshold(loss)).squeeze(1).to(DType.I64)
            : output.argmax(1);
    return output.isNan().any(1).where(-1, places);
  }

  /** How the network does now. */
  Evaluation run() {
    return Autograd.noGrad(() -> data.isClassified() ? classes() : numbers());
  }

  private Classification classes() {
    ClassTally tally = new ClassTally(data, loss, detailed);
    for (Batch batch : Loader.of(data, BATCH)) {
      long[] labels = batch.targets().toLongs();
      checkLabels(labels);
      tally.add(labels, batches.apply(batch.inputs(), batch.targets()));
    }
    return tally.result();
  }

  private void checkLabels(long... labels) {
    for (long label : labels) {
      if (label != LabelOptions.IGNORED || !loss.takesLabels()) {
        Outputs.label(label, data.classes().size());
      }
    }
  }

  private Regression numbers() {
    NumberTally tally = new NumberTally(data, loss);
    for (Batch batch : Loader.of(data, BATCH)) {
      tally.add(batch.targets(), batches.apply(batch.inputs(), batch.targets()));
    }
    return tally.result();
  }
}
