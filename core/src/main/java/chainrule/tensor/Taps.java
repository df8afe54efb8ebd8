// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.Arrays;

/**
 * Which elements of an axis make each element of another: out[i] = (sum over t of weight[t] *
 * a[element[t]] / before[t]) / after[i], t from start[i] to below start[i + 1], in F64.
 */
record Taps(int[] start, int[] element, double[] weight, double[] before, double[] after) {

  /**
   * The taps of a rule.
   *
   * @param scale how many times longer the axis becomes; 0 for to / from
   */
  static Taps of(Resampling rule, long from, long to, double scale) {
    return switch (rule) {
      case NEAREST -> nearest(from, to, scale, 0);
      case NEAREST_EXACT -> nearest(from, to, scale, 1);
      case LINEAR -> linear(from, to, scale);
      case LINEAR_CORNERS -> corners(from, to);
      case AREA -> area(from, to);
    };
  }

  private static Taps nearest(long from, long to, double scale, long half) {
    int[] element = Memory.ints(to);
    for (int i = 0; i < to; i++) {
      double at = (i + half * 0.5) / scale;
      long exact = (2L * i + half) * from / (2 * to);
      element[i] = (int) Math.min(from - 1, scale > 0 ? (long) at : exact);
    }
    int[] start = Memory.ints(to + 1);
    Arrays.setAll(start, i -> i);
    return new Taps(start, element, ones(to), ones(to), ones(to));
  }

  private static Taps linear(long from, long to, double scale) {
    Taps taps = room(2 * to, to);
    for (int i = 0; i < to; i++) {
      if (scale > 0) {
        double at = Math.max(0, (i + 0.5) / scale - 0.5);
        double below = Math.floor(at);
        taps.pair(i, from, (long) Math.min((double) from, below), at - below);
      } else {
        long twice = Math.max(0, (2L * i + 1) * from - to);
        taps.pair(i, from, twice / (2 * to), (double) (twice % (2 * to)) / (2 * to));
      }
    }
    return taps;
  }

  private static Taps corners(long from, long to) {
    Taps taps = room(2 * to, to);
    long steps = Math.max(1, to - 1);
    for (int i = 0; i < to; i++) {
      long at = to == 1 ? 0 : i * (from - 1);
      taps.pair(i, from, at / steps, (double) (at % steps) / steps);
    }
    return taps;
  }

  /** The two neighbors; the one alone where the other weighs nothing, as beyond the last. */
  private void pair(int i, long from, long below, double share) {
    int at = start[i];
    boolean alone = share == 0 || below >= from - 1;
    element[at] = (int) Math.min(below, from - 1);
    weight[at] = alone ? 1 : 1 - share;
    start[i + 1] = at + 1;
    if (!alone) {
      element[at + 1] = (int) below + 1;
      weight[at + 1] = share;
      start[i + 1] = at + 2;
    }
  }

  private static Taps area(long from, long to) {
    Spans spans = Spans.adaptive(from, to);
    Taps taps = room(Arrays.stream(spans.count()).asLongStream().sum(), to);
    for (int i = 0; i < to; i++) {
      int count = spans.count()[i];
      taps.start[i + 1] = taps.start[i] + count;
      taps.after[i] = count;
      for (int t = 0; t < count; t++) {
        taps.element[taps.start[i] + t] = spans.first()[i] + t;
        taps.weight[taps.start[i] + t] = 1;
      }
    }
    return taps;
  }

  private static Taps room(long taps, long to) {
    int[] start = Memory.ints(to + 1);
    return new Taps(start, Memory.ints(taps), Memory.doubles(taps), ones(taps), ones(to));
  }

  private static double[] ones(long count) {
    double[] ones = Memory.doubles(count);
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The taps of the adjoint: those of each element in ascending order of what they made. */
  Taps transposed(long from) {
    int to = after.length;
    int count = start[to];
    int[] starts = Memory.ints(from + 1);
    for (int t = 0; t < count; t++) {
      starts[element[t] + 1]++;
    }
    for (int i = 0; i < from; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = starts.clone();
    Taps turned =
        new Taps(
            starts, Memory.ints(count), Memory.doubles(count), Memory.doubles(count), ones(from));
    for (int i = 0; i < to; i++) {
      for (int t = start[i]; t < start[i + 1]; t++) {
        int place = next[element[t]]++;
        turned.element[place] = i;
        turned.weight[place] = weight[t];
        turned.before[place] = after[i];
      }
    }
    return turned;
  }
}
