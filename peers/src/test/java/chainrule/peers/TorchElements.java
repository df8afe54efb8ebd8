// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import static org.bytedeco.pytorch.global.torch.add;
import static org.bytedeco.pytorch.global.torch.mul;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Elementwise operations without attributes, by name. */
final class TorchElements {

  private static final Map<String, UnaryOperator<Tensor>> ONE = new HashMap<>();
  private static final Map<String, BinaryOperator<Tensor>> TWO = new HashMap<>();

  static {
    ONE.put("neg", torch::neg);
    ONE.put("abs", torch::abs);
    ONE.put("cbrt", TorchElements::cubeRoot);
    // Flat, with a derivative of 0 that libtorch does not define.
    ONE.put("step", x -> torch.heaviside(x, torch.zeros_like(x)).detach());
    ONE.put("sign", torch::sign);
    ONE.put("square", torch::square);
    ONE.put("sqrt", torch::sqrt);
    ONE.put("rsqrt", torch::rsqrt);
    ONE.put("reciprocal", torch::reciprocal);
    ONE.put("exp", torch::exp);
    ONE.put("exp2", torch::exp2);
    ONE.put("expm1", torch::expm1);
    ONE.put("erf", torch::erf);
    ONE.put("erfc", torch::erfc);
    ONE.put("log", torch::log);
    ONE.put("log1p", torch::log1p);
    ONE.put("log2", torch::log2);
    ONE.put("log10", torch::log10);
    ONE.put("sin", torch::sin);
    ONE.put("cos", torch::cos);
    ONE.put("tan", torch::tan);
    ONE.put("asin", torch::asin);
    ONE.put("acos", torch::acos);
    ONE.put("atan", torch::atan);
    ONE.put("sinh", torch::sinh);
    ONE.put("cosh", torch::cosh);
    ONE.put("asinh", torch::asinh);
    ONE.put("acosh", torch::acosh);
    ONE.put("atanh", torch::atanh);
    ONE.put("round", torch::round);
    ONE.put("floor", torch::floor);
    ONE.put("ceil", torch::ceil);
    ONE.put("trunc", torch::trunc);
    ONE.put("frac", torch::frac);
    ONE.put("sigmoid", torch::sigmoid);
    ONE.put("logSigmoid", torch::log_sigmoid);
    ONE.put("tanh", torch::tanh);
    ONE.put("softsign", torch::softsign);
    // Its own gradient multiplies by 1/6 rounded to F32, in F64 too: 2e-8 off.
    ONE.put("hardSigmoid", x -> torch.div(torch.relu6(add(x, new Scalar(3.0))), new Scalar(6.0)));
    ONE.put("hardSwish", torch::hardswish);
    ONE.put("relu", torch::relu);
    ONE.put("relu6", torch::relu6);
    ONE.put("softplus", torch::softplus);
    ONE.put("selu", torch::selu);
    ONE.put("silu", torch::silu);
    ONE.put("gelu", torch::gelu);
    ONE.put("geluTanh", x -> torch.gelu(x, "tanh"));
    ONE.put("mish", torch::mish);
    ONE.put("tanhshrink", torch::tanhshrink);
    ONE.put("isNan", torch::isnan);
    ONE.put("isInf", torch::isinf);
    ONE.put("isFinite", torch::isfinite);
    ONE.put("not", torch::logical_not);
    ONE.put(
        "trace", x -> x.dim() == 2 ? torch.trace(x) : torch.sum(torch.diagonal(x, 0, -2, -1), -1));
    TWO.put("add", torch::add);
    TWO.put("sub", torch::sub);
    TWO.put("mul", torch::mul);
    TWO.put("div", torch::div);
    TWO.put("maximum", torch::maximum);
    TWO.put("minimum", torch::minimum);
    TWO.put("copysign", torch::copysign);
    TWO.put("pow", torch::pow);
    TWO.put("hypot", TorchElements::hypot);
    TWO.put("xlogy", torch::xlogy);
    TWO.put("xlog1py", torch::special_xlog1py);
    TWO.put("logaddexp", torch::logaddexp);
    TWO.put("atan2", torch::atan2);
    TWO.put("less", torch::lt);
    TWO.put("lessEqual", torch::le);
    TWO.put("equal", torch::eq);
    TWO.put("notEqual", torch::ne);
    TWO.put("and", torch::logical_and);
    TWO.put("or", torch::logical_or);
    TWO.put("xor", torch::logical_xor);
    TWO.put("fmod", torch::fmod);
    TWO.put("remainder", torch::remainder);
    // Flat, with a derivative of 0 that libtorch does not define.
    TWO.put("floorDivide", (x, y) -> torch.floor_divide(x, y).detach());
    TWO.put("matmul", torch::matmul);
    TWO.put("dot", torch::dot);
    TWO.put("outer", torch::outer);
    TWO.put("kron", torch::kron);
    TWO.put("prelu", (x, a) -> torch.where(torch.gt(x, new Scalar(0.0)), x, mul(a, x)));
    TWO.put("mse", torch::mse_loss);
    TWO.put("halfMse", (x, y) -> mul(torch.mse_loss(x, y), new Scalar(0.5)));
    TWO.put("quadraticCost", TorchElements::quadraticCost);
    TWO.put("sumOfSquares", (x, y) -> torch.mse_loss(x, y, 2));
    TWO.put("bce", torch::binary_cross_entropy);
    TWO.put("bceWithLogits", torch::binary_cross_entropy_with_logits);
    TWO.put("softCrossEntropy", torch::cross_entropy_loss);
    TWO.put("crossEntropy", (z, y) -> torch.cross_entropy_loss(z, TorchRules.longs(y)));
  }

  private static final Map<String, Function<List<Tensor>, Tensor>> THREE =
      Map.of(
          "where", in -> torch.where(in.get(0), in.get(1), in.get(2)),
          "fma", in -> add(mul(in.get(0), in.get(1)), in.get(2)),
          "affine", in -> add(torch.matmul(in.get(0), in.get(1)), in.get(2)),
          "lerp", in -> torch.lerp(in.get(0), in.get(1), in.get(2)),
          "clampBetween", TorchElements::clamp);

  private TorchElements() {}

  /** With bounds of two shapes its own gradient fails, so they are brought to one before. */
  private static Tensor clamp(List<Tensor> in) {
    TensorVector alike = torch.broadcast_tensors(new TensorVector(in.toArray(Tensor[]::new)));
    return torch.clamp(
        alike.get(0), new TensorOptional(alike.get(1)), new TensorOptional(alike.get(2)));
  }

  /** Not there under that name: the power of the absolute value. */
  private static Tensor cubeRoot(Tensor x) {
    return mul(torch.sign(x), torch.pow(torch.abs(x), new Scalar(1.0 / 3)));
  }

  private static Tensor quadraticCost(Tensor x, Tensor y) {
    return torch.div(torch.mse_loss(x, y, 2), new Scalar(x.dim() == 0 ? 1.0 : (double) x.size(0)));
  }

  /** At (0, 0) libtorch's gradient is NaN, ours 0 as that of a norm. */
  private static Tensor hypot(Tensor x, Tensor y) {
    Tensor value = torch.hypot(x, y);
    if (torch.any(torch.eq(value, new Scalar(0.0))).item_bool()) {
      throw new TorchRules.Absent("a gradient of NaN at (0, 0) there");
    }
    return value;
  }

  static boolean knows(String name) {
    return ONE.containsKey(name) || TWO.containsKey(name) || THREE.containsKey(name);
  }

  static Tensor apply(String name, List<Tensor> inputs) {
    if (ONE.containsKey(name)) {
      return ONE.get(name).apply(inputs.get(0));
    }
    return TWO.containsKey(name)
        ? TWO.get(name).apply(inputs.get(0), inputs.get(1))
        : THREE.get(name).apply(inputs);
  }
}
