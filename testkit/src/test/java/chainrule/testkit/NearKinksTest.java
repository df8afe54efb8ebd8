// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whether the samples of operations with kinks come close to them from either side, and the table
 * of edges has the kinks themselves. What a kink is is seen: value or slopes change all at once.
 */
class NearKinksTest {

  /** As close as at least one sample has to come on each side, for numbers up to 1. */
  private static final double CLOSE = 1e-3;

  /** No distance to speak of. */
  private static final double AT = 1e-9;

  /** Where a kink lies, seen from a sample. */
  private enum Side {
    ABOVE,
    BELOW,
    /** At the end of what the operation is defined for. */
    END
  }

  /**
   * Slopes or curvatures grow without bound on the way to the kink, so that no difference of useful
   * length is right so near; the kinks are tested exactly, in edges.txt or tests of their own.
   */
  private static final Set<String> STEEP =
      Set.of(
          "sqrt",
          "rsqrt",
          "cbrt",
          "pow",
          "hypot",
          "xlogy",
          "xlog1py",
          "asin",
          "acos",
          "atan2",
          "acosh",
          "atanh",
          "norm",
          "pNorm",
          "std",
          "logAbsDeterminant",
          "qr",
          "symmetricEigen");

  /** The kinks lie at numbers that are not finite, or at logarithms of nothing. */
  private static final Set<String> FAR = Set.of("nanToNum", "bce");

  @Test
  void samples_of_every_operation_with_a_kink_come_close_to_it_from_either_side() {
    List<String> missing = new ArrayList<>();
    for (Op op : Samples.operations()) {
      List<Sample> samples =
          Samples.of(op, DType.F64).stream()
              .filter(sample -> sample.hasGradients() && !sample.isLarge())
              .toList();
      if (hasKink(op) && !samples.isEmpty()) {
        List<Side> sides = samples.stream().flatMap(each -> sides(each, CLOSE)).distinct().toList();
        boolean excused = STEEP.contains(op.name()) || FAR.contains(op.name());
        if (excused == sides.containsAll(List.of(Side.ABOVE, Side.BELOW))) {
          missing.add(op.name() + ": " + sides);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void the_edges_of_every_elementwise_operation_with_a_kink_have_the_kink_itself() {
    List<Edge> edges = Edge.all();
    List<String> missing = new ArrayList<>();
    for (Op op : Samples.operations()) {
      if (op instanceof Elementwise && hasKink(op) && !op.name().equals("nanToNum")) {
        boolean found =
            edges.stream()
                .filter(edge -> edge.op().equals(op.name()))
                .map(edge -> atEdge(op, edge))
                .flatMap(sample -> sides(sample, AT))
                .findAny()
                .isPresent();
        if (!found) {
          missing.add(op.name());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static Sample atEdge(Op op, Edge edge) {
    List<Tensor> inputs =
        edge.inputs().stream()
            .map(word -> Tensor.of(DType.F64, Edge.number(word, DType.F64)).reshape())
            .toList();
    return new Sample(op, edge.toString(), inputs, edge::apply, false);
  }

  private static boolean hasKink(Op op) {
    return !op.meaning().kink().isEmpty();
  }

  private static Stream<Side> sides(Sample sample, double by) {
    List<Side> sides = new ArrayList<>();
    List<Tensor> inputs = sample.inputs();
    for (int slot = 0; slot < inputs.size(); slot++) {
      if (sample.differentiable().contains(inputs.get(slot))) {
        for (int place = 0; place < inputs.get(slot).count(); place++) {
          double[] here = slopes(sample, slot, place, 0);
          double[] above = slopes(sample, slot, place, by);
          double[] below = slopes(sample, slot, place, -by);
          double up = jump(here, above);
          double down = jump(here, below);
          if (Double.isNaN(up) || Double.isNaN(down)) {
            sides.add(Side.END);
          } else if (up > 0.01 && up > 10 * down) {
            sides.add(Side.ABOVE);
          } else if (down > 0.01 && down > 10 * up) {
            sides.add(Side.BELOW);
          }
        }
      }
    }
    return sides.stream();
  }

  /** The largest change; NaN if one of them is not finite. */
  private static double jump(double[] from, double[] to) {
    double most = 0;
    for (int i = 0; i < from.length; i++) {
      double change = Math.abs(to[i] - from[i]);
      most = Double.isFinite(change) ? Math.max(most, change) : Double.NaN;
    }
    return most;
  }

  /** Value and gradients with one number moved. */
  private static double[] slopes(Sample sample, int slot, int place, double by) {
    List<Tensor> moved = new ArrayList<>(sample.inputs());
    Tensor input = moved.get(slot);
    double[] numbers = input.toDoubles();
    numbers[place] += by * Math.max(1, Math.abs(numbers[place]));
    moved.set(slot, Tensor.of(DType.F64, input.shape(), numbers));
    try {
      Sample watched = sample.withInputs(moved).watched();
      Tensor value = watched.value();
      List<Tensor> asked = watched.differentiable();
      List<Tensor> gradients =
          Autograd.of(value.sum()).orZero().gradients(asked.toArray(Tensor[]::new));
      return DoubleStream.concat(
              DoubleStream.of(value.toDoubles()),
              gradients.stream().flatMapToDouble(each -> DoubleStream.of(each.toDoubles())))
          .toArray();
    } catch (ChainruleException refused) {
      return new double[] {Double.NaN};
    }
  }
}
