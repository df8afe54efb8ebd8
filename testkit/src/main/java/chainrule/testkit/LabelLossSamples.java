// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Averaging;
import chainrule.tensor.LabelLoss;
import chainrule.tensor.LabelOptions;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Samples of losses of classes, with every option. */
final class LabelLossSamples {

  private static final Values ANY = Values.usual();
  private static final Values WEIGHTS = Values.within(0.5, 2);

  private LabelLossSamples() {}

  static void add(LabelLoss loss, SampleList list) {
    for (Averaging averaging : Averaging.values()) {
      for (double smoothing : new double[] {0, 0.1}) {
        LabelOptions options = LabelOptions.plain().withAveraging(averaging).withIgnored(1);
        switch (loss) {
          case LabelLoss.CrossEntropy _ ->
              rows(
                  new LabelLoss.CrossEntropy(smoothing, 1, averaging),
                  in ->
                      in.get(0)
                          .crossEntropy(
                              in.get(1), options.withSmoothing(smoothing).withWeights(in.get(2))),
                  list);
          case LabelLoss.NegativeLogLikelihood _ ->
              rows(
                  new LabelLoss.NegativeLogLikelihood(1, averaging),
                  in -> in.get(0).nll(in.get(1), options.withWeights(in.get(2))),
                  list);
        }
      }
    }
  }

  /** The label 1 is ignored. */
  private static void rows(LabelLoss op, Function<List<Tensor>, Tensor> call, SampleList list) {
    list.rows(op, call, Input.of(ANY, 4, 3), Input.index(3, 4), Input.of(WEIGHTS, 3));
    list.rows(op, call, Input.of(ANY, 1, 1), Input.index(1, 1), Input.of(WEIGHTS, 1));
    list.rows(op, call, Input.of(ANY, 2, 3, 2), Input.index(3, 2, 2), Input.of(WEIGHTS, 3));
    if (op.averaging() == Averaging.SUM) {
      list.rows(op, call, Input.of(ANY, 0, 2), Input.index(2, 0), Input.of(WEIGHTS, 2));
    }
    list.large(op, call, Input.of(ANY, 300, 30), Input.index(30, 300), Input.of(WEIGHTS, 30));
  }
}
