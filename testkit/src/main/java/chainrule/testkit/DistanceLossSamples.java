// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Averaging;
import chainrule.tensor.DistanceLoss;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Samples of losses that compare vectors or ranks. */
final class DistanceLossSamples {

  private static final Values ANY = Values.usual();
  private static final Values SIDES = Values.among(-1, 1);

  private DistanceLossSamples() {}

  static void add(DistanceLoss loss, SampleList list) {
    switch (loss) {
      case DistanceLoss.Cosine _ -> {
        cosines(0, Averaging.MEAN, list);
        cosines(-0.9, Averaging.NONE, list);
        list.rows(
            new DistanceLoss.Cosine(0, Averaging.MEAN),
            in -> in.get(0).cosineEmbedding(in.get(1), in.get(2)),
            Input.of(Values.exactly(1, 0), 2, 2),
            Input.of(Values.exactly(4e-4, 1, -4e-4, 1), 2, 2),
            Input.of(Values.exactly(-1), 2));
      }
      case DistanceLoss.Ranking _ -> {
        rankings(0, Averaging.MEAN, list);
        rankings(0.5, Averaging.NONE, list);
        list.rows(
            new DistanceLoss.Ranking(0, Averaging.MEAN),
            in -> in.get(0).marginRanking(in.get(1), in.get(2)),
            Input.of(Values.around(0), 6),
            Input.of(Values.exactly(0), 6),
            Input.of(SIDES, 6));
      }
      case DistanceLoss.Triplet _ -> {
        triplets(1, false, Averaging.MEAN, list);
        triplets(9, true, Averaging.NONE, list);
        list.rows(
            new DistanceLoss.Triplet(1, false, Averaging.MEAN),
            in -> in.get(0).tripletMargin(in.get(1), in.get(2)),
            Input.of(Values.exactly(0), 2, 2),
            Input.of(Values.exactly(2, 0), 2, 2),
            Input.of(Values.exactly(3.0008, 0, 2.9992, 0), 2, 2));
      }
    }
  }

  private static void cosines(double margin, Averaging averaging, SampleList list) {
    var op = new DistanceLoss.Cosine(margin, averaging);
    Function<List<Tensor>, Tensor> call =
        in ->
            margin == 0
                ? in.get(0).cosineEmbedding(in.get(1), in.get(2))
                : in.get(0).cosineEmbedding(in.get(1), in.get(2), margin, averaging);
    for (long[] sizes : new long[][] {{1, 2}, {2, 3}, {3, 2}, {0, 2}, {4, 3}}) {
      list.rows(op, call, Input.of(ANY, sizes), Input.of(ANY, sizes), Input.of(SIDES, sizes[0]));
    }
    list.large(op, call, Input.of(ANY, 300, 30), Input.of(ANY, 300, 30), Input.of(SIDES, 300));
  }

  private static void rankings(double margin, Averaging averaging, SampleList list) {
    var op = new DistanceLoss.Ranking(margin, averaging);
    Function<List<Tensor>, Tensor> call =
        in ->
            margin == 0
                ? in.get(0).marginRanking(in.get(1), in.get(2))
                : in.get(0).marginRanking(in.get(1), in.get(2), margin, averaging);
    Values steps = Values.lattice(0.37, 0);
    Values shifted = Values.lattice(0.37, 0.1);
    for (long[] sizes : new long[][] {{}, {1}, {0}, {4}, {2, 3}, {2, 0}, {2, 1, 2}}) {
      list.rows(op, call, Input.of(steps, sizes), Input.of(shifted, sizes), Input.of(SIDES, sizes));
    }
    list.large(
        op,
        call,
        Input.of(steps, 300, 170),
        Input.of(shifted, 300, 170),
        Input.of(SIDES, 300, 170));
  }

  private static void triplets(double margin, boolean swap, Averaging averaging, SampleList list) {
    var op = new DistanceLoss.Triplet(margin, swap, averaging);
    Function<List<Tensor>, Tensor> call =
        in ->
            swap
                ? in.get(0).tripletMargin(in.get(1), in.get(2), margin, true, averaging)
                : in.get(0).tripletMargin(in.get(1), in.get(2));
    for (long[] sizes : new long[][] {{1, 2}, {2, 3}, {3, 2}, {0, 2}, {4, 3}}) {
      list.rows(op, call, Input.of(ANY, sizes), Input.of(ANY, sizes), Input.of(ANY, sizes));
    }
    list.large(op, call, Input.of(ANY, 300, 30), Input.of(ANY, 300, 30), Input.of(ANY, 300, 30));
  }
}
