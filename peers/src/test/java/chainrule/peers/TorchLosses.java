// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.tensor.Averaging;
import chainrule.tensor.ClassLoss;
import chainrule.tensor.DistanceLoss;
import chainrule.tensor.LabelLoss;
import chainrule.tensor.PairLoss;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Losses, as libtorch has them. */
final class TorchLosses {

  private static final int NONE = 0;
  private static final int MEAN = 1;
  private static final int SUM = 2;

  private TorchLosses() {}

  static Tensor pair(PairLoss op, Tensor x, Tensor y) {
    return switch (op) {
      case PairLoss.L1(Averaging averaging) ->
          averaged(averaging, x, code -> torch.l1_loss(x, y, code));
      case PairLoss.Huber(double delta, Averaging averaging) ->
          averaged(averaging, x, code -> torch.huber_loss(x, y, code, delta));
      case PairLoss.SmoothL1(double beta, _) when beta == 0 ->
          throw new TorchRules.Absent("with beta 0 its slope at a tie is -1, that of L1 is 0");
      case PairLoss.SmoothL1(double beta, Averaging averaging) ->
          averaged(averaging, x, code -> torch.smooth_l1_loss(x, y, code, beta));
      case PairLoss.Divergence(boolean logTarget, Averaging averaging) ->
          averaged(averaging, x, code -> torch.kl_div(x, y, code, logTarget));
      case PairLoss.Focal(double alpha, double gamma, Averaging averaging) ->
          averaged(averaging, x, code -> reduced(focal(x, y, alpha, gamma), code));
    };
  }

  /** As torchvision composes it, which is not in libtorch. */
  private static Tensor focal(Tensor x, Tensor y, double alpha, double gamma) {
    TensorOptional none = new TensorOptional();
    Tensor entropy = torch.binary_cross_entropy_with_logits(x, y, none, none, NONE);
    Tensor p = torch.sigmoid(x);
    Tensor right = torch.add(torch.mul(p, y), torch.mul(rest(p), rest(y)));
    Tensor doubt = torch.pow(rest(right), new Scalar(gamma));
    Tensor weight =
        torch.add(torch.mul(y, new Scalar(alpha)), torch.mul(rest(y), new Scalar(1 - alpha)));
    return torch.mul(torch.mul(weight, entropy), doubt);
  }

  private static Tensor rest(Tensor x) {
    return torch.sub(torch.ones_like(x), x);
  }

  static Tensor distance(DistanceLoss op, List<Tensor> in) {
    Tensor a = in.get(0);
    Tensor b = in.get(1);
    Tensor c = in.get(2);
    return switch (op) {
      case DistanceLoss.Cosine(double margin, Averaging averaging) ->
          averaged(averaging, a, code -> torch.cosine_embedding_loss(a, b, c, margin, code));
      case DistanceLoss.Ranking(double margin, Averaging averaging) ->
          averaged(averaging, a, code -> torch.margin_ranking_loss(a, b, c, margin, code));
      case DistanceLoss.Triplet(double margin, boolean swap, Averaging averaging) ->
          averaged(
              averaging,
              a,
              code -> torch.triplet_margin_loss(a, b, c, margin, 2, 1e-6, swap, code));
    };
  }

  static Tensor classes(ClassLoss op, Tensor scores, Tensor labels) {
    return switch (op) {
      case ClassLoss.Hinge(double margin) -> hinge(scores, labels, 1, margin);
      case ClassLoss.SquaredHinge(double margin) -> hinge(scores, labels, 2, margin);
      case ClassLoss.CrossEntropy() -> torch.cross_entropy_loss(scores, labels);
      case ClassLoss.SoftCrossEntropy() ->
          throw new IllegalArgumentException("its targets are not labels");
    };
  }

  private static Tensor hinge(Tensor scores, Tensor labels, double power, double margin) {
    if (labels.numel() == 0) {
      throw new TorchRules.Absent("of no rows its result is memory that nobody wrote");
    }
    Tensor mean =
        torch.multi_margin_loss(
            scores, labels, new Scalar(power), new Scalar(margin), new TensorOptional(), MEAN);
    return torch.mul(mean, new Scalar((double) scores.size(1)));
  }

  /** Weights have no gradient there: that comes from the formula, added with the value 0. */
  static Tensor labels(LabelLoss op, List<Tensor> in) {
    Tensor scores = in.get(0);
    Tensor labels = TorchRules.longs(in.get(1));
    Tensor weights = in.get(2);
    Tensor found =
        averaged(
            op.averaging(), scores, code -> ofLabels(op, scores, labels, weights.detach(), code));
    if (!weights.requires_grad()) {
      return found;
    }
    Tensor formula = formula(op, scores.detach(), labels, weights);
    return torch.add(found, torch.sub(formula, formula.detach()));
  }

  private static Tensor ofLabels(
      LabelLoss op, Tensor scores, Tensor labels, Tensor weights, long code) {
    TensorOptional given = new TensorOptional(weights);
    return switch (op) {
      case LabelLoss.CrossEntropy(double smoothing, long ignored, _) ->
          torch.cross_entropy_loss(scores, labels, given, code, ignored, smoothing);
      case LabelLoss.NegativeLogLikelihood(long ignored, _) ->
          torch.nll_loss_nd(scores, labels, given, code, ignored);
    };
  }

  /** The loss as its documentation states it. */
  private static Tensor formula(LabelLoss op, Tensor scores, Tensor labels, Tensor weights) {
    Tensor kept = torch.ne(labels, new Scalar((double) op.ignored()));
    Tensor counts = kept.to(weights.scalar_type());
    Tensor places = torch.unsqueeze(torch.where(kept, labels, torch.zeros_like(labels)), 1);
    long[] across = new long[(int) scores.dim()];
    Arrays.fill(across, 1);
    across[1] = weights.size(0);
    Tensor spread = torch.broadcast_to(torch.reshape(weights, across), scores.shape());
    Tensor weight = torch.mul(torch.squeeze(torch.gather(spread, 1, places), 1), counts);
    Tensor log = op instanceof LabelLoss.CrossEntropy ? torch.log_softmax(scores, 1) : scores;
    Tensor terms = torch.neg(torch.mul(torch.squeeze(torch.gather(log, 1, places), 1), weight));
    if (op instanceof LabelLoss.CrossEntropy(double smoothing, _, _)) {
      Tensor flat = torch.neg(torch.mul(torch.sum(torch.mul(log, spread), 1), counts));
      terms =
          torch.add(
              torch.mul(terms, new Scalar(1 - smoothing)),
              torch.mul(flat, new Scalar(smoothing / weights.size(0))));
    }
    Tensor all = terms;
    return op.averaging() == Averaging.MEAN
        ? torch.div(torch.sum(all), torch.sum(weight))
        : averaged(op.averaging(), scores, code -> reduced(all, code));
  }

  private static Tensor reduced(Tensor terms, long code) {
    return code == NONE ? terms : code == SUM ? torch.sum(terms) : torch.mean(terms);
  }

  /** The mean over rows is made in Python there. */
  private static Tensor averaged(Averaging averaging, Tensor x, LongFunction<Tensor> loss) {
    return switch (averaging) {
      case NONE -> loss.apply(NONE);
      case MEAN -> loss.apply(MEAN);
      case SUM -> loss.apply(SUM);
      case ROWS -> torch.div(loss.apply(SUM), new Scalar(x.dim() == 0 ? 1.0 : (double) x.size(0)));
    };
  }
}
