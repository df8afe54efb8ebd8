// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.autograd.Autograd;
import chainrule.error.DtypeException;
import chainrule.error.LabelException;
import chainrule.error.ShapeException;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.plan.Compiled;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.Loader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How a network does on a dataset.
 *
 * @param count the number of samples
 * @param loss the mean over samples
 * @param accuracy the share of samples whose largest output is at their class, 0 to 1
 * @param confusion how often class i was taken for class j, by i and j
 */
public record Evaluation(long count, double loss, double accuracy, List<List<Long>> confusion) {

  private static final int BATCH = 1000;

  /** A class taken for another. */
  public record Confused(int actual, int predicted, long times) {}

  /**
   * Runs a network over a classified dataset, recording no graph.
   *
   * @throws DtypeException if targets are not class numbers
   * @throws LabelException if one is none of the classes
   * @throws ShapeException if the network has not one output for each class
   */
  public static Evaluation of(Layer network, Loss loss, Dataset data) {
    return of(compiled(network, loss, data), loss, data);
  }

  /** The loss of a batch, and the places of its largest outputs; recorded by no graph. */
  static Compiled compiled(Layer network, Loss loss, Dataset data) {
    return Compiled.of(batch -> {
      Tensor output = network.apply(batch.get(0));
      checkOutputs(output, data);
      Tensor target = Targets.of(loss, batch.get(1), output);
      return List.of(loss.of(output, target), output.argmax(1));
    });
  }

  /** Runs what {@link #compiled} gave for the same dataset. */
  static Evaluation of(Compiled batches, Loss loss, Dataset data) {
    return Autograd.noGrad(() -> run(batches, loss, data));
  }

  private static Evaluation run(Compiled batches, Loss loss, Dataset data) {
    checkTargets(data);
    int classes = data.classes().size();
    long[][] confusion = new long[classes][classes];
    double total = 0;
    for (Batch batch : Loader.of(data, BATCH)) {
      List<Tensor> results = batches.apply(batch.inputs(), batch.targets());
      total += results.get(0).item() * (loss.isSum() ? 1 : batch.count());
      long[] predicted = results.get(1).toLongs();
      long[] actual = batch.targets().toLongs();
      for (int i = 0; i < predicted.length; i++) {
        confusion[label(actual[i], classes)][(int) predicted[i]]++;
      }
    }
    long right = 0;
    List<List<Long>> rows = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      right += confusion[i][i];
      rows.add(Arrays.stream(confusion[i]).boxed().toList());
    }
    double count = data.count();
    return new Evaluation(data.count(), total / count, right / count, List.copyOf(rows));
  }

  /** Checks that targets are class numbers. */
  static void checkTargets(Dataset data) {
    if (!data.isClassified()) {
      throw new DtypeException(
          "data: targets of "
              + data.name()
              + " are "
              + data.targetRow().spec(data.count())
              + "; needs class numbers [n]",
          "train on numbers by a loop of your own, with Optimizer.over(network)");
    }
  }

  /** Checks that there is one output for each class. */
  static void checkOutputs(Tensor output, Dataset data) {
    int classes = data.classes().size();
    if (output.rank() != 2 || output.size(1) != classes) {
      throw new ShapeException(
          "network: outputs are "
              + output.spec()
              + ", "
              + data.name()
              + " has "
              + classes
              + " classes; needs [n, "
              + classes
              + "]",
          "give the last layer an output for each class, or name the classes of the data");
    }
  }

  private static int label(long actual, int classes) {
    if (actual < 0 || actual >= classes) {
      throw new LabelException("data: label " + actual + "; classes are 0 to " + (classes - 1));
    }
    return (int) actual;
  }

  /** The pairs of classes most often taken for one another, the most frequent first. */
  public List<Confused> mostConfused(int most) {
    List<Confused> pairs = new ArrayList<>();
    for (int i = 0; i < confusion.size(); i++) {
      for (int j = 0; j < confusion.size(); j++) {
        long times = confusion.get(i).get(j);
        if (i != j && times > 0) {
          pairs.add(new Confused(i, j, times));
        }
      }
    }
    pairs.sort(Comparator.comparingLong(Confused::times).reversed());
    return pairs.stream().limit(most).toList();
  }
}
