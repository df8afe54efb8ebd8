// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.autograd.Autograd;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.graph.Source;
import chainrule.spi.Monoid;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Meaning;
import chainrule.tensor.Partial;
import chainrule.tensor.Reduction;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a value sits at a kink: whether, of an elementwise gate, the value or the
 * gradient jumps between the numbers just above and just below an input.
 */
final class Kinks {

  /** A gradient that changes by more than this part of it between neighbors jumps. */
  private static final double JUMP = 1e-4;

  private static final double SMALL = 1e-3;

  private Kinks() {}

  /** What is to be said, if an operation has a kink rule and a value sits there. */
  static Optional<Remark> of(Pass pass, Node.Gate gate) {
    Meaning meaning = gate.operation().meaning();
    if (meaning.kink().isEmpty()) {
      return Optional.empty();
    }
    List<Tensor> inputs =
        gate.inputs().stream()
            .map(source ->
                switch (source) {
                  case Source.Wire(String from) -> pass.value(from);
                  case Source.Constant(Tensor number) -> number;
                })
            .toList();
    BitSet places = new BitSet();
    if (gate.operation() instanceof Elementwise) {
      gate.slots().forEach(slot -> places.or(jumps(gate, inputs, slot)));
    } else if (gate.operation() instanceof Reduction reduction
        && (reduction.monoid() == Monoid.MAXIMUM || reduction.monoid() == Monoid.MINIMUM)) {
      places.or(ties(reduction, inputs.getFirst(), pass.value(gate.id())));
    }
    long count =
        gate.operation() instanceof Reduction ? inputs.getFirst().count() : gate.shape().count();
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(new Remark.AtKink(meaning, places.cardinality(), count));
  }

  private static BitSet jumps(Node.Gate gate, List<Tensor> inputs, int slot) {
    Tensor input = inputs.get(slot);
    if (gate.operation().partial(slot) instanceof Partial.None || !input.dtype().isFloating()) {
      return new BitSet();
    }
    Side above = side(gate, inputs, slot, true);
    Side below = side(gate, inputs, slot, false);
    BitSet places = new BitSet();
    for (int i = 0; i < above.values.length; i++) {
      places.set(
          i, differ(above.values[i], below.values[i]) || differ(above.slopes[i], below.slopes[i]));
    }
    return places;
  }

  private record Side(double[] values, double[] slopes) {}

  /** Values and slopes with one input moved to its neighboring numbers. */
  private static Side side(Node.Gate gate, List<Tensor> inputs, int slot, boolean above) {
    return Autograd.withGrad(() -> {
      Tensor moved = neighbor(inputs.get(slot).detach().expand(gate.shape()), above).requiresGrad();
      List<Tensor> all = new ArrayList<>(inputs.stream().map(Kinks::fixed).toList());
      all.set(slot, moved);
      Tensor output = gate.operation().apply(all);
      Tensor ones = Tensor.full(output.dtype(), output.shape(), 1);
      double[] slopes = Autograd.of(output).upstream(ones).gradient(moved).toDoubles();
      return new Side(output.toDoubles(), slopes);
    });
  }

  private static Tensor fixed(Tensor tensor) {
    return tensor.isWatched() ? tensor.detach() : tensor;
  }

  private static Tensor neighbor(Tensor tensor, boolean above) {
    double[] values = tensor.toDoubles();
    Storage moved = Storage.allocate(tensor.dtype(), tensor.shape());
    for (int i = 0; i < values.length; i++) {
      moved.set(
          i,
          tensor.dtype() == DType.F64
              ? beside(values[i], above)
              : beside((float) values[i], above));
    }
    return Tensor.of(tensor.shape(), moved);
  }

  private static double beside(double value, boolean above) {
    return above ? Math.nextUp(value) : Math.nextDown(value);
  }

  private static float beside(float value, boolean above) {
    return above ? Math.nextUp(value) : Math.nextDown(value);
  }

  private static boolean differ(double one, double other) {
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Double.isNaN(one) != Double.isNaN(other);
    }
    double scale = Math.max(Math.abs(one), Math.abs(other)) + SMALL;
    return one != other && !(Math.abs(one - other) <= JUMP * scale);
  }

  /** The elements that share the place of the largest or smallest with another. */
  private static BitSet ties(Reduction reduction, Tensor input, Tensor output) {
    Shape kept = input.shape();
    for (int axis : reduction.axes()) {
      kept = kept.with(axis, 1);
    }
    double[] best = output.detach().reshape(kept).expand(input.shape()).toDoubles();
    double[] group = groups(kept, input.shape());
    double[] values = input.toDoubles();
    int[] equals = new int[(int) Math.max(1, kept.count())];
    for (int i = 0; i < values.length; i++) {
      equals[(int) group[i]] += values[i] == best[i] ? 1 : 0;
    }
    BitSet tied = new BitSet();
    for (int i = 0; i < values.length; i++) {
      tied.set(i, values[i] == best[i] && equals[(int) group[i]] > 1);
    }
    return tied;
  }

  private static double[] groups(Shape kept, Shape whole) {
    return Tensor.range(DType.F64, kept.count()).reshape(kept).expand(whole).toDoubles();
  }
}
