// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A multi-layer perceptron: linear layers with an activation after each but the last, which has one
 * only if asked for. Neurons connect with all of the next layer and with no others.
 *
 * <p>Shapes: x [n, first size] gives [n, last size]. Parameters are {@code layers.0.weight}, {@code
 * layers.0.bias} and so on.
 *
 * @param layers widths must fit one another
 * @param hidden after each layer but the last
 * @param output after the last, if any
 */
public record Mlp(List<Linear> layers, Activation hidden, Optional<Activation> output)
    implements Layer {

  private static final int MOST_LAYERS = 1000;

  /**
   * Keeps its own copy of the layers.
   *
   * @throws ArgumentException if there are none, or two neighbours do not fit
   */
  public Mlp {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new ArgumentException("mlp: no layers; needs at least one");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).in() != layers.get(i - 1).out()) {
        throw new ArgumentException(
            "mlp: layer "
                + (i - 1)
                + " is "
                + layers.get(i - 1)
                + ", layer "
                + i
                + " is "
                + layers.get(i)
                + "; each must take what the one before gives");
      }
    }
  }

  /**
   * A net from its sizes, such as {@code 784-128-64-10}, without an activation on its output. The
   * weights start by He's rule for ReLU and its kin, by Xavier's for sigmoid and tanh.
   */
  public static Mlp of(String sizes, Activation hidden, Rng rng) {
    boolean saturates = hidden.equals(Activation.SIGMOID) || hidden.equals(Activation.TANH);
    return of(sizes, hidden, Optional.empty(), saturates ? Init.XAVIER : Init.HE, rng);
  }

  /**
   * A net from its sizes.
   *
   * @throws ArgumentException if the text is not two or more positive sizes joined by {@code -}
   */
  public static Mlp of(
      String sizes, Activation hidden, Optional<Activation> output, Init init, Rng rng) {
    List<Long> widths = sizes(sizes);
    List<Linear> layers = new ArrayList<>();
    for (int i = 0; i + 1 < widths.size(); i++) {
      Rng own = rng.child("layers").child(i);
      layers.add(Linear.of(widths.get(i), widths.get(i + 1), init, own));
    }
    return new Mlp(layers, hidden, output);
  }

  /** The sizes that a text such as {@code 784-16-16-10} stands for. */
  public static List<Long> sizes(String text) {
    List<Long> sizes = new ArrayList<>();
    for (String part : text.split("-", -1)) {
      if (!part.matches("[0-9]{1,9}") || Long.parseLong(part) == 0) {
        throw new ArgumentException(
            "net: \"" + part + "\" in \"" + text + "\" is not a layer size; needs 1 to 999999999",
            "write the sizes joined by -, input first, as in 784-128-64-10");
      }
      sizes.add(Long.parseLong(part));
    }
    if (sizes.size() < 2 || sizes.size() > MOST_LAYERS) {
      throw new ArgumentException(
          "net: \"" + text + "\" has " + sizes.size() + " sizes; needs 2 to " + MOST_LAYERS,
          "write the sizes joined by -, input first, as in 784-128-64-10");
    }
    return List.copyOf(sizes);
  }

  /** This net with an activation on its output, over the same leaves. */
  public Mlp withOutput(Activation function) {
    return new Mlp(layers, hidden, Optional.of(function));
  }

  /** The sizes, input first. */
  public List<Long> sizes() {
    return Stream.concat(Stream.of(layers.getFirst().in()), layers.stream().map(Linear::out))
        .toList();
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor value = x;
    for (Linear layer : layers.subList(0, layers.size() - 1)) {
      value = layer.apply(value).activate(hidden);
    }
    Tensor last = layers.getLast().apply(value);
    return output.map(last::activate).orElse(last);
  }

  @Override
  public String label() {
    return sizes().stream().map(String::valueOf).collect(Collectors.joining("-", "Mlp(", ")"));
  }
}
