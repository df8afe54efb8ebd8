// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.Shape;
import chainrule.autograd.GradCheck;
import chainrule.tensor.Gate;
import chainrule.tensor.Partial;
import chainrule.tensor.Tensor;
import chainrule.testkit.Law;
import chainrule.testkit.OpLaws;
import chainrule.testkit.Sample;
import java.util.List;
import java.util.stream.Stream;

/**
 * A gate of one's own: a record that says what it computes. Its gradients follow from that, or are
 * given where a better formula is known; differences and the laws of the testkit judge both.
 */
public final class OwnGate {

  private OwnGate() {}

  /**
   * sqrt(a^2 + s^2) - s: like |a| far from 0, but smooth there. The gradient is that of the
   * definition.
   *
   * @param s how far the smooth part reaches
   */
  public record SoftAbs(double s) implements Gate {
    @Override
    public Tensor define(List<Tensor> inputs) {
      return inputs.getFirst().square().plus(s * s).sqrt().minus(s);
    }
  }

  /**
   * The same with its own gradient, a / (out + s): one division rather than the passage through
   * four gates.
   *
   * @param s how far the smooth part reaches
   */
  public record QuickSoftAbs(double s) implements Gate {
    @Override
    public Tensor define(List<Tensor> inputs) {
      return new SoftAbs(s).define(inputs);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * a / (out + s)",
          back -> back.upstream().times(back.input(0).over(back.output().plus(s))));
    }
  }

  /** Samples of a gate in shapes that make mistakes show. */
  public static List<Sample> samples(Gate gate) {
    return Stream.of(Shape.SCALAR, Shape.of(1), Shape.of(5), Shape.of(0), Shape.of(2, 3))
        .flatMap(shape -> OpLaws.samples(gate, shape).stream())
        .toList();
  }

  /** Applies a gate, checks its gradients, and holds it to the laws of all operations. */
  public static void main() {
    Gate gate = new QuickSoftAbs(0.5);
    Tensor x = Tensor.of(-2, 0, 1).requiresGrad();
    Tensor y = gate.apply(x);
    y.sum().backward();
    Print.row("y", y);
    Print.row("dy/dx", x.grad());
    IO.println(GradCheck.of(v -> gate.apply(v)).order(2).check(x));
    for (Law law : OpLaws.all()) {
      IO.println(OpLaws.check(law, samples(gate)) + " samples: " + law.name());
    }
  }
}
