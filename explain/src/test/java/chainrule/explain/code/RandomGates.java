// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A circuit of gates drawn at random over scalars and matrices [3, 3], values used often. */
public final class RandomGates {

  private final Rng rng;
  private final List<Tensor> scalars = new ArrayList<>();
  private final List<Tensor> matrices = new ArrayList<>();
  private long draws;

  private RandomGates(long seed) {
    rng = Rng.seed(seed);
  }

  /** The output: one number. */
  public static Tensor output(long seed) {
    return new RandomGates(seed).draw();
  }

  private Tensor draw() {
    boolean hasMatrices = next(2) == 0;
    for (int k = 0; k < 3; k++) {
      scalars.add(leaf(Shape.SCALAR));
    }
    for (int k = 0; k < 2 && hasMatrices; k++) {
      matrices.add(leaf(Shape.of(3, 3)));
    }
    int gates = 3 + next(28);
    for (int k = 0; k < gates; k++) {
      if (hasMatrices && next(2) == 0) {
        matrices.add(matrixGate());
      } else {
        scalars.add(scalarGate());
      }
    }
    Tensor last = scalars.getLast();
    return hasMatrices ? last.plus(matrices.getLast().mean()) : last;
  }

  private Tensor leaf(Shape shape) {
    return Tensor.uniform(DType.F64, shape, rng.child(draws++))
        .times(2)
        .minus(0.7)
        .detach()
        .requiresGrad();
  }

  private int next(int bound) {
    return rng.child("choice").below(draws++, bound);
  }

  /** One of the last few, so that circuits are deep, or any. */
  private Tensor one(List<Tensor> from) {
    int near = Math.min(3, from.size());
    return next(2) == 0 ? from.get(from.size() - 1 - next(near)) : from.get(next(from.size()));
  }

  private Tensor scalarGate() {
    Tensor x = one(scalars);
    Tensor y = one(scalars);
    return switch (next(14)) {
      case 0 -> x.plus(y);
      case 1 -> x.minus(y);
      case 2, 3 -> x.times(y).tanh();
      case 4 -> x.over(y.square().plus(1));
      case 5 -> x.maximum(y);
      case 6 -> x.sigmoid();
      case 7 -> x.sin();
      case 8 -> x.negate().tanh().exp();
      case 9 -> x.square().plus(0.5).log();
      case 10 -> x.leakyRelu(0.1).times(0.5);
      case 11 -> x.square().plus(1).pow(0.5).reciprocal();
      case 12 -> x.less(y).where(x, y.times(1.5));
      default -> matrices.isEmpty() ? x.softplus().times(0.5) : reduced(one(matrices));
    };
  }

  private Tensor reduced(Tensor m) {
    return switch (next(5)) {
      case 0 -> m.mean();
      case 1 -> m.max();
      case 2 -> m.norm().times(0.3);
      case 3 -> m.mse(one(matrices)).tanh();
      default -> m.sum().tanh();
    };
  }

  private Tensor matrixGate() {
    Tensor m = one(matrices);
    Tensor n = one(matrices);
    return switch (next(13)) {
      case 0 -> m.plus(n).times(0.5);
      case 1 -> m.times(n).tanh();
      case 2 -> m.times(one(scalars)).sin();
      case 3 -> m.matmul(n).times(0.3).tanh();
      case 4 -> m.transpose();
      case 5 -> m.relu().plus(n.times(0.1));
      case 6 -> m.softmax(1);
      case 7 -> m.plus(n.mean(0)).tanh();
      case 8 -> m.minus(n.sumKeep(1).tanh());
      case 9 -> m.slice(0, 0, 2).concat(0, n.slice(0, 1, 2));
      case 10 -> m.logSoftmax(0).times(0.5);
      case 11 -> m.minimum(one(scalars));
      default -> m.reshape(9).flip(0).reshape(3, 3);
    };
  }
}
