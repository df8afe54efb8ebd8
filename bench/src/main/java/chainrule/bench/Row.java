// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Ours beside one other.
 *
 * @param work what was done
 * @param peer who else did it: a library, {@code jdk}, {@code hand} (a loop written by hand), a
 *     floor, or {@code bar}, a figure that was promised
 * @param unit of both figures; {@link #MICROSECONDS} mostly
 * @param ours the median of our rounds
 * @param theirs that of the peer's fastest way
 * @param ratio peer over ours, pair by pair where there are pairs: above 1, ours is better
 * @param rounds every raw figure by name: {@code ours}, and each way of the peer
 */
record Row(
    String work,
    String peer,
    String unit,
    double ours,
    double theirs,
    double ratio,
    Map<String, List<Double>> rounds) {

  static final String MICROSECONDS = "us";
  static final String BAR = "bar";
  static final String PEAK = "fma-peak";

  /** Two times in microseconds, measured apart. */
  static Row times(String work, String peer, double ours, double theirs) {
    return of(work, peer, MICROSECONDS, ours, theirs);
  }

  /** Two figures of a unit, the smaller the better. */
  static Row of(String work, String peer, String unit, double ours, double theirs) {
    return new Row(work, peer, unit, ours, theirs, theirs / ours, Map.of());
  }

  /** The same with the raw figures behind our own. */
  Row withRounds(double... figures) {
    List<Double> all = Arrays.stream(figures).boxed().toList();
    return new Row(work, peer, unit, ours, theirs, ratio, Map.of("ours", all));
  }

  boolean isTime() {
    return unit.equals(MICROSECONDS);
  }
}
