// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.RandomKey;
import chainrule.tensor.RandomOp;
import chainrule.tensor.Tensor;
import java.util.List;

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
      dropout(list, rates[each % rates.length], each, SHAPES[each]);
    }
    list.large(
        new RandomOp.Dropout(0.3),
        in -> in.get(0).dropout(0.3, key(in)),
        Input.of(ANY, 200, 200),
        Input.key(4));
  }

  private static void dropout(SampleList list, double rate, long key, long... sizes) {
    list.rows(
        new RandomOp.Dropout(rate),
        in -> in.get(0).dropout(rate, key(in)),
        Input.of(ANY, sizes),
        Input.key(key));
  }

  private static void coins(SampleList list) {
    for (int each = 0; each < SHAPES.length; each++) {
      coin(list, each % 3 == 0 ? Values.among(0, 1, 0.5) : CHANCES, each, SHAPES[each]);
    }
    list.large(
        new RandomOp.Bernoulli(),
        in -> in.get(0).bernoulli(key(in)),
        Input.of(CHANCES, 200, 200),
        Input.key(4));
  }

  private static void coin(SampleList list, Values chances, long key, long... sizes) {
    list.rows(
        new RandomOp.Bernoulli(),
        in -> in.get(0).bernoulli(key(in)),
        Input.of(chances, sizes),
        Input.key(key));
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
    list.large(
        new RandomOp.Multinomial(90, false),
        in -> in.get(0).multinomial(90, false, key(in)),
        Input.of(WEIGHTS, 170, 200),
        Input.key(4));
  }

  private static void draw(SampleList list, long count, boolean replacement, long... sizes) {
    list.rows(
        new RandomOp.Multinomial(count, replacement),
        in -> in.get(0).multinomial(count, replacement, key(in)),
        Input.of(WEIGHTS, sizes),
        Input.key(count + sizes.length));
  }

  private static RandomKey key(List<Tensor> inputs) {
    return new RandomKey(inputs.get(1));
  }
}
