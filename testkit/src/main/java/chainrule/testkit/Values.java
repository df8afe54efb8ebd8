// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.random.Rng;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Numbers for the inputs of samples, by key and count. */
@FunctionalInterface
public interface Values {

  /** Nearest that a sample comes to a kink: twenty steps of a central difference. */
  double NEAR = 1.2e-4;

  /** As many numbers as asked for; the same for the same key. */
  double[] draw(Rng rng, int count);

  /** Around 0, of either sign, most within 3. */
  static Values usual() {
    return (rng, count) -> each(count, i -> 1.3 * rng.normal(i));
  }

  /** Spread evenly between two numbers. */
  static Values within(double low, double high) {
    return (rng, count) -> each(count, i -> low + (high - low) * rng.uniformDouble(i));
  }

  /** Of either sign, none nearer to 0 than 0.3. */
  static Values nonZero() {
    return (rng, count) -> {
      Rng sides = rng.child("side");
      return each(count, i -> side(sides, i) * (0.3 + 2 * rng.uniformDouble(i)));
    };
  }

  /** Around kinks, near them but none nearer than {@link #NEAR}. */
  static Values around(double... kinks) {
    return (rng, count) -> {
      Rng sides = rng.child("side");
      Rng distances = rng.child("distance");
      return each(
          count,
          i -> {
            double kink = kinks[rng.below(i, kinks.length)];
            double distance = NEAR * (1 + 9 * distances.uniformDouble(i));
            return kink + side(sides, i) * distance * Math.max(1, Math.abs(kink));
          });
    };
  }

  /** These numbers in turn, again from the first after the last. */
  static Values exactly(double... numbers) {
    return (_, count) -> each(count, i -> numbers[i % numbers.length]);
  }

  /** One of a few numbers. */
  static Values among(double... choices) {
    return (rng, count) -> each(count, i -> choices[rng.below(i, choices.length)]);
  }

  /** Whole multiples of a step, -3 to 3, all shifted. */
  static Values lattice(double step, double shift) {
    return (rng, count) -> each(count, i -> step * (rng.below(i, 7) - 3) + shift);
  }

  /** Whole multiples of a step in random order, no two equal. */
  static Values distinct(double step) {
    return (rng, count) -> {
      int[] order = rng.permutation(count);
      return each(count, i -> step * (order[i] - count / 2));
    };
  }

  private static int side(Rng rng, int i) {
    return rng.bits(i) < 0 ? -1 : 1;
  }

  private static double[] each(int count, IntToDoubleFunction number) {
    return IntStream.range(0, count).mapToDouble(number).toArray();
  }
}
