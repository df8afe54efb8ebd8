// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.FLOATING;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.empty;

import chainrule.array.DType;
import chainrule.random.Rng;
import chainrule.tensor.RandomOp;
import chainrule.tensor.Tensor;
import java.util.List;

/** Calls that draws must refuse. */
final class RandomErrors {

  private static final Rng RNG = Rng.seed(1);

  private RandomErrors() {}

  static void add(RandomOp operation, ErrorList list) {
    switch (operation) {
      case RandomOp.Dropout _ -> {
        list.numbers(rate -> ROW.dropout(rate, RNG), ErrorList.Range.closed(0, 1));
        list.types(in -> in.get(0).dropout(0.5, RNG), List.of(FLOATING), ROW);
        list.types(in -> in.get(0).dropout(0, RNG), List.of(FLOATING), empty(0));
        list.types(in -> in.get(0).dropout(1, RNG), List.of(FLOATING), Tensor.scalar(1));
      }
      case RandomOp.Bernoulli _ -> {
        list.numbers(
            chance -> Tensor.scalar(DType.F64, chance).bernoulli(RNG),
            ErrorList.Range.closed(0, 1));
        list.types(in -> in.get(0).bernoulli(RNG), List.of(FLOATING), Tensor.of(0, 1));
        list.types(in -> in.get(0).bernoulli(RNG), List.of(FLOATING), empty(0));
        list.argument("a later one", () -> ROW.bernoulli(RNG), "probability 2.0 at place 1");
      }
      case RandomOp.Multinomial _ -> draws(list);
    }
  }

  private static void draws(ErrorList list) {
    list.counts(count -> ROW.multinomial(count, true, RNG), 1, Long.MAX_VALUE);
    list.counts(count -> ROW.multinomial(count, false, RNG), 1, 2);
    list.types(in -> in.get(0).multinomial(1, true, RNG), List.of(FLOATING), ROW);
    for (double weight : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e-300, -1}) {
      list.argument(
          "a weight of " + weight,
          () -> Tensor.of(DType.F64, 1, weight).multinomial(1, true, RNG),
          "weight " + weight + " at place 1 of row 0",
          "0 or more");
    }
    list.argument("no weight", () -> Tensor.zeros(3).multinomial(1, true, RNG), "0 weights above");
    list.argument(
        "too few weights", () -> Tensor.of(1, 0).multinomial(2, false, RNG), "1 weights above 0");
    list.shape("a number", () -> Tensor.scalar(1).multinomial(1, true, RNG), "F32[]", "[rows, n]");
    list.shape("three axes", () -> empty(1, 1, 1).multinomial(1, true, RNG), "F32[1, 1, 1]");
    list.shape("nothing", () -> empty(2, 0).multinomial(1, true, RNG), "F32[2, 0]", "1 or more");
    list.valid("no rows", () -> empty(0, 2).multinomial(1, true, RNG));
    list.valid("a weight of 0", () -> Tensor.of(1, 0).multinomial(9, true, RNG));
  }
}
