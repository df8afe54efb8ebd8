// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Row 38: of a gradient, the sign says which way to turn a parameter and the size how much that
 * matters; so the parameters of a net can be ranked. Going down the slope step by step ends in a
 * minimum, but which one depends on the start.
 */
public final class MostInfluential {

  /**
   * One parameter of a net.
   *
   * @param leaf the weights or biases it is one of
   * @param index its place there
   */
  record Parameter(String leaf, int index, double gradient) {

    /** What lowers the cost. */
    String advice() {
      return gradient > 0 ? "lower it" : "raise it";
    }
  }

  private MostInfluential() {}

  /** The cost of a 2-3-1 net for one sample, in F64. */
  static Graph cost() {
    Mlp net = Mlp.of("2-3-1", Activation.SIGMOID, Rng.seed(1));
    Tensor x = Tensor.of(new double[][] {{0.8, -0.4}});
    Tensor target = Tensor.of(new double[][] {{1}});
    return Graph.capture(Parameters.of(net).all(), () -> net.apply(x).quadraticCost(target))
        .to(DType.F64);
  }

  /** All parameters, the most influential first. */
  static List<Parameter> ranked(Graph cost) {
    Pass pass = cost.forward().backward();
    List<Parameter> all = new ArrayList<>();
    cost.leaves().stream()
        .filter(leaf -> pass.hasGradient(leaf.id()))
        .forEach(leaf -> {
          double[] gradients = pass.gradient(leaf.id()).toDoubles();
          for (int i = 0; i < gradients.length; i++) {
            all.add(new Parameter(leaf.id(), i, gradients[i]));
          }
        });
    all.sort(Comparator.comparingDouble(parameter -> -Math.abs(parameter.gradient())));
    return all;
  }

  /** Where descent on x⁴ - 3 x² + x ends: in one of its two minima. */
  static double descend(double start) {
    Tensor x = Tensor.scalar(DType.F64, start).requiresGrad();
    for (int step = 0; step < 300; step++) {
      x.clearGrad();
      x.pow(4).minus(x.square().times(3)).plus(x).backward();
      x.assign(x.detach().minus(x.grad().times(0.02)));
    }
    return x.item();
  }

  /** Prints the ranking, and where descent ends from two starts. */
  public static void main() {
    for (Parameter one : ranked(cost())) {
      Print.row(one.leaf() + "[" + one.index() + "], " + one.advice(), one.gradient());
    }
    Print.row("descent from 2, from -2", descend(2), descend(-2));
  }
}
