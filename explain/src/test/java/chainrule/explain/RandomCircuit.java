// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Circuits of 3 to 40 gates over numbers and matrices, by seed. */
final class RandomCircuit {

  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR, Shape.SCALAR, Shape.of(2), Shape.of(2, 2), Shape.of(2, 3), Shape.of(4, 3));

  private final long seed;
  private final RandomGenerator random;
  private final Map<String, Tensor> names = new LinkedHashMap<>();
  private final List<Tensor> values = new ArrayList<>();

  private RandomCircuit(long seed) {
    this.seed = seed;
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static Circuits.Circuit of(long seed) {
    return new RandomCircuit(seed).circuit();
  }

  private Circuits.Circuit circuit() {
    int leaves = 1 + random.nextInt(4);
    for (int i = 0; i < leaves; i++) {
      Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
      Tensor leaf = Tensor.normal(DType.F64, shape, Rng.seed(seed).child(i)).requiresGrad();
      names.put("x" + i, leaf);
      values.add(leaf);
    }
    int gates = 2 + random.nextInt(30);
    while (values.size() < leaves + gates) {
      values.add(tame(next()));
    }
    Tensor output = values.getLast();
    names.put("f", output.rank() == 0 ? output.times(0.5) : output.sum());
    return new Circuits.Circuit(names);
  }

  /** Keeps numbers small, so that nothing overflows on the way. */
  private static Tensor tame(Tensor value) {
    double largest = 0;
    for (double element : value.toDoubles()) {
      largest = Math.max(largest, Math.abs(element));
    }
    return largest > 10 ? value.tanh() : value;
  }

  private Tensor pick() {
    int back = random.nextInt(Math.min(values.size(), 6));
    return values.get(values.size() - 1 - back);
  }

  private Tensor next() {
    Tensor x = pick();
    return switch (random.nextInt(4)) {
      case 0 -> alone(x);
      case 1 -> withNumber(x, Math.round(random.nextDouble(-4, 4) * 4) / 4.0);
      case 2 -> pair(x, pick());
      default -> x.rank() == 2 ? matrix(x) : pair(x, pick());
    };
  }

  private Tensor alone(Tensor x) {
    return switch (random.nextInt(16)) {
      case 0 -> x.sigmoid();
      case 1 -> x.tanh();
      case 2 -> x.relu();
      case 3 -> x.square();
      case 4 -> x.sin();
      case 5 -> x.cos();
      case 6 -> x.negate();
      case 7 -> x.abs();
      case 8 -> x.clamp(-2, 2).exp();
      case 9 -> x.square().plus(1).log();
      case 10 -> x.square().plus(1).sqrt();
      case 11 -> x.square().plus(1).reciprocal();
      case 12 -> x.softplus();
      case 13 -> x.elu(1);
      case 14 -> x.sign();
      default -> x.pow(3);
    };
  }

  private Tensor withNumber(Tensor x, double number) {
    return switch (random.nextInt(6)) {
      case 0 -> x.plus(number);
      case 1 -> x.times(number);
      case 2 -> x.minus(number);
      case 3 -> x.over(number == 0 ? 2 : number);
      case 4 -> x.maximum(number);
      default -> x.minimum(number);
    };
  }

  private Tensor pair(Tensor x, Tensor y) {
    boolean fits =
        x.shape().equals(y.shape())
            || x.rank() == 0
            || y.rank() == 0
            || (x.rank() == 2 && y.rank() == 1 && x.size(1) == y.size(0));
    if (!fits) {
      return x.times(y.sum());
    }
    return switch (random.nextInt(6)) {
      case 0 -> x.plus(y);
      case 1 -> x.minus(y);
      case 2 -> x.times(y);
      case 3 -> x.over(y.square().plus(1));
      case 4 -> x.maximum(y);
      default -> x.minimum(y);
    };
  }

  private Tensor matrix(Tensor x) {
    return switch (random.nextInt(6)) {
      case 0 -> x.transpose();
      case 1 -> x.matmul(x.transpose());
      case 2 -> x.sum(0);
      case 3 -> x.mean(1);
      case 4 -> x.softmax(1);
      default -> x.transpose().matmul(x);
    };
  }
}
