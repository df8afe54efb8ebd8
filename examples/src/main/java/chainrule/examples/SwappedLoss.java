// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.GradCheck;
import chainrule.autograd.GradReport;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.nn.Penalty;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Row 32: the loss is a data loss and a penalty, one sixteenth of the squares of all weights of
 * every layer, biases left out. The hinge loss of a support vector machine is swapped for the cross
 * entropy of softmax, and nothing is derived again: every gate knows its own derivative. Both are
 * checked against differences.
 */
public final class SwappedLoss {

  static final double FACTOR = 0.0625;

  private static final Mlp NET = Mlp.of("4-6-3", Activation.TANH, Rng.seed(1));
  private static final Tensor X = Tensor.normal(DType.F32, Shape.of(8, 4), Rng.seed(2));
  private static final Tensor LABELS = Tensor.of(DType.I64, 0, 1, 2, 0, 1, 2, 0, 1);

  private SwappedLoss() {}

  /** Data loss and penalty of a net of two layers, in F64; factor 0 leaves the data loss. */
  static Graph cost(Loss loss, double factor) {
    return Graph.capture(
            Parameters.of(NET).all(),
            () -> loss.of(NET.apply(X), LABELS).plus(Penalty.l2(factor).of(NET)))
        .to(DType.F64);
  }

  /** The gradients of all parameters beside central differences. */
  static GradReport check(Graph cost) {
    List<String> names = List.copyOf(Parameters.of(NET).all().keySet());
    Pass pass = cost.forward();
    return GradCheck.ofMany(parameters -> cost.apply(named(names, parameters)))
        .report(names.stream().map(pass::value).toArray(Tensor[]::new));
  }

  private static Map<String, Tensor> named(List<String> names, List<Tensor> tensors) {
    Map<String, Tensor> all = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      all.put(names.get(i), tensors.get(i));
    }
    return all;
  }

  /** The gradients of the first weights of both layers and of the first biases. */
  static List<Double> firstGradients(Graph cost) {
    Pass pass = cost.forward().backward();
    List<Double> first = new ArrayList<>();
    Parameters.of(NET)
        .all()
        .keySet()
        .forEach(name -> first.add(pass.gradient(name).toDoubles()[0]));
    return first;
  }

  /** Prints both losses, with and without the penalty, and how the gradients were checked. */
  public static void main() {
    Print.words("gradients: first of", "W1", "b1", "W2", "b2");
    for (Loss loss : List.of(Losses.hinge(), Losses.crossEntropy())) {
      Graph whole = cost(loss, FACTOR);
      Print.row(loss.name() + " of the data", cost(loss, 0).forward().output().item());
      Print.row("  with the penalty", whole.forward().output().item());
      Print.row("  gradient of the data", firstGradients(cost(loss, 0)));
      Print.row("  of the whole", firstGradients(whole));
      IO.println("  " + check(whole));
    }
  }
}
