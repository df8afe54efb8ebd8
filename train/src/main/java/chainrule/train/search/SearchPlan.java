// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.error.ArgumentException;
import chainrule.formats.Json;
import chainrule.random.Rng;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What a search sets out to do. All of it follows from these five.
 *
 * @param space what is searched
 * @param strategy how
 * @param trials how many combinations are tried at most; {@link Strategy#GRID} tries all there are,
 *     which must not be more
 * @param epochs how long a trial is trained at most
 * @param seed what combinations are drawn from
 */
public record SearchPlan(SearchSpace space, Strategy strategy, int trials, int epochs, long seed) {

  /** The most combinations that are tried. */
  public static final int MOST_TRIALS = 100_000;

  /** After so many draws that were there before, one of them is tried again. */
  private static final int DRAWS = 1_000;

  /**
   * Checks the numbers.
   *
   * @throws ArgumentException if trials or epochs are out of range; or for a grid a range has no
   *     number of points, or there are more combinations than trials
   */
  public SearchPlan {
    if (trials < 1 || trials > MOST_TRIALS) {
      throw new ArgumentException("search: " + trials + " trials; needs 1 to " + MOST_TRIALS);
    }
    if (epochs < 1) {
      throw new ArgumentException("search: " + epochs + " epochs; needs 1 or more");
    }
    if (strategy == Strategy.GRID && space.count(trials + 1L) > trials) {
      throw new ArgumentException(
          "search: the grid of " + space.text() + " has more than " + trials + " combinations",
          "allow more trials, or give ranges fewer points");
    }
  }

  /**
   * The combinations that are tried. None is there twice while others can be drawn; where there are
   * no more than {@link #trials}, each is there once.
   */
  public List<SequencedMap<String, String>> candidates() {
    boolean all = strategy == Strategy.GRID || space.isListed();
    if (all && space.count(trials + 1L) <= trials) {
      return LongStream.range(0, space.count(trials)).mapToObj(space::combination).toList();
    }
    Rng rng = Rng.seed(seed).child("search");
    Set<SequencedMap<String, String>> known = new HashSet<>();
    List<SequencedMap<String, String>> drawn = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      Rng own = rng.child(trial);
      int draw = 0;
      while (known.contains(space.draw(own.child(draw))) && draw < DRAWS) {
        draw++;
      }
      drawn.add(space.draw(own.child(draw)));
      known.add(drawn.getLast());
    }
    return drawn;
  }

  /**
   * The rounds: one of all candidates with all epochs; or by {@link Strategy#HALVING} as many as
   * epochs and candidates can be halved. Of n candidates and e epochs round r of R, from 0, has
   * ceil(n / 2^r) candidates and floor(e / 2^(R - 1 - r)) epochs.
   */
  public List<Round> rounds() {
    int count = candidates().size();
    int halvings = strategy == Strategy.HALVING ? Math.min(halvings(count), floorLog(epochs)) : 0;
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round <= halvings; round++) {
      int left = (count + (1 << round) - 1) >> round;
      rounds.add(new Round(left, epochs >> (halvings - round)));
    }
    return rounds;
  }

  /** After how many halvings, rounded up, one is left. */
  private static int halvings(int count) {
    return count == 1 ? 0 : 1 + floorLog(count - 1);
  }

  private static int floorLog(int number) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
  }

  /** The plan as the first line of a log holds it. */
  Json.JsonObject toJson() {
    return Json.object()
        .with("space", space.text())
        .with("strategy", strategy.label())
        .with("trials", trials)
        .with("epochs", epochs)
        .with("seed", seed);
  }
}
