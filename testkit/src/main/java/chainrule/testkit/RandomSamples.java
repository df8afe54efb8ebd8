// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.random.Rng;
import chainrule.tensor.RandomOp;

/** Samples of draws: keys of their own, rates and probabilities with both ends. */
final class RandomSamples {

  private static final Values ANY = Values.usual();
  private static final Values CHANCES = Values.within(0, 1);
  private static final Values WEIGHTS = Values.within(0.01, 2);

  private static final long[][] SHAPES = {
    {}, {1}, {0}, {7}, {2, 3}, {3, 1}, {2, 0}, {2, 1, 2}, {4}, {1, 1}
  };

  private RandomSamples() {}

  static void add(RandomOp operation, SampleList list) {
    switch (operation) {
      case RandomOp.Dropout _ -> dropouts(list);
      case RandomOp.Bernoulli _ -> coins(list);
      case RandomOp.Multinomial _ -> draws(list);
    }
  }

  private static void dropouts(SampleList list) {
    double[] rates = {0.5, 0.25, 0, 1, 0.1};
    for (int each = 0; each < SHAPES.length; each++) {
      dropout(list, rates[each % rates.length], Rng.seed(each), SHAPES[each]);
    }
    var rng = Rng.seed(4);
    list.large(
        new RandomOp.Dropout(0.3, rng), in -> in.get(0).dropout(0.3, rng), Input.of(ANY, 200, 200));
  }

  private static void dropout(SampleList list, double rate, Rng rng, long... sizes) {
    list.rows(
        new RandomOp.Dropout(rate, rng), in -> in.get(0).dropout(rate, rng), Input.of(ANY, sizes));
  }

  private static void coins(SampleList list) {
    for (int each = 0; each < SHAPES.length; each++) {
      coin(list, each % 3 == 0 ? Values.among(0, 1, 0.5) : CHANCES, Rng.seed(each), SHAPES[each]);
    }
    var rng = Rng.seed(4);
    list.large(
        new RandomOp.Bernoulli(rng), in -> in.get(0).bernoulli(rng), Input.of(CHANCES, 200, 200));
  }

  private static void coin(SampleList list, Values chances, Rng rng, long... sizes) {
    list.rows(
        new RandomOp.Bernoulli(rng), in -> in.get(0).bernoulli(rng), Input.of(chances, sizes));
  }

  private static void draws(SampleList list) {
    draw(list, 1, true, 1);
    draw(list, 5, true, 3);
    draw(list, 3, false, 3);
    draw(list, 2, false, 5);
    draw(list, 4, true, 2, 3);
    draw(list, 1, false, 2, 1);
    draw(list, 2, false, 3, 4);
    draw(list, 2, true, 0, 3);
    var rng = Rng.seed(4);
    list.large(
        new RandomOp.Multinomial(90, false, rng),
        in -> in.get(0).multinomial(90, false, rng),
        Input.of(WEIGHTS, 170, 200));
  }

  private static void draw(SampleList list, long count, boolean replacement, long... sizes) {
    var rng = Rng.seed(count + sizes.length);
    list.rows(
        new RandomOp.Multinomial(count, replacement, rng),
        in -> in.get(0).multinomial(count, replacement, rng),
        Input.of(WEIGHTS, sizes));
  }
}
