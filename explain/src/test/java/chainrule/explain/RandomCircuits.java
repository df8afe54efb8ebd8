// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ShapeException;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/** Circuits made by a seed: any shape of graph, of numbers alone or with matrices. */
final class RandomCircuits {

  private static final double LARGEST = 1000;

  private final Random random;
  private final boolean hasMatrices;
  private final boolean namesAll;
  private final Map<String, Tensor> names = new LinkedHashMap<>();
  private final List<Tensor> values = new ArrayList<>();
  private final List<Tensor> unused = new ArrayList<>();
  private final List<Tensor> operands = new ArrayList<>();

  private RandomCircuits(long seed, boolean hasMatrices, boolean namesAll) {
    random = new Random(seed);
    this.hasMatrices = hasMatrices;
    this.namesAll = namesAll;
  }

  /** Numbers alone; gates have the names that graphs give. */
  static Pass scalars(long seed) {
    return new RandomCircuits(seed, false, false).pass();
  }

  /** With matrices, rows and numbers. */
  static Pass matrices(long seed) {
    return new RandomCircuits(seed, true, false).pass();
  }

  /** Numbers alone, every gate named. */
  static Pass named(long seed) {
    return new RandomCircuits(seed, false, true).pass();
  }

  private Pass pass() {
    int leaves = 2 + random.nextInt(4);
    for (int i = 0; i < leaves; i++) {
      add("x" + i, leaf(i));
    }
    int gates = 3 + random.nextInt(25);
    for (int i = 0; i < gates; i++) {
      Tensor next = gate();
      if (isTame(next)) {
        unused.removeAll(operands);
        add("n" + i, next);
      }
    }
    Tensor output = total(unused.getFirst());
    for (Tensor more : unused.subList(1, unused.size())) {
      output = output.plus(total(more));
    }
    return Graph.of(output, names).forward().backward();
  }

  private Tensor leaf(int i) {
    Shape[] shapes = {Shape.SCALAR, Shape.of(2, 3), Shape.of(3, 2), Shape.of(3), Shape.of(1, 3)};
    Shape shape = hasMatrices ? shapes[random.nextInt(shapes.length)] : Shape.SCALAR;
    Tensor normal = Tensor.normal(DType.F64, shape, Rng.seed(random.nextLong()).child(i));
    return normal.detach().requiresGrad();
  }

  private void add(String name, Tensor value) {
    if (name.startsWith("x") || namesAll) {
      names.put(name, value);
    }
    values.add(value);
    unused.add(value);
  }

  private static boolean isTame(Tensor value) {
    for (double element : value.toDoubles()) {
      if (!(Math.abs(element) < LARGEST)) {
        return false;
      }
    }
    return true;
  }

  private static Tensor total(Tensor value) {
    return value.rank() == 0 ? value : value.sum();
  }

  private Tensor any() {
    return unused.size() > 1 && random.nextBoolean()
        ? unused.get(random.nextInt(unused.size()))
        : values.get(random.nextInt(values.size()));
  }

  private Tensor gate() {
    Tensor one = any();
    operands.clear();
    operands.add(one);
    if (hasMatrices && random.nextInt(3) == 0) {
      return reshaped(one);
    }
    if (random.nextInt(5) < 3) {
      Tensor other = any();
      if (fits(one, other)) {
        operands.add(other);
        return pick(binary()).apply(one, other);
      }
    }
    return pick(unary()).apply(one);
  }

  private static boolean fits(Tensor one, Tensor other) {
    try {
      one.shape().broadcast(other.shape(), "random");
      return true;
    } catch (ShapeException _) {
      return false;
    }
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private List<BinaryOperator<Tensor>> binary() {
    return List.of(
        Tensor::plus,
        Tensor::minus,
        Tensor::times,
        (a, b) -> a.over(b.square().plus(1)),
        Tensor::maximum,
        Tensor::minimum);
  }

  private List<UnaryOperator<Tensor>> unary() {
    double number = 1 + random.nextInt(5);
    return List.of(
        a -> a.times(number),
        a -> a.plus(-number),
        a -> Tensor.constant(DType.F64, number).minus(a),
        a -> Tensor.constant(DType.F64, number).over(a.abs().plus(1)),
        a -> a.pow(2),
        a -> a.over(number),
        Tensor::negate,
        Tensor::square,
        Tensor::sin,
        Tensor::cos,
        Tensor::tanh,
        Tensor::sigmoid,
        Tensor::relu,
        Tensor::abs,
        Tensor::softplus,
        a -> a.tanh().exp(),
        a -> a.abs().plus(0.5).log(),
        a -> a.square().plus(0.1).sqrt(),
        a -> a.abs().plus(0.5).pow(1.5),
        a -> a.leakyRelu(0.1),
        a -> a.elu(0.5),
        Tensor::gelu,
        Tensor::silu,
        a -> a.clamp(-1, 1),
        a -> a.maximum(0.25));
  }

  /** What only makes sense for more than one number. */
  private Tensor reshaped(Tensor a) {
    if (a.rank() == 0) {
      return a.times(2);
    }
    int last = a.rank() - 1;
    List<UnaryOperator<Tensor>> ways =
        List.of(
            x -> x.rank() == 2 ? x.matmul(x.transpose()) : x.square(),
            x -> x.rank() == 2 ? x.transpose().matmul(x) : x.times(x),
            x -> x.rank() == 2 ? x.transpose() : x.negate(),
            x -> x.sum(random.nextInt(x.rank())),
            x -> x.mean(random.nextInt(x.rank())),
            x -> x.max(last),
            x -> x.min(0),
            Tensor::max,
            Tensor::min,
            Tensor::sum,
            Tensor::mean,
            x -> x.softmax(last),
            x -> x.logSoftmax(last),
            x -> x.logSumExp(last),
            x -> x.slice(last, 0, Math.max(1, x.size(last) - 1)),
            x -> x.concat(last, x.square()),
            x -> x.reshape(x.count(), 1),
            x -> x.sumKeep(last));
    return pick(ways).apply(a);
  }

  /** Runs a check for many seeds, and names the first that fails. */
  static void each(int count, LongConsumer check) {
    for (long seed = 1; seed <= count; seed++) {
      try {
        check.accept(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
