// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.DtypeException;
import chainrule.error.LabelException;
import chainrule.tensor.LabelOptions;
import chainrule.train.data.Dataset;
import java.util.Arrays;
import java.util.List;

/**
 * How many samples each class has.
 *
 * @param counts by class
 */
public record ClassCounts(List<Long> counts) {

  /** Keeps its own copy. */
  public ClassCounts {
    counts = List.copyOf(counts);
  }

  /**
   * Counts the labels of a dataset; those of -100 are left out.
   *
   * @throws DtypeException if targets are not class numbers
   * @throws LabelException if one is none of the classes
   */
  public static ClassCounts of(Dataset data) {
    Outputs.checkClasses(data);
    long[] counts = new long[data.classes().size()];
    Storage input = Storage.allocate(data.inputRow().dtype(), data.inputRow().shape(1));
    Storage label = Storage.allocate(data.targetRow().dtype(), Shape.of(1));
    for (long place = 0; place < data.count(); place++) {
      data.read(place, input, label, 0);
      if (label.getLong(0) != LabelOptions.IGNORED) {
        counts[Outputs.label(label.getLong(0), counts.length)]++;
      }
    }
    return new ClassCounts(Arrays.stream(counts).boxed().toList());
  }

  /** The number of all samples. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** The largest count over the smallest of a class that has samples; NaN without samples. */
  public double imbalance() {
    List<Long> present = counts.stream().filter(count -> count > 0).sorted().toList();
    return present.isEmpty() ? Double.NaN : (double) present.getLast() / present.getFirst();
  }

  /**
   * Weights that make classes count alike in a loss: all samples / (classes that have some *
   * samples of the class), and 0 for a class without samples. Their mean over samples is 1.
   */
  public List<Double> weights() {
    long present = counts.stream().filter(count -> count > 0).count();
    double total = total();
    return counts.stream().map(count -> count == 0 ? 0.0 : total / present / count).toList();
  }
}
