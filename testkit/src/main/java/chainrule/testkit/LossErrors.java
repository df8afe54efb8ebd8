// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.WHOLE;
import static chainrule.testkit.ErrorList.empty;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.LabelException;
import chainrule.tensor.Averaging;
import chainrule.tensor.BinaryLoss;
import chainrule.tensor.ClassLoss;
import chainrule.tensor.DistanceLoss;
import chainrule.tensor.LabelLoss;
import chainrule.tensor.LabelOptions;
import chainrule.tensor.PairLoss;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import chainrule.testkit.ErrorList.Range;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Calls that the losses must refuse. */
final class LossErrors {

  private LossErrors() {}

  static void classes(ClassLoss loss, ErrorList list) {
    switch (loss) {
      case ClassLoss.CrossEntropy _ -> {
        labels(in -> in.get(0).crossEntropy(in.get(1)), list);
        list.shape("no class", () -> empty(2, 0).crossEntropy(WHOLE), "F32[2, 0]", "one class");
        list.valid("a label left out", () -> MATRIX.crossEntropy(Tensor.of(DType.I64, 0, -100)));
      }
      case ClassLoss.SoftCrossEntropy _ -> {
        Function<List<Tensor>, Tensor> call = in -> in.get(0).softCrossEntropy(in.get(1));
        list.ranks(call, 0, Set.of(2), MATRIX, MATRIX);
        list.ranks(call, 1, Set.of(2), MATRIX, MATRIX);
        list.sizes(call, 0, 0, MATRIX, MATRIX);
        list.sizes(call, 1, 1, MATRIX, MATRIX);
        list.type(
            "integers", () -> MATRIX.to(DType.I64).softCrossEntropy(MATRIX), "input is I64[2, 3]");
      }
      case ClassLoss.Hinge _ -> hinge(Tensor::hinge, list);
      case ClassLoss.SquaredHinge _ -> hinge(Tensor::squaredHinge, list);
    }
  }

  /** A hinge loss of a margin. */
  private interface Hinged {
    Tensor apply(Tensor scores, Tensor labels, double margin);
  }

  private static void hinge(Hinged loss, ErrorList list) {
    labels(in -> loss.apply(in.get(0), in.get(1), 1), list);
    list.shape(
        "one class", () -> loss.apply(Tensor.ones(2, 1), WHOLE, 1), "F32[2, 1]", "2 classes");
    list.numbers(margin -> loss.apply(MATRIX, WHOLE, margin), Range.POSITIVE);
  }

  /** Scores [2, 3] and labels [2]. */
  private static void labels(Function<List<Tensor>, Tensor> call, ErrorList list) {
    list.types(call, MATRIX, WHOLE);
    list.ranks(call, 0, Set.of(2), MATRIX, WHOLE);
    list.ranks(call, 1, Set.of(1), MATRIX, WHOLE);
    list.sizes(call, 0, 0, MATRIX, WHOLE);
    list.sizes(call, 1, 0, MATRIX, WHOLE);
    for (long label : new long[] {-1, 3, Long.MIN_VALUE, Long.MAX_VALUE}) {
      list.add(
          "label " + label,
          () -> call.apply(List.of(MATRIX, Tensor.of(Shape.of(2), new long[] {0, label}))),
          LabelException.class,
          "label " + label + " in row 1",
          "classes are 0 to 2");
    }
  }

  static void binary(BinaryLoss loss, ErrorList list) {
    switch (loss) {
      case BinaryLoss.OfProbabilities _ -> {
        pairs(Tensor::bce, list);
        list.argument(
            "logits", () -> ROW.bce(ROW), "F32[2] holds numbers from 1.0 to 2.0", "bceWithLogits");
        list.argument("negative", () -> ROW.minus(1.5).bce(ROW), "from -0.5 to 0.5", "from 0 to 1");
      }
      case BinaryLoss.OfLogits _ -> pairs(Tensor::bceWithLogits, list);
    }
  }

  static void squared(SquaredLoss loss, ErrorList list) {
    switch (loss) {
      case SquaredLoss.SumOfSquares _ -> pairs(Tensor::sumOfSquares, list);
      case SquaredLoss.QuadraticCost _ -> pairs(Tensor::quadraticCost, list);
      case SquaredLoss.Mse _ -> pairs(Tensor::mse, list);
      case SquaredLoss.HalfMse _ -> pairs(Tensor::halfMse, list);
    }
  }

  private static void pairs(BinaryOperator<Tensor> method, ErrorList list) {
    list.shape(
        "a target that would broadcast",
        () -> method.apply(MATRIX, Tensor.ones(3)),
        "prediction is F32[2, 3], target is F32[3]",
        "must be equal");
    list.shape(
        "a target of another shape",
        () -> method.apply(MATRIX, Tensor.ones(6)),
        "reshape the target: target.reshape(2, 3)");
    Function<List<Tensor>, Tensor> call = in -> method.apply(in.get(0), in.get(1));
    list.types(call, CHANCES, CHANCES);
    list.sizes(call, 0, 1, CHANCES, CHANCES);
    list.ranks(call, 1, Set.of(2), CHANCES, CHANCES);
  }

  /** Numbers that any loss takes: 0 and 1. */
  private static final Tensor CHANCES = Tensor.of(new double[][] {{0, 1, 1}, {1, 0, 1}});

  static void pairs(PairLoss loss, ErrorList list) {
    switch (loss) {
      case PairLoss.L1 _ -> pairs(Tensor::l1, list);
      case PairLoss.Huber _ -> {
        pairs(Tensor::huber, list);
        list.numbers(delta -> ROW.huber(ROW, delta, Averaging.SUM), Range.POSITIVE);
      }
      case PairLoss.SmoothL1 _ -> {
        pairs(Tensor::smoothL1, list);
        list.numbers(beta -> ROW.smoothL1(ROW, beta, Averaging.SUM), Range.NOT_NEGATIVE);
      }
      case PairLoss.Divergence _ -> pairs(Tensor::klDivergence, list);
      case PairLoss.Focal _ -> {
        pairs(Tensor::focal, list);
        list.numbers(alpha -> ROW.focal(ROW, alpha, 2, Averaging.SUM), Range.closed(0, 1));
        list.numbers(gamma -> ROW.focal(ROW, 0.5, gamma, Averaging.SUM), Range.NOT_NEGATIVE);
      }
    }
  }

  static void labels(LabelLoss loss, ErrorList list) {
    switch (loss) {
      case LabelLoss.CrossEntropy _ -> options(Tensor::crossEntropy, list);
      case LabelLoss.NegativeLogLikelihood _ -> {
        options(Tensor::nll, list);
        list.argument(
            "smoothing",
            () -> MATRIX.nll(WHOLE, LabelOptions.plain().withSmoothing(0.1)),
            "smoothing 0.1",
            "crossEntropy");
      }
    }
  }

  /** A loss with options. */
  private interface Optioned {
    Tensor apply(Tensor scores, Tensor labels, LabelOptions options);
  }

  private static void options(Optioned loss, ErrorList list) {
    Tensor weights = Tensor.of(1, 2, 3);
    Function<List<Tensor>, Tensor> call =
        in -> loss.apply(in.get(0), in.get(1), LabelOptions.plain().withWeights(in.get(2)));
    list.ranks(call, 0, Set.of(2), MATRIX, WHOLE, weights);
    list.ranks(call, 1, Set.of(1), MATRIX, WHOLE, weights);
    list.ranks(call, 2, Set.of(1), MATRIX, WHOLE, weights);
    list.sizes(call, 2, 0, MATRIX, WHOLE, weights);
    list.type(
        "labels", () -> loss.apply(MATRIX, ROW, LabelOptions.plain()), "F32[2]", "I32 or I64");
    list.add(
        "label",
        () -> loss.apply(MATRIX, Tensor.of(DType.I64, 0, 3), LabelOptions.plain().withIgnored(7)),
        LabelException.class,
        "label 3 in row 1",
        "7 is left out");
    list.valid(
        "the same label ignored",
        () -> loss.apply(MATRIX, Tensor.of(DType.I64, 0, 3), LabelOptions.plain().withIgnored(3)));
  }

  static void distances(DistanceLoss loss, ErrorList list) {
    switch (loss) {
      case DistanceLoss.Cosine _ -> {
        Function<List<Tensor>, Tensor> call = in -> in.get(0).cosineEmbedding(in.get(1), in.get(2));
        list.ranks(call, 0, Set.of(2), MATRIX, MATRIX, ROW);
        list.ranks(call, 1, Set.of(2), MATRIX, MATRIX, ROW);
        list.ranks(call, 2, Set.of(1), MATRIX, MATRIX, ROW);
        list.sizes(call, 2, 0, MATRIX, MATRIX, ROW);
        list.numbers(
            margin -> MATRIX.cosineEmbedding(MATRIX, ROW, margin, Averaging.SUM), Range.FINITE);
      }
      case DistanceLoss.Ranking _ -> {
        Function<List<Tensor>, Tensor> call = in -> in.get(0).marginRanking(in.get(1), in.get(2));
        list.types(call, MATRIX, MATRIX, MATRIX);
        list.sizes(call, 2, 0, MATRIX, MATRIX, MATRIX);
        list.numbers(
            margin -> MATRIX.marginRanking(MATRIX, MATRIX, margin, Averaging.SUM), Range.FINITE);
      }
      case DistanceLoss.Triplet _ -> {
        Function<List<Tensor>, Tensor> call = in -> in.get(0).tripletMargin(in.get(1), in.get(2));
        list.types(call, MATRIX, MATRIX, MATRIX);
        list.ranks(call, 1, Set.of(2), MATRIX, MATRIX, MATRIX);
        list.numbers(
            margin -> MATRIX.tripletMargin(MATRIX, MATRIX, margin, false, Averaging.SUM),
            Range.POSITIVE);
      }
    }
  }
}
