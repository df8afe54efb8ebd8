// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.FunctionsTest.of;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.explain.notation.FunctionsTest.Case;
import chainrule.tensor.Averaging;
import chainrule.tensor.Tensor;
import java.util.List;

/** Calls of losses, beside their Java. */
final class LossCases {

  private LossCases() {}

  static List<Case> all() {
    return List.of(
        of("sumOfSquares(x, y)", n -> n.x().sumOfSquares(n.y())),
        of("quadraticCost(x, y)", n -> n.x().quadraticCost(n.y())),
        of("mse(x, y)", n -> n.x().mse(n.y())),
        of("halfMse(x, y)", n -> n.x().halfMse(n.y())),
        of("bce(p, q)", n -> n.p().bce(n.q())),
        of("bceWithLogits(x, q)", n -> n.x().bceWithLogits(n.q())),
        of("softCrossEntropy(x, q)", n -> n.x().softCrossEntropy(n.q())),
        of("crossEntropy(x, [0, 2])", n -> n.x().crossEntropy(labels(0, 2))),
        of("hinge(x, [1, 0])", n -> n.x().hinge(labels(1, 0))),
        of("hinge(x, [1, 0], margin=2)", n -> n.x().hinge(labels(1, 0), 2)),
        of("squaredHinge(x, [1, 0])", n -> n.x().squaredHinge(labels(1, 0))),
        of("squaredHinge(x, [1, 0], 2)", n -> n.x().squaredHinge(labels(1, 0), 2)),
        of("nll(x, [0, 2])", n -> n.x().nll(labels(0, 2))),
        of("l1(x, y)", n -> n.x().l1(n.y())),
        of("huber(x, y)", n -> n.x().huber(n.y())),
        of("huber(x, y, delta=2)", n -> n.x().huber(n.y(), 2, Averaging.MEAN)),
        of("smoothL1(x, y, 0.5)", n -> n.x().smoothL1(n.y(), 0.5, Averaging.MEAN)),
        of("klDivergence(x, p)", n -> n.x().klDivergence(n.p())),
        of("focal(x, q)", n -> n.x().focal(n.q())),
        of("focal(x, q, gamma=1)", n -> n.x().focal(n.q(), 0.25, 1, Averaging.MEAN)),
        of("cosineEmbedding(x, y, [1, -1])", n -> n.x().cosineEmbedding(n.y(), sides())),
        of("marginRanking(x, y, p)", n -> n.x().marginRanking(n.y(), n.p())),
        of("tripletMargin(x, y, p)", n -> n.x().tripletMargin(n.y(), n.p())));
  }

  private static Tensor labels(long... labels) {
    return Tensor.of(Shape.of(labels.length), labels);
  }

  private static Tensor sides() {
    return Tensor.of(DType.F64, 1, -1);
  }
}
