// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.array.Storage;
import chainrule.nn.Loss;
import chainrule.tensor.LabelOptions;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts what was taken for what, batch by batch. */
final class ClassTally {

  private final Loss loss;
  private final long[][] confusion;
  private final long[] undecided;
  private final Optional<RankTally> ranks;
  private double total;
  private long count;

  ClassTally(Dataset data, Loss loss, boolean detailed) {
    this.loss = loss;
    int classes = data.classes().size();
    Storage.checkBudget("confusion of " + classes + " classes", 16L * classes * classes);
    confusion = new long[classes][classes];
    undecided = new long[classes];
    ranks = detailed ? Optional.of(new RankTally(data, loss)) : Optional.empty();
  }

  /**
   * Adds a batch.
   *
   * @param labels of its samples, each a class or ignored
   * @param results its loss, the classes found, and its outputs if they are needed
   */
  void add(long[] labels, List<Tensor> results) {
    long[] found = results.get(1).toLongs();
    long kept = 0;
    for (int i = 0; i < found.length; i++) {
      if (labels[i] != LabelOptions.IGNORED) {
        kept++;
        int actual = (int) labels[i];
        if (found[i] < 0) {
          undecided[actual]++;
        } else {
          confusion[actual][(int) found[i]]++;
        }
      }
    }
    ranks.ifPresent(tally -> tally.add(labels, results.get(2)));
    if (kept > 0) {
      total += results.get(0).item() * (loss.isSum() ? 1 : kept);
      count += kept;
    }
  }

  Classification result() {
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : confusion) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    List<Long> none = Arrays.stream(undecided).boxed().toList();
    return new Classification(total / count, rows, none, ranks.map(RankTally::result));
  }
}
