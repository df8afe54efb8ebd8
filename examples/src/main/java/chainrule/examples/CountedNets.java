// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;

/**
 * Rows 26 and 27: how large a net is. The input is no layer of neurons, so 3-4-2 is a net of two
 * layers and 3-4-4-1 one of three; each neuron has a weight for every neuron before it, and a bias.
 */
public final class CountedNets {

  /**
   * A net in numbers.
   *
   * @param total of weights and biases: what is learned
   */
  record Counts(long layers, long neurons, long weights, long biases, long total) {}

  private CountedNets() {}

  /** The numbers of a net, such as {@code 3-4-2}. */
  static Counts of(String sizes) {
    Mlp net = Mlp.of(sizes, Activation.SIGMOID, Rng.seed(1));
    return new Counts(
        net.layers().size(),
        net.layers().stream().mapToLong(Linear::out).sum(),
        net.layers().stream().map(Linear::weight).mapToLong(Tensor::count).sum(),
        net.layers().stream()
            .flatMap(layer -> layer.bias().stream())
            .mapToLong(Tensor::count)
            .sum(),
        Parameters.of(net).count());
  }

  /** Prints both nets in numbers. */
  public static void main() {
    Print.words("net", "layers", "neurons", "weights", "biases", "parameters");
    for (String sizes : new String[] {"3-4-2", "3-4-4-1"}) {
      Counts net = of(sizes);
      Print.words(sizes, net.layers(), net.neurons(), net.weights(), net.biases(), net.total());
    }
  }
}
