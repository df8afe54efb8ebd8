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
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import java.util.HashMap;
import java.util.Map;

/**
 * Row 39: what one picture of a 2 wants of a digit net. Output 2 should rise, the nine others fall,
 * each in proportion to its error. Three levers do that: the bias of an output, its weights in
 * proportion to the activation each comes from, and these activations in proportion to the weights.
 * An activation hears the wishes of all ten outputs; their sum is passed back to the layer before.
 */
public final class DigitWishes {

  /**
   * How far the numbers of a layer should be nudged, up to a common factor.
   *
   * @param biases of the weighted sums, and so of the biases
   * @param activations of the layer before: the sum of what all neurons of this one want
   */
  record Wishes(Tensor biases, Tensor weights, Tensor activations) {

    /** From the wishes for a layer's outputs, these outputs, its weights and its inputs. */
    static Wishes of(Tensor wishes, Tensor outputs, Tensor weights, Tensor inputs) {
      Tensor sums = wishes.times(outputs).times(outputs.negate().plus(1));
      return new Wishes(sums, inputs.transpose().matmul(sums), sums.matmul(weights.transpose()));
    }
  }

  private DigitWishes() {}

  /** The cost of one 2, both passes; x, a1 and a2 are the pixels and the activations. */
  static Pass passes() {
    Mlp net = Mlp.of("784-16-10", Activation.SIGMOID, Rng.seed(1));
    Tensor x = two();
    Tensor target = target(DType.F32);
    Map<String, Tensor> names = new HashMap<>(Parameters.of(net).all());
    names.put("x", x);
    Graph cost =
        Graph.capture(
            names,
            () -> {
              Tensor a1 = net.layers().get(0).apply(x).sigmoid();
              Tensor a2 = net.layers().get(1).apply(a1).sigmoid();
              names.put("a1", a1);
              names.put("a2", a2);
              return a2.quadraticCost(target);
            });
    return cost.to(DType.F64).forward().backward();
  }

  private static Tensor two() {
    Dataset digits = Digits.synthetic(1, 50).test();
    int place = 0;
    while (digits.batch(place).targets().get(0) != 2) {
      place++;
    }
    return digits.batch(place).inputs().requiresGrad();
  }

  private static Tensor target(DType dtype) {
    return Tensor.of(DType.I64, 2).oneHot(10, dtype);
  }

  /** What the outputs should do: the one of the 2 up, the others down. */
  static Tensor outputs(Pass pass) {
    return target(DType.F64).minus(pass.value("a2")).times(2);
  }

  /** The wishes for the last layer. */
  static Wishes last(Pass pass) {
    return Wishes.of(
        outputs(pass), pass.value("a2"), pass.value("layers.1.weight"), pass.value("a1"));
  }

  /** The wishes for the first layer, passed back from the last. */
  static Wishes first(Pass pass) {
    Tensor wishes = last(pass).activations();
    return Wishes.of(wishes, pass.value("a1"), pass.value("layers.0.weight"), pass.value("x"));
  }

  /** Prints what each output is and should do, and the wishes for the last layer. */
  public static void main() {
    Pass pass = passes();
    Print.row("outputs", pass.value("a2"));
    Print.row("should move by", outputs(pass));
    Print.row("their biases by", last(pass).biases());
    Print.row("weights to output 2 by", last(pass).weights().select(1, 2));
    Print.row("activations before by", last(pass).activations());
    Print.row("biases before by", first(pass).biases());
  }
}
