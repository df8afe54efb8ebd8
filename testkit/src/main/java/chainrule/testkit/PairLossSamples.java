// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.tensor.Averaging.MEAN;
import static chainrule.tensor.Averaging.NONE;
import static chainrule.tensor.Averaging.ROWS;
import static chainrule.tensor.Averaging.SUM;

import chainrule.tensor.PairLoss;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Samples of losses with a term for each element; errors keep off the kinks. */
final class PairLossSamples {

  private static final Values ANY = Values.usual();
  private static final Values STEPS = Values.lattice(0.37, 0);

  /** Off {@link #STEPS} by errors that are no kink of a bound of 0.5 or 1. */
  private static final Values SHIFTED = Values.lattice(0.37, 0.1);

  private PairLossSamples() {}

  static void add(PairLoss loss, SampleList list) {
    switch (loss) {
      case PairLoss.L1 _ -> {
        pairs(new PairLoss.L1(MEAN), Tensor::l1, STEPS, SHIFTED, list);
        pairs(new PairLoss.L1(SUM), (p, t) -> p.l1(t, SUM), STEPS, SHIFTED, list);
        pairs(new PairLoss.L1(NONE), (p, t) -> p.l1(t, NONE), STEPS, SHIFTED, list);
        near(new PairLoss.L1(SUM), (p, t) -> p.l1(t, SUM), list);
      }
      case PairLoss.Huber _ -> {
        pairs(new PairLoss.Huber(1, MEAN), Tensor::huber, STEPS, SHIFTED, list);
        pairs(new PairLoss.Huber(0.5, NONE), (p, t) -> p.huber(t, 0.5, NONE), STEPS, SHIFTED, list);
      }
      case PairLoss.SmoothL1 _ -> {
        pairs(new PairLoss.SmoothL1(1, MEAN), Tensor::smoothL1, STEPS, SHIFTED, list);
        pairs(
            new PairLoss.SmoothL1(0.5, ROWS),
            (p, t) -> p.smoothL1(t, 0.5, ROWS),
            STEPS,
            SHIFTED,
            list);
        pairs(new PairLoss.SmoothL1(0, SUM), (p, t) -> p.smoothL1(t, 0, SUM), STEPS, SHIFTED, list);
        near(new PairLoss.SmoothL1(0, SUM), (p, t) -> p.smoothL1(t, 0, SUM), list);
      }
      case PairLoss.Divergence _ -> {
        var targets = Values.within(0.05, 1);
        pairs(new PairLoss.Divergence(false, MEAN), Tensor::klDivergence, ANY, targets, list);
        pairs(
            new PairLoss.Divergence(true, ROWS),
            (p, t) -> p.klDivergence(t, true, ROWS),
            ANY,
            ANY,
            list);
      }
      case PairLoss.Focal _ -> {
        var targets = Values.among(0, 0.25, 1);
        pairs(new PairLoss.Focal(0.25, 2, MEAN), Tensor::focal, ANY, targets, list);
        pairs(
            new PairLoss.Focal(0.5, 1.5, NONE),
            (p, t) -> p.focal(t, 0.5, 1.5, NONE),
            ANY,
            targets,
            list);
      }
    }
  }

  /** Errors of almost nothing, of either sign. */
  private static void near(PairLoss op, BinaryOperator<Tensor> method, SampleList list) {
    list.rows(
        op,
        in -> method.apply(in.get(0), in.get(1)),
        Input.of(Values.around(0), 6),
        Input.of(Values.exactly(0), 6));
  }

  private static void pairs(
      PairLoss op,
      BinaryOperator<Tensor> method,
      Values predictions,
      Values targets,
      SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> method.apply(in.get(0), in.get(1));
    for (long[] sizes : new long[][] {{}, {1}, {0}, {4}, {2, 3}, {3, 1}, {2, 0}, {2, 1, 2}}) {
      list.rows(op, call, Input.of(predictions, sizes), Input.of(targets, sizes));
    }
    list.large(op, call, Input.of(predictions, 300, 170), Input.of(targets, 300, 170));
  }
}
