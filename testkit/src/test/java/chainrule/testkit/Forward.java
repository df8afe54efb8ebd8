// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.random.Rng;
import chainrule.tensor.Call;
import chainrule.tensor.Context;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Factorization;
import chainrule.tensor.Fused;
import chainrule.tensor.Op;
import chainrule.tensor.Reduction;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Derivatives from front to back, for judging the gradients that pass from back to front: no rule
 * of an operation is used but its value and its definition.
 *
 * <p>Elementwise operations run on {@link Dual} numbers; fused ones by their definition; what is
 * affine in each input moves by the value at the direction less the value at 0; what only chooses
 * elements moves as the chosen ones do; factorizations by {@link FactorizationSlopes}; others by
 * their parts.
 */
final class Forward {

  /** Equal elements that move differently: which of them is chosen is a matter of convention. */
  static final class Tie extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Map<Tensor, Tensor> slopes = new IdentityHashMap<>();

  private Forward() {}

  /**
   * How a recorded result moves when leaves move.
   *
   * @param directions of leaves, F64; all other leaves stand still
   */
  static Tensor slope(Tensor output, Map<Tensor, Tensor> directions) {
    Forward forward = new Forward();
    forward.slopes.putAll(directions);
    return Autograd.noGrad(() -> forward.slope(output));
  }

  /** How the value of an operation moves. */
  static Tensor slope(Op op, List<Tensor> inputs, List<Tensor> directions) {
    return Autograd.noGrad(() -> rule(op, inputs, directions));
  }

  private Tensor slope(Tensor tensor) {
    Tensor known = slopes.get(tensor);
    if (known != null) {
      return known;
    }
    Tensor slope = still(tensor);
    Optional<Call> call = tensor.call();
    if (call.isPresent() && tensor.dtype().isFloating()) {
      List<Tensor> inputs = call.get().inputs();
      slope = rule(call.get().op(), inputs, inputs.stream().map(this::slope).toList());
    }
    slopes.put(tensor, slope);
    return slope;
  }

  private static Tensor still(Tensor tensor) {
    return Tensor.full(tensor.dtype().isFloating() ? tensor.dtype() : DType.F64, tensor.shape(), 0);
  }

  private static Tensor rule(Op op, List<Tensor> inputs, List<Tensor> directions) {
    if (op instanceof Elementwise elementwise) {
      return byNumbers(elementwise, inputs, directions);
    }
    if (op instanceof Fused fused) {
      return byParts(() -> fused.define(inputs), inputs, directions);
    }
    if (op instanceof Factorization factorization) {
      return FactorizationSlopes.of(factorization, inputs, directions);
    }
    if (isAffine(op, inputs)) {
      return byDifferences(op, inputs, directions);
    }
    if (op.split(inputs).isPresent()) {
      return byParts(() -> op.split(inputs).orElseThrow(), inputs, directions);
    }
    if (op instanceof Reduction.Max(int axis, boolean keep)) {
      return chosen(inputs.getFirst().argmax(axis, true), directions.getFirst(), axis, keep);
    }
    if (op instanceof Reduction.Min(int axis, boolean keep)) {
      return chosen(inputs.getFirst().argmin(axis, true), directions.getFirst(), axis, keep);
    }
    return byChoice(op, inputs, directions)
        .orElseThrow(() -> new AssertionError("nothing says how " + op + " moves"));
  }

  // ------------------------------------------------------------------ element by element

  private static Tensor byNumbers(Elementwise op, List<Tensor> inputs, List<Tensor> directions) {
    Shape shape = op.infer(inputs.stream().map(Tensor::spec).toList()).shape();
    List<double[]> values = inputs.stream().map(each -> stretched(each, shape)).toList();
    List<double[]> slopes = directions.stream().map(each -> stretched(each, shape)).toList();
    double[] result = new double[(int) shape.count()];
    for (int i = 0; i < result.length; i++) {
      List<Dual> numbers = new ArrayList<>();
      for (int slot = 0; slot < values.size(); slot++) {
        numbers.add(new Dual(values.get(slot)[i], slopes.get(slot)[i]));
      }
      result[i] = Dual.of(op.define().value(), numbers).slope();
    }
    return Tensor.of(DType.F64, shape, result);
  }

  private static double[] stretched(Tensor tensor, Shape shape) {
    return tensor.expand(shape).toDoubles();
  }

  // ------------------------------------------------------------------ by parts

  private static Tensor byParts(
      Supplier<Tensor> parts, List<Tensor> inputs, List<Tensor> directions) {
    Tensor output = Context.current().withAllRecorded().call(parts);
    Forward inner = new Forward();
    for (int slot = 0; slot < inputs.size(); slot++) {
      inner.slopes.put(inputs.get(slot), directions.get(slot));
    }
    return inner.slope(output);
  }

  // ------------------------------------------------------------------ affine in each input

  /** Whether op(x + y) - op(x) - op(y) + op(0) is 0 for every floating input. */
  private static boolean isAffine(Op op, List<Tensor> inputs) {
    for (int slot = 0; slot < inputs.size(); slot++) {
      Tensor input = inputs.get(slot);
      if (input.dtype().isFloating()) {
        Tensor x = Tensor.normal(input.dtype(), input.shape(), Rng.seed(slot));
        Tensor y = Tensor.normal(input.dtype(), input.shape(), Rng.seed(slot + 100));
        try {
          if (isCurved(op, inputs, slot, x, y) || isCurved(op, inputs, slot, x, y.negate())) {
            return false;
          }
        } catch (RuntimeException unsuited) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isCurved(Op op, List<Tensor> inputs, int slot, Tensor x, Tensor y) {
    Tensor curved =
        value(op, inputs, slot, x.plus(y))
            .minus(value(op, inputs, slot, x))
            .minus(value(op, inputs, slot, y))
            .plus(value(op, inputs, slot, x.times(0)));
    double most = Arrays.stream(curved.toDoubles()).map(Math::abs).max().orElse(0);
    return !(most < (x.dtype() == DType.F64 ? 1e-10 : 1e-3));
  }

  private static Tensor byDifferences(Op op, List<Tensor> inputs, List<Tensor> directions) {
    List<Tensor> parts = new ArrayList<>();
    for (int slot = 0; slot < inputs.size(); slot++) {
      Tensor input = inputs.get(slot);
      if (input.dtype().isFloating()) {
        Tensor direction = directions.get(slot).to(input.dtype());
        parts.add(value(op, inputs, slot, direction).minus(value(op, inputs, slot, still(input))));
      }
    }
    Tensor sum = parts.getFirst();
    for (Tensor part : parts.subList(1, parts.size())) {
      sum = sum.plus(part);
    }
    return sum;
  }

  private static Tensor value(Op op, List<Tensor> inputs, int slot, Tensor other) {
    List<Tensor> changed = new ArrayList<>(inputs);
    changed.set(slot, other);
    return op.apply(changed);
  }

  // ------------------------------------------------------------------ chosen elements

  /** The first of equals, along an axis. */
  private static Tensor chosen(Tensor place, Tensor direction, int axis, boolean keep) {
    Tensor slope = direction.takeAlong(axis, place);
    return keep ? slope : slope.reshape(slope.shape().without(axis));
  }

  /** What each result, equal to exactly one element of the inputs, was chosen from. */
  private static Optional<Tensor> byChoice(Op op, List<Tensor> inputs, List<Tensor> directions) {
    Map<Double, Double> moves = new HashMap<>();
    for (int slot = 0; slot < inputs.size(); slot++) {
      double[] values = inputs.get(slot).toDoubles();
      double[] slopes = directions.get(slot).toDoubles();
      for (int i = 0; i < values.length && inputs.get(slot).dtype().isFloating(); i++) {
        Double other = moves.put(values[i], slopes[i]);
        if (other != null && other != slopes[i]) {
          throw new Tie();
        }
      }
    }
    Tensor output = op.apply(inputs);
    double[] results = output.toDoubles();
    for (int i = 0; i < results.length; i++) {
      Double slope = moves.get(results[i]);
      if (slope == null) {
        return Optional.empty();
      }
      results[i] = slope;
    }
    return Optional.of(Tensor.of(output.dtype(), output.shape(), results));
  }
}
