// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A circuit for every operation that is written: the output of each, over leaves with numbers. */
public final class SingleGates {

  private static final Rng NUMBERS = Rng.seed(11);

  private final Map<String, Tensor> outputs = new LinkedHashMap<>();
  private final Tensor s = leaf("s");
  private final Tensor t = leaf("t");
  private final Tensor v = leaf("v", 4);
  private final Tensor w = leaf("w", 4);
  private final Tensor m = leaf("m", 3, 4);
  private final Tensor n = leaf("n", 3, 4);
  private final Tensor cube = leaf("cube", 2, 3, 4);
  private final Tensor column = leaf("column", 3, 1);
  private final Tensor labels = Tensor.of(Shape.of(3), new long[] {2, 0, 3});

  private SingleGates() {
    elementwise();
    broadcasting();
    conditions();
    reductions();
    extremes();
    movements();
    products();
    exponents();
    losses();
    choices();
  }

  /** By what it is called in messages. */
  public static Map<String, Tensor> outputs() {
    return new SingleGates().outputs;
  }

  private static Tensor leaf(String name, long... sizes) {
    Shape shape = Shape.of(sizes);
    return Tensor.normal(DType.F64, shape, NUMBERS.child(name)).detach().requiresGrad();
  }

  private void put(String name, Tensor output) {
    outputs.put(name, output);
  }

  private void elementwise() {
    for (Tensor x : new Tensor[] {s, m}) {
      String of = " " + x.shape();
      Tensor positive = x.abs().plus(0.1);
      for (Activation activation : Activation.ALL) {
        put(activation.name() + of, x.activate(activation));
      }
      put("neg" + of, x.negate());
      put("abs" + of, x.abs());
      put("sign" + of, x.sign());
      put("square" + of, x.square());
      put("sqrt" + of, positive.sqrt());
      put("reciprocal" + of, x.reciprocal());
      put("clamp" + of, x.clamp(-0.5, 0.5));
      put("exp" + of, x.exp());
      put("expm1" + of, x.expm1());
      put("log" + of, positive.log());
      put("log1p" + of, positive.log1p());
      put("erf" + of, x.erf());
      put("erf far" + of, x.times(4).erf());
      put("sin" + of, x.sin());
      put("cos" + of, x.cos());
      put("tan" + of, x.tan());
      put("atan" + of, x.atan());
      put("exp2" + of, x.exp2());
      put("sinh" + of, x.sinh());
      put("cosh" + of, x.cosh());
      put("asinh" + of, x.asinh());
      put("cbrt" + of, x.cbrt());
      put("erfc" + of, x.erfc());
      put("frac" + of, x.frac());
      put("nanToNum" + of, x.nanToNum());
      put("log2" + of, positive.log2());
      put("log10" + of, positive.log10());
      put("rsqrt" + of, positive.rsqrt());
      put("erfc far" + of, x.times(4).erfc());
      put("asin" + of, x.tanh().asin());
      put("acos" + of, x.tanh().acos());
      put("acosh" + of, positive.plus(1).acosh());
      put("atanh" + of, x.tanh().times(0.9).atanh());
      put("round to tenths" + of, x.round(1).times(x));
      put("round" + of, x.times(3).round().times(x));
      put("floor" + of, x.floor().times(x));
      put("ceil" + of, x.ceil().times(x));
      put("trunc" + of, x.times(3).trunc().times(x));
      for (double power : new double[] {0, 1, 2, 3, -1, 0.5, 2.5}) {
        put("pow " + power + of, positive.pow(power));
      }
      put("number - x" + of, x.negate().plus(3).minus(1.5).times(-2).over(-4));
    }
  }

  private void broadcasting() {
    Tensor[] operands = {s, v, m, cube, column};
    for (Tensor x : operands) {
      for (Tensor y : operands) {
        String of = " " + x.shape() + " " + y.shape();
        put("plus" + of, x.plus(y));
        put("minus" + of, x.minus(y));
        put("times" + of, x.times(y));
        put("over" + of, x.over(y.square().plus(0.5)));
        put("maximum" + of, x.maximum(y));
        put("minimum" + of, x.minimum(y));
        put("pow" + of, x.square().plus(0.5).pow(y));
        put("fma" + of, x.fma(y, s));
        put("lerp" + of, x.lerp(y, s));
        put("clamp" + of, x.clamp(y, s));
        put("atan2" + of, x.atan2(y));
        put("hypot" + of, x.hypot(y));
        put("xlogy" + of, x.xlogy(y.square().plus(0.5)));
        put("xlog1py" + of, x.xlog1py(y.square()));
        put("logaddexp" + of, x.logaddexp(y));
        put("copysign" + of, x.copysign(y));
        put("fmod" + of, x.fmod(y.square().plus(0.5)));
        put("remainder" + of, x.remainder(y.square().plus(0.5)));
        put("floorDivide" + of, x.floorDivide(y.square().plus(0.5)).times(x));
      }
    }
  }

  private void conditions() {
    put("less", m.less(n).where(m, n.times(2)));
    put("logic", m.less(0).and(n.less(0).not()).or(m.lessEqual(-1)).where(m, s));
    put("equal", m.equal(m).where(n, m));
    put("scalar condition", s.less(t).where(s.times(t), t.exp()));
    put("count", m.less(n).sum().to(DType.F64).times(m.sum()));
  }

  private void reductions() {
    for (int axis = 0; axis < 3; axis++) {
      put("sum " + axis, cube.sum(axis));
      put("sumKeep " + axis, cube.sumKeep(axis));
      put("mean " + axis, cube.mean(axis));
      put("norm " + axis, cube.norm(axis));
      put("normKeep " + axis, cube.normKeep(axis));
      put("norm1 " + axis, cube.norm1(axis));
      put("max " + axis, cube.max(axis));
      put("maxKeep " + axis, cube.maxKeep(axis));
      put("min " + axis, cube.min(axis));
    }
    put("sum of two axes", cube.sum(0, 2));
    put("mean of two axes", cube.mean(0, 1));
    for (Tensor x : new Tensor[] {s, v, m}) {
      put("sum all " + x.shape(), x.sum());
      put("mean all " + x.shape(), x.mean());
      put("norm all " + x.shape(), x.norm());
      put("norm1 all " + x.shape(), x.norm1());
      put("max all " + x.shape(), x.max());
      put("min all " + x.shape(), x.min());
    }
    put("norm of zeros", m.times(0).norm());
    put("norms of zeros", m.times(0).norm(1));
    put("sum that is used twice", m.sum().times(m.sum().square()));
    put("norm that is used twice", twice(m.norm()));
  }

  private static Tensor twice(Tensor x) {
    return x.times(x).plus(x);
  }

  private void extremes() {
    Tensor ties = m.round().clamp(-1, 1);
    put("max of ties", ties.max());
    put("min of ties", ties.min());
    put("max of ties along", ties.max(1));
    put("min of ties along", ties.min(0));
    put("max to a number", v.max(0));
    put("maximum of ties", ties.maximum(n.round().clamp(-1, 1)));
    put("maxout", m.maxout(2));
    put("maxout ties", ties.maxout(4));
  }

  private void movements() {
    put("reshape", m.reshape(2, 6).times(2));
    put("reshape to a number", s.reshape(1, 1).plus(m).sum().reshape());
    put("reshape of a number", twice(s.reshape(1)));
    put("transpose", m.transpose());
    put("permute", cube.permute(2, 0, 1));
    put("permute back", cube.permute(1, 2, 0).exp());
    put("transpose inner", cube.transpose(1, 2));
    for (int axis = 0; axis < 3; axis++) {
      put("slice " + axis, cube.slice(axis, 1, 2));
      put("flip " + axis, cube.flip(axis));
      put("select " + axis, cube.select(axis, 1));
      put("concat " + axis, cube.concat(axis, cube.exp(), cube.slice(axis, 0, 1)));
    }
    put("slice by two", cube.slice(2, 1, 4, 2));
    put("expand", column.expand(Shape.of(2, 3, 4)));
    put("expand a number", s.expand(Shape.of(2, 3)));
    put("to", m.to(DType.F64).times(m));
  }

  private void products() {
    put("matmul", m.matmul(n.transpose()));
    put("matmul of a row", v.reshape(1, 4).matmul(w.reshape(4, 1)));
    put("matmul of batches", cube.matmul(cube.transpose(1, 2)));
    put("matmul of batches by one", cube.matmul(n.transpose()));
    put("matmul of one by batches", n.matmul(cube.transpose(1, 2)));
    put("dot", v.dot(w));
    put("dot with itself", v.dot(v));
    put("outer", v.outer(m.sum(1)));
    put("affine", m.affine(n.transpose(), n.sum(1)));
    put("affine of batches", cube.affine(n.transpose(), n.sum(1)));
  }

  private void exponents() {
    for (int axis = 0; axis < 3; axis++) {
      put("softmax " + axis, cube.softmax(axis));
      put("logSoftmax " + axis, cube.logSoftmax(axis));
      put("logSumExp " + axis, cube.logSumExp(axis));
    }
    put("softmax of large", v.times(300).softmax(0));
    put("logSumExp to a number", v.logSumExp(0));
  }

  private void losses() {
    Tensor[][] pairs = {{s, t}, {v, w}, {m, n}};
    for (Tensor[] pair : pairs) {
      Tensor a = pair[0];
      Tensor b = pair[1];
      String of = " " + a.shape();
      Tensor target = b.sigmoid();
      put("sumOfSquares" + of, a.sumOfSquares(b));
      put("quadraticCost" + of, a.quadraticCost(b));
      put("mse" + of, a.mse(b));
      put("halfMse" + of, a.halfMse(b));
      put("bce" + of, a.sigmoid().bce(target));
      put("bceWithLogits" + of, a.bceWithLogits(target));
    }
    put("bce at the ends", m.round().clamp(0, 1).bce(n.round().clamp(0, 1)));
    put("crossEntropy", m.crossEntropy(labels));
    put("softCrossEntropy", m.softCrossEntropy(n.softmax(1)));
    put("hinge", m.hinge(labels));
    put("hinge by margin", twice(m.hinge(labels, 0.25)));
  }

  private void choices() {
    put("takeAlong", m.takeAlong(1, labels.reshape(3, 1)));
    put(
        "takeAlong twice",
        m.takeAlong(1, Tensor.of(Shape.of(3, 2), new long[] {1, 1, 0, 3, 2, 2})));
    put("indexSelect", cube.indexSelect(1, Tensor.of(Shape.of(4), new long[] {2, 0, 0, 1})));
    put("indexSelect last", cube.indexSelect(2, labels));
    put("oneHot", labels.oneHot(4, DType.F64).times(m));
  }
}
