// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.Function.Kind.REAL;
import static chainrule.explain.notation.FunctionTable.binary;
import static chainrule.explain.notation.FunctionTable.whole;

import chainrule.tensor.Averaging;
import chainrule.tensor.Tensor;
import java.util.stream.Stream;

/** What each loss computes, and how it is called; all but the sums are means. */
final class LossTable {

  private LossTable() {}

  static Stream<Function> all() {
    return Stream.concat(ofNumbers(), ofClasses());
  }

  private static Stream<Function> ofNumbers() {
    return Stream.of(
        binary("sumOfSquares", Tensor::sumOfSquares).alias("sse"),
        binary("quadraticCost", Tensor::quadraticCost),
        binary("mse", Tensor::mse),
        binary("halfMse", Tensor::halfMse),
        binary("l1", Tensor::l1).alias("mae"),
        optional("huber", "delta", 1, (p, t, delta) -> p.huber(t, delta, Averaging.MEAN)),
        optional("smoothL1", "beta", 1, (p, t, beta) -> p.smoothL1(t, beta, Averaging.MEAN)),
        binary("klDivergence", Tensor::klDivergence).alias("kl"),
        binary("bce", Tensor::bce).alias("binaryCrossEntropy"),
        binary("bceWithLogits", Tensor::bceWithLogits),
        Function.of(
                "focal",
                2,
                2,
                given ->
                    given
                        .first()
                        .focal(
                            given.second(),
                            given.number("alpha", 0.25),
                            given.number("gamma", 2),
                            Averaging.MEAN),
                "focal(logits, targets)",
                "focal(logits, targets, alpha, gamma)")
            .optional("alpha", REAL)
            .optional("gamma", REAL),
        ternary("cosineEmbedding", Tensor::cosineEmbedding),
        ternary("marginRanking", Tensor::marginRanking),
        ternary("tripletMargin", Tensor::tripletMargin));
  }

  private static Stream<Function> ofClasses() {
    return Stream.of(
        binary("softCrossEntropy", Tensor::softCrossEntropy),
        binary("crossEntropy", (logits, labels) -> logits.crossEntropy(whole(labels))),
        binary("nll", (logs, labels) -> logs.nll(whole(labels))),
        optional("hinge", "margin", 1, (s, labels, margin) -> s.hinge(whole(labels), margin)),
        optional(
            "squaredHinge",
            "margin",
            1,
            (s, labels, margin) -> s.squaredHinge(whole(labels), margin)));
  }

  /** A loss of two tensors and a number. */
  private interface Adjusted {
    Tensor of(Tensor prediction, Tensor target, double number);
  }

  private static Function optional(String name, String number, double usual, Adjusted loss) {
    return Function.of(
            name,
            2,
            2,
            given -> loss.of(given.first(), given.second(), given.number(number, usual)),
            name + "(a, b)",
            name + "(a, b, " + number + ")")
        .optional(number, REAL);
  }

  /** A loss of three tensors. */
  private interface OfThree {
    Tensor of(Tensor a, Tensor b, Tensor c);
  }

  private static Function ternary(String name, OfThree loss) {
    return Function.of(
        name,
        3,
        3,
        given -> loss.of(given.first(), given.second(), given.third()),
        name + "(a, b, c)");
  }
}
