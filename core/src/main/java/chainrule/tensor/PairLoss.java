// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import java.util.List;

/**
 * Losses with a term for each element of a prediction and a target. Shapes: the two must be equal;
 * nothing broadcasts.
 */
public sealed interface PairLoss extends Composite {

  /** What becomes of the terms. */
  Averaging averaging();

  /** The terms, in the shape of the inputs. */
  Tensor terms(Tensor prediction, Tensor target);

  /** The formula of the gradient for the prediction, before averaging. */
  String slope();

  /** |p - t|. */
  record L1(Averaging averaging) implements PairLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "l1",
              "L1",
              Role.SCALER,
              "An L1-loss gate passes the upstream gradient with the sign of each error, averaged.",
              "L1 损失门把回传梯度乘以每个误差的正负号，再取平均。")
          .withKink("0 where the error is 0", "误差为 0 处取 0")
          .withCard("|a - b|, averaged", PAIR, "torch.nn.functional.l1_loss");
    }

    @Override
    public Tensor terms(Tensor prediction, Tensor target) {
      return prediction.minus(target).abs();
    }

    @Override
    public String slope() {
      return "sign(a - b) * g";
    }
  }

  /** (p - t)^2 / 2 up to an error of delta, beyond it delta * (|p - t| - delta / 2). */
  record Huber(double delta, Averaging averaging) implements PairLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "huber",
              "Huber",
              Role.SCALER,
              "A Huber-loss gate scales the upstream gradient by each error, cut off at delta, and"
                  + " averages.",
              "Huber 损失门把回传梯度乘以截断到 delta 的误差，再取平均。")
          .withCard(
              "(a - b)^2 / 2 where |a - b| <= delta, else delta * (|a - b| - delta / 2)",
              PAIR,
              "torch.nn.functional.huber_loss");
    }

    @Override
    public Tensor terms(Tensor prediction, Tensor target) {
      Tensor error = prediction.minus(target);
      Tensor size = error.abs();
      Tensor near = error.clamp(-delta, delta).square().times(0.5);
      return size.lessEqual(delta).where(near, size.minus(0.5 * delta).times(delta));
    }

    @Override
    public String slope() {
      return "clamp(a - b, -delta, delta) * g";
    }
  }

  /** (p - t)^2 / (2 beta) below an error of beta, from there |p - t| - beta / 2. */
  record SmoothL1(double beta, Averaging averaging) implements PairLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "smoothL1",
              "smooth L1",
              Role.SCALER,
              "A smooth-L1 gate scales the upstream gradient by each error over beta, cut off at 1,"
                  + " and averages.",
              "平滑 L1 损失门把回传梯度乘以除以 beta 后截断到 1 的误差，再取平均。")
          .withKink("0 where the error is 0, if beta is 0", "beta 为 0 时，误差为 0 处取 0")
          .withCard(
              "(a - b)^2 / (2 beta) where |a - b| < beta, else |a - b| - beta / 2",
              PAIR,
              "torch.nn.functional.smooth_l1_loss");
    }

    @Override
    public Tensor terms(Tensor prediction, Tensor target) {
      Tensor error = prediction.minus(target);
      Tensor size = error.abs();
      if (beta == 0) {
        return size;
      }
      Tensor near = error.clamp(-beta, beta).square().times(0.5).over(beta);
      return size.less(beta).where(near, size.minus(0.5 * beta));
    }

    @Override
    public String slope() {
      return "clamp((a - b) / beta, -1, 1) * g";
    }
  }

  /**
   * t * (log t - p) of log-probabilities p, 0 where t is 0: the divergence of Kullback and Leibler
   * (1951, doi:10.1214/aoms/1177729694). With {@code logTarget} the target is log t.
   */
  record Divergence(boolean logTarget, Averaging averaging) implements PairLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "klDivergence",
              "KL",
              Role.SCALER,
              "A KL-divergence gate gives each log-probability the upstream gradient times minus"
                  + " its target.",
              "KL 散度门给每个对数概率的是回传梯度乘以目标的相反数。")
          .withCard("b * (log b - a), averaged", PAIR, "torch.nn.functional.kl_div");
    }

    @Override
    public Tensor terms(Tensor prediction, Tensor target) {
      if (logTarget) {
        return target.exp().times(target.minus(prediction));
      }
      Tensor none = target.equal(0);
      Tensor log = none.where(Engine.number(target, 1), target).log();
      return target.times(log.minus(prediction));
    }

    @Override
    public String slope() {
      return logTarget ? "-exp(b) * g" : "-b * g";
    }
  }

  /**
   * Binary cross-entropy of logits, each term times alpha_t * (1 - p_t)^gamma, where p_t is the
   * probability given to what is so (Lin et al. 2017, arXiv 1708.02002, eq. 5).
   */
  record Focal(double alpha, double gamma, Averaging averaging) implements PairLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "focal",
              "focal",
              Role.SCALER,
              "A focal-loss gate scales the upstream gradient like cross-entropy, less where the"
                  + " answer is sure.",
              "焦点损失门像交叉熵一样缩放回传梯度，答案越确定的元素所得越少。")
          .withCard(
              "alpha_t * (1 - p_t)^gamma * bce(sigmoid(a), b), averaged",
              PAIR,
              "torchvision.ops.sigmoid_focal_loss");
    }

    /**
     * 1 - p_t as sigmoid(z) + t - 2 t sigmoid(z), with no difference of large numbers. A power of
     * it that is no whole number has slopes without bounds towards 0, where the entropy vanishes,
     * too, and the slopes of the product have the limit 0: below the normal numbers, whose
     * reciprocals are finite, the power counts as constant. Second derivatives may overflow before
     * that if gamma is below 1.
     */
    @Override
    public Tensor terms(Tensor prediction, Tensor target) {
      Tensor rest = Engine.number(target, 1).minus(target);
      Tensor missed = prediction.negate().softplus().times(target);
      Tensor entropy = missed.plus(prediction.softplus().times(rest));
      Tensor doubt =
          prediction.negate().sigmoid().times(target).plus(prediction.sigmoid().times(rest));
      Tensor weight = target.times(alpha).plus(rest.times(1 - alpha));
      return entropy.times(power(doubt)).times(weight);
    }

    private Tensor power(Tensor doubt) {
      if (gamma == StrictMath.rint(gamma)) {
        return doubt.pow(gamma);
      }
      double least = doubt.dtype() == DType.F32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
      Tensor sure = doubt.less(least);
      Tensor some = sure.where(Engine.number(doubt, 1), doubt).pow(gamma);
      return sure.where(Found.in(doubt, "detach", Tensor::detach).pow(gamma), some);
    }

    @Override
    public String slope() {
      return "through the definition";
    }
  }

  /** Shapes on the card. */
  String PAIR = "[..], [..] -> [], or [..] if not averaged";

  @Override
  default Tensor define(List<Tensor> inputs) {
    return averaging().of(terms(inputs.get(0), inputs.get(1)));
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    Shape shape = inputs.get(0).shape();
    return new Spec(Needs.targets(name(), inputs).dtype(), averaging().shape(shape));
  }

  @Override
  default Partial partial(int input) {
    boolean mean = averaging() == Averaging.MEAN || averaging() == Averaging.ROWS;
    String formula = input == 0 ? slope() : "through the definition";
    return Definitions.partial(this, input, mean ? formula + ", averaged" : formula);
  }
}
