// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.g;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Logarithms, and what is made of them without a loss. */
public sealed interface Logarithmic extends Elementwise {

  /** The natural logarithm of a. */
  record Log() implements Logarithmic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "log",
                      "log",
                      Role.SCALER,
                      "A log gate divides the upstream gradient by its input.",
                      "对数门把回传梯度除以输入。")
                  .withTorch("torch.log"),
              a.then(Code.LOG))
          .partial(g.over(a));
    }
  }

  /** log(1 + a). */
  record Log1p() implements Logarithmic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "log1p",
                      "log1p",
                      Role.SCALER,
                      "A log1p gate divides the upstream gradient by its input plus 1.",
                      "log1p 门把回传梯度除以输入与一之和。")
                  .withTorch("torch.log1p"),
              a.then(Code.LOG1P))
          .partial(g.over(a.plus(1)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().plus(1).log());
    }
  }

  /** The logarithm of a to base 2. */
  record Log2() implements Logarithmic {
    private static final double LOG2_E = 1.4426950408889634;

    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "log2",
                      "log2",
                      Role.SCALER,
                      "A log2 gate divides the upstream gradient by its input times the natural"
                          + " logarithm of 2.",
                      "以二为底的对数门把回传梯度除以输入与二的自然对数之积。")
                  .withTorch("torch.log2"),
              a.then(Code.LOG2))
          .partial(g.times(LOG2_E).over(a));
    }
  }

  /** The logarithm of a to base 10. */
  record Log10() implements Logarithmic {
    private static final double LOG10_E = 0.4342944819032518;

    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "log10",
                      "log10",
                      Role.SCALER,
                      "A log10 gate divides the upstream gradient by its input times the natural"
                          + " logarithm of 10.",
                      "常用对数门把回传梯度除以输入与十的自然对数之积。")
                  .withTorch("torch.log10"),
              a.then(Code.LOG10))
          .partial(g.times(LOG10_E).over(a));
    }
  }

  /** a log b; 0 where a is 0 unless b is NaN. */
  record Xlogy() implements Logarithmic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "xlogy",
                      "xlogy",
                      Role.SCALER,
                      "An xlogy gate gives its first input the upstream gradient times the"
                          + " logarithm, its second times a over b.",
                      "xlogy 门给第一个输入的是回传梯度乘以对数，给第二个的是乘以两个输入之比。")
                  .withKink(
                      "0 for a at a = 0 and b <= 0; 0 for b at a = b = 0",
                      "a = 0 且 b <= 0 处 a 的梯度取 0；a = b = 0 处 b 的梯度取 0")
                  .withTorch("torch.xlogy"),
              Expr.of(Code.XLOGY, a, b))
          .partial(logarithm(b.lessEqual(Expr.of(0)), Code.LOG))
          .partial(quotient(b));
    }
  }

  /** a log(1 + b); 0 where a is 0 unless b is NaN. */
  record Xlog1py() implements Logarithmic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "xlog1py",
                      "xlog1py",
                      Role.SCALER,
                      "An xlog1py gate gives its first input the upstream gradient times log(1 +"
                          + " b), its second times a over 1 + b.",
                      "xlog1py 门给第一个输入的是回传梯度乘以对数，给第二个的是乘以第一个输入与一加第二个之比。")
                  .withKink(
                      "0 for a at a = 0 and b <= -1; 0 for b at a = 0, b = -1",
                      "a = 0 且 b <= -1 处 a 的梯度取 0；a = 0、b = -1 处 b 的梯度取 0")
                  .withTorch("torch.special.xlog1py"),
              Expr.of(Code.XLOG1PY, a, b))
          .partial(logarithm(b.lessEqual(Expr.of(-1)), Code.LOG1P))
          .partial(quotient(b.plus(1)));
    }
  }

  /** log(e^a + e^b). */
  record Logaddexp() implements Logarithmic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "logaddexp",
                      "logaddexp",
                      Role.SCALER,
                      "A logaddexp gate shares the upstream gradient as a softmax does: the larger"
                          + " input gets more.",
                      "对数指数和门像 softmax 那样分配回传梯度：较大的输入得到较多。")
                  .withTorch("torch.logaddexp"),
              Expr.of(Code.LOGADDEXP, a, b))
          .partial(g.times(a.minus(b).then(Code.SIGMOID)))
          .partial(g.times(b.minus(a).then(Code.SIGMOID)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.get(0).exp().plus(inputs.get(1).exp()).log());
    }
  }

  /** The logarithm as a factor; 0 where a is 0 and there is none. */
  private static Expr logarithm(Expr outside, Code log) {
    Expr vanishes = a.equal(0).and(outside);
    Expr safe = Expr.choose(vanishes, Expr.of(1), b);
    return Expr.choose(vanishes, Expr.of(0), g.times(safe.then(log)));
  }

  /** g a / bottom; 0 where that would be 0 / 0. */
  private static Expr quotient(Expr bottom) {
    Expr origin = a.equal(0).and(bottom.equal(0));
    Expr safe = Expr.choose(origin, Expr.of(1), bottom);
    return Expr.choose(origin, Expr.of(0), g.times(a.over(safe)));
  }
}
