// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Sums, products, powers, and what else is made of them. */
public sealed interface Arithmetic extends Elementwise {

  /** a + b. */
  record Add() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "add",
                      "+",
                      Role.DISTRIBUTOR,
                      "An add gate is a gradient distributor: every input gets the whole upstream"
                          + " gradient, unchanged.",
                      "加法门是梯度分配器：把回传梯度原样分给每个输入。")
                  .withTorch("torch.add"),
              a.plus(b))
          .wholeToo()
          .partial(g)
          .partial(g);
    }
  }

  /** a - b. */
  record Sub() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "sub",
                      "-",
                      Role.DISTRIBUTOR,
                      "A subtract gate is a gradient distributor that changes the sign for its"
                          + " second input.",
                      "减法门是梯度分配器：第一个输入得到回传梯度，第二个得到它的相反数。")
                  .withTorch("torch.sub"),
              a.minus(b))
          .wholeToo()
          .partial(g)
          .partial(g.negate());
    }
  }

  /** a * b. */
  record Mul() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "mul",
                      "*",
                      Role.SWITCHER,
                      "A multiply gate is a swap multiplier: each input gets the upstream gradient"
                          + " times the other input.",
                      "乘法门是梯度转换器：每个输入得到回传梯度乘以另一个输入。")
                  .withTorch("torch.mul"),
              a.times(b))
          .wholeToo()
          .partial(g.times(b))
          .partial(g.times(a));
    }
  }

  /** a / b. */
  record Div() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "div",
                      "/",
                      Role.SCALER,
                      "A divide gate divides the upstream gradient by the denominator, which gets"
                          + " that times minus the quotient.",
                      "除法门给分子的是回传梯度除以分母，给分母的是它再乘以商的相反数。")
                  .withTorch("torch.div"),
              a.over(b))
          .partial(g.over(b))
          .partial(g.negate().times(out).over(b));
    }
  }

  /** -a. */
  record Neg() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "neg",
                      "-",
                      Role.SCALER,
                      "A negate gate changes the sign of the upstream gradient.",
                      "取负门把回传梯度变号。")
                  .withTorch("torch.neg"),
              a.negate())
          .wholeToo()
          .partial(g.negate());
    }
  }

  /** |a|. */
  record Abs() implements Arithmetic {
    @Override
    public Definition define() {
      Expr notNegative = Expr.choose(Expr.of(0).less(a), g, a.times(0));
      return Definition.of(
              Meaning.of(
                      "abs",
                      "|a|",
                      Role.SCALER,
                      "An absolute-value gate gives the upstream gradient the sign of its input.",
                      "绝对值门让回传梯度乘上输入的正负号。")
                  .withKink("0 at a = 0", "a = 0 处取 0")
                  .withTorch("torch.abs"),
              a.then(Code.ABS))
          .wholeToo()
          .partial(Expr.choose(a.less(0), g.negate(), notNegative));
    }
  }

  /** -1, 0 or 1 by the sign of a. */
  record Sign() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "sign",
                      "sign",
                      Role.STOPPER,
                      "A sign gate is flat on both sides of its jump: its local gradient is 0, so"
                          + " nothing can learn through it.",
                      "符号门在跳变两侧都是平的：局部梯度为零，无法经由它学习。")
                  .withKink("0 at a = 0", "a = 0 处取 0")
                  .withTorch("torch.sign"),
              Expr.choose(a.less(0), Expr.of(-1), Expr.choose(Expr.of(0).less(a), Expr.of(1), a)))
          .wholeToo()
          .partial(Expr.of(0));
    }
  }

  /** The larger of a and b. */
  record Maximum() implements Arithmetic {
    @Override
    public Definition define() {
      Expr half = g.times(0.5);
      return Definition.of(
              Meaning.of(
                      "maximum",
                      "max",
                      Role.ROUTER,
                      "A max gate is a gradient router: the larger input gets the whole upstream"
                          + " gradient, the other nothing.",
                      "最大值门是梯度路由器：较大的输入得到全部回传梯度，另一个得到零。")
                  .withKink(
                      "half to each at a tie; 1 to each would count the total twice",
                      "相等时各得一半；若各给 1，总量就算了两次")
                  .withTorch("torch.maximum"),
              Expr.of(Code.MAXIMUM, a, b))
          .wholeToo()
          .partial(Expr.choose(a.equal(b), half, Expr.choose(a.less(b), Expr.of(0), g)))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(b.less(a), Expr.of(0), g)));
    }
  }

  /** The smaller of a and b. */
  record Minimum() implements Arithmetic {
    @Override
    public Definition define() {
      Expr half = g.times(0.5);
      return Definition.of(
              Meaning.of(
                      "minimum",
                      "min",
                      Role.ROUTER,
                      "A min gate is a gradient router: the smaller input gets the whole upstream"
                          + " gradient, the other nothing.",
                      "最小值门是梯度路由器：较小的输入得到全部回传梯度，另一个得到零。")
                  .withKink(
                      "half to each at a tie; 1 to each would count the total twice",
                      "相等时各得一半；若各给 1，总量就算了两次")
                  .withTorch("torch.minimum"),
              Expr.of(Code.MINIMUM, a, b))
          .wholeToo()
          .partial(Expr.choose(a.equal(b), half, Expr.choose(b.less(a), Expr.of(0), g)))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(a.less(b), Expr.of(0), g)));
    }
  }

  /** a held between two numbers; one may be infinite. */
  record Clamp(double low, double high) implements Arithmetic {
    @Override
    public Definition define() {
      Expr inside = Expr.of(low).lessEqual(a).and(a.lessEqual(Expr.of(high)));
      return Definition.of(
              held("clamp"),
              Expr.of(Code.MINIMUM, Expr.of(Code.MAXIMUM, a, Expr.of(low)), Expr.of(high)))
          .wholeToo(whole())
          .partial(Expr.choose(inside, g, Expr.of(0)));
    }

    /** An infinite bound is none. */
    private Expr whole() {
      Expr above = Double.isInfinite(low) ? a : Expr.of(Code.MAXIMUM, a, Expr.of(low));
      return Double.isInfinite(high) ? above : Expr.of(Code.MINIMUM, above, Expr.of(high));
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec spec = Arithmetic.super.infer(inputs);
      if (!spec.dtype().isFloating()) {
        if (low != Double.NEGATIVE_INFINITY) {
          WholeNumbers.checked("clamp", low, spec);
        }
        if (high != Double.POSITIVE_INFINITY) {
          WholeNumbers.checked("clamp", high, spec);
        }
      }
      return spec;
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      if (Double.isInfinite(low) && Double.isInfinite(high)) {
        return Optional.empty();
      }
      Tensor above = Double.isInfinite(low) ? x : x.maximum(low);
      return Optional.of(Double.isInfinite(high) ? above : above.minimum(high));
    }
  }

  /** a held between b and c; where b is above c the result is c. */
  record ClampBetween() implements Arithmetic {
    @Override
    public Definition define() {
      Expr inside = b.lessEqual(a).and(a.lessEqual(c));
      Expr low = a.less(b).and(b.less(c));
      Expr high = c.less(a).or(c.less(b));
      return Definition.of(
              held("clampBetween"), Expr.of(Code.MINIMUM, Expr.of(Code.MAXIMUM, a, b), c))
          .wholeToo()
          .partial(Expr.choose(inside, g, Expr.of(0)))
          .partial(Expr.choose(low, g, Expr.of(0)))
          .partial(Expr.choose(high, g, Expr.of(0)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.get(0).maximum(inputs.get(1)).minimum(inputs.get(2)));
    }
  }

  private static Meaning held(String name) {
    return Meaning.of(
            name,
            name,
            Role.ROUTER,
            "A clamp gate is a gradient router: it lets the upstream gradient through between its"
                + " bounds only.",
            "截断门是梯度路由器：输入在界内则放行回传梯度，在界外则拦下。")
        .withKink("1 at the bounds; 0 for NaN", "边界处取 1；NaN 处取 0")
        .withTorch("torch.clamp");
  }

  /** |a| with the sign of b; a NaN b counts as positive. */
  record CopySign() implements Arithmetic {
    @Override
    public Definition define() {
      Expr kept = Expr.choose(out.equal(a), g, g.times(out.over(a)));
      return Definition.of(
              Meaning.of(
                      "copysign",
                      "copysign",
                      Role.SCALER,
                      "A copysign gate changes the sign of the upstream gradient where it changed"
                          + " that of its input.",
                      "符号复制门改变了输入的正负号时，也把回传梯度变号。")
                  .withKink("0 at a = 0; 0 for b", "a = 0 处取 0；b 的梯度取 0")
                  .withTorch("torch.copysign"),
              Expr.of(Code.COPY_SIGN, a, b))
          .partial(Expr.choose(a.equal(0), Expr.of(0), kept))
          .partial(Expr.of(0));
    }
  }

  /** a + c (b - a), from the nearer end. */
  record Lerp() implements Arithmetic {
    @Override
    public Definition define() {
      Expr way = b.minus(a);
      Expr near = a.plus(c.times(way));
      Expr far = b.minus(way.times(Expr.of(1).minus(c)));
      return Definition.of(
              Meaning.of(
                      "lerp",
                      "lerp",
                      Role.SWITCHER,
                      "A lerp gate is a swap multiplier: the ends share the upstream gradient by"
                          + " the weight.",
                      "线性插值门是梯度转换器：两端按权重分得回传梯度，权重得到它乘以两端之差。")
                  .withTorch("torch.lerp"),
              Expr.choose(c.then(Code.ABS).less(0.5), near, far))
          .partial(g.times(Expr.of(1).minus(c)))
          .partial(g.times(c))
          .partial(g.times(way));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor from = inputs.get(0);
      return Optional.of(from.plus(inputs.get(2).times(inputs.get(1).minus(from))));
    }
  }

  /** a with other numbers in place of NaN and the infinities. */
  record NanToNum(double nan, double positive, double negative) implements Arithmetic {
    @Override
    public Definition define() {
      Expr finite = a.then(Code.ABS).less(Double.POSITIVE_INFINITY);
      Expr limit = Expr.choose(a.less(0), Expr.of(negative), Expr.of(positive));
      return Definition.of(
              Meaning.of(
                      "nanToNum",
                      "nanToNum",
                      Role.ROUTER,
                      "A nan-to-num gate is a gradient router: only finite inputs get the upstream"
                          + " gradient.",
                      "非数替换门是梯度路由器：只有有限的输入得到回传梯度，被替换的得到零。")
                  .withKink("0 where a was replaced", "被替换处取 0")
                  .withTorch("torch.nan_to_num"),
              Expr.choose(finite, a, Expr.choose(a.isNan(), Expr.of(nan), limit)))
          .partial(Expr.choose(finite, g, Expr.of(0)));
    }
  }

  /** a * b + c, rounded once. */
  record Fma() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "fma",
                      "a*b+c",
                      Role.SWITCHER,
                      "A multiply-add gate is a swap multiplier for its factors; what is added gets"
                          + " the whole upstream gradient.",
                      "乘加门对两个因数是梯度转换器，对加数则原样给出回传梯度。")
                  .withTorch("torch.addcmul"),
              a.fma(b, c))
          .partial(g.times(b))
          .partial(g.times(a))
          .partial(g);
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.get(0).times(inputs.get(1)).plus(inputs.get(2)));
    }
  }
}
