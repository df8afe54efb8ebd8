// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The most that a line can do: all directions by the degree, and in each all places. */
final class BestLine {

  private static final int DIRECTIONS = 180;

  private BestLine() {}

  /** The largest share of two classes of points that a line has on the right side. */
  static double accuracy(Dataset data) {
    Batch all = data.all();
    float[] points = all.inputs().toFloats();
    long[] labels = all.targets().toLongs();
    List<Integer> order = IntStream.range(0, labels.length).boxed().toList();
    int best = 0;
    for (int direction = 0; direction < DIRECTIONS; direction++) {
      double angle = Math.PI * direction / DIRECTIONS;
      double u = StrictMath.cos(angle);
      double v = StrictMath.sin(angle);
      List<Integer> sorted =
          order.stream()
              .sorted(Comparator.comparingDouble(i -> u * points[2 * i] + v * points[2 * i + 1]))
              .toList();
      best = Math.max(best, best(sorted, labels));
    }
    return (double) best / labels.length;
  }

  /** How many samples the best place of a cut has right, whichever class lies below it. */
  private static int best(List<Integer> sorted, long[] labels) {
    int right = 0;
    for (long label : labels) {
      right += (int) label;
    }
    int best = Math.max(right, labels.length - right);
    for (int sample : sorted) {
      right += labels[sample] == 0 ? 1 : -1;
      best = Math.max(best, Math.max(right, labels.length - right));
    }
    return best;
  }
}
