// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.array.Storage;
import chainrule.nn.Loss;
import chainrule.tensor.LabelOptions;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Gathers, by class, how much each sample looks like it, and finds ranks when all are there.
 *
 * <p>For a loss of class numbers an output stands for the odds of its class, exp(z) over the sum of
 * exp of the others; they grow with its softmax and keep apart what softmax rounds to 1. For other
 * losses it is the output itself, and for two classes the second less the first.
 */
final class RankTally {

  private final boolean odds;
  private final double threshold;
  private final int classes;
  private final double[][] scores;
  private final int[] labels;
  private final long[] places;
  private int count;

  RankTally(Dataset data, Loss loss) {
    odds = loss.takesLabels();
    threshold = Outputs.threshold(loss);
    classes = data.classes().size();
    int curves = classes == 2 ? 1 : classes;
    Storage.checkBudget("evaluation in detail", Math.multiplyExact(data.count(), 8L * curves + 4));
    int samples = Math.toIntExact(data.count());
    scores = new double[curves][samples];
    labels = new int[samples];
    places = new long[classes];
  }

  /** Adds the outputs of a batch. */
  void add(long[] actual, Tensor outputs) {
    double[] all = outputs.toDoubles();
    int width = all.length / actual.length;
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != LabelOptions.IGNORED) {
        add((int) actual[i], Arrays.copyOfRange(all, i * width, (i + 1) * width));
      }
    }
  }

  private void add(int label, double... row) {
    labels[count] = label;
    if (classes == 2) {
      scores[0][count] = row.length == 1 ? row[0] : row[1] - row[0];
    } else {
      double[] figures = odds ? odds(row) : row;
      for (int i = 0; i < classes; i++) {
        scores[i][count] = figures[i];
      }
    }
    if (Arrays.stream(row).noneMatch(Double::isNaN)) {
      places[place(label, row.length == 1 ? new double[] {threshold, row[0]} : row)]++;
    }
    count++;
  }

  /** How many classes stand before one: the larger, and of equals the first. */
  private static int place(int label, double... row) {
    int before = 0;
    for (int i = 0; i < row.length; i++) {
      if (row[i] > row[label] || (row[i] == row[label] && i < label)) {
        before++;
      }
    }
    return before;
  }

  /**
   * exp(z) of each class over the sum of exp of the others, which are summed from the smallest on:
   * rows that differ by their order alone have equal odds.
   */
  private static double[] odds(double... row) {
    double max = Arrays.stream(row).max().orElse(0);
    double[] parts = Arrays.stream(row).map(z -> StrictMath.exp(z - max)).toArray();
    double[] ascending = parts.clone();
    Arrays.sort(ascending);
    double others = 0;
    for (int i = 0; i < ascending.length - 1; i++) {
      others += ascending[i];
    }
    double all = others + ascending[ascending.length - 1];
    double[] odds = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      odds[i] = parts[i] == 1 ? 1 / others : parts[i] / (all - parts[i]);
    }
    return odds;
  }

  Ranking result() {
    List<OptionalDouble> areas =
        IntStream.range(0, classes)
            .mapToObj(i -> classes == 2 ? area(1, scores[0]) : area(i, scores[i]))
            .toList();
    return new Ranking(LongStream.of(places).boxed().toList(), areas);
  }

  /** The area under the curve of one class against the rest. */
  private OptionalDouble area(int positive, double... all) {
    double[] of = scores(all, label -> label == positive);
    double[] rest = scores(all, label -> label != positive);
    if (of.length == 0 || rest.length == 0) {
      return OptionalDouble.empty();
    }
    if (Double.isNaN(of[of.length - 1]) || Double.isNaN(rest[rest.length - 1])) {
      return OptionalDouble.of(Double.NaN);
    }
    long halves = 0;
    int less = 0;
    int upTo = 0;
    for (double score : of) {
      while (less < rest.length && rest[less] < score) {
        less++;
      }
      while (upTo < rest.length && rest[upTo] <= score) {
        upTo++;
      }
      halves += (long) less + upTo;
    }
    return OptionalDouble.of(halves / (2.0 * of.length * rest.length));
  }

  /** The scores of samples by their labels, ascending, NaN last. */
  private double[] scores(double[] all, IntPredicate which) {
    return IntStream.range(0, count)
        .filter(i -> which.test(labels[i]))
        .mapToDouble(i -> all[i])
        .sorted()
        .toArray();
  }
}
