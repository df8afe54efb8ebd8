// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

/**
 * How long things are measured.
 *
 * @param rounds of each contender
 * @param roundSeconds at least, of one round
 * @param warmupSeconds of each contender at least, before its first round
 * @param longestWarmup where the compiler does not come to rest before
 * @param slowest a way of a peer that took so many times as long as its fastest when it was warm
 *     plays no rounds
 * @param limitSeconds after which no further work is begun
 */
record Pace(
    int rounds,
    double roundSeconds,
    double warmupSeconds,
    double longestWarmup,
    double slowest,
    double limitSeconds) {

  /** For figures to be published. */
  static final Pace FULL =
      new Pace(11, 0.25, 3, 20, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Three minutes a family at most, the last work begun included. */
  static final Pace QUICK = new Pace(7, 0.2, 0.4, 1.2, 1.5, 145);
}
