// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.explain.text.Nearest;
import chainrule.nn.AdaptiveAveragePool2d;
import chainrule.nn.AveragePool2d;
import chainrule.nn.BatchNorm;
import chainrule.nn.Conv2d;
import chainrule.nn.Dropout;
import chainrule.nn.Flatten;
import chainrule.nn.Init;
import chainrule.nn.Layer;
import chainrule.nn.LayerNorm;
import chainrule.nn.Linear;
import chainrule.nn.MaxPool2d;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Sequential;
import chainrule.nn.Unflatten;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network as a list of layers, as {@code conv:16:3,relu,pool:2,flatten,dense:64,relu}. What each
 * takes follows from the one before; an output for each class is added.
 */
final class LayerList {

  private static final List<String> FORMS =
      List.of(
          "conv:FILTERS:WINDOW",
          "pool:WINDOW",
          "average:WINDOW",
          "globalaverage",
          "batchnorm",
          "layernorm",
          "dropout:RATE",
          "flatten",
          "dense:UNITS");

  private final Console console;
  private final Rng rng;
  private final Init init;
  private final List<Layer> layers = new ArrayList<>();
  private Tensor value;

  private LayerList(Console console, Shape sample, Init init, Rng rng) {
    this.console = console;
    this.init = init;
    this.rng = rng;
    value = Tensor.zeros(sample.inserted(0, 1).sizes());
  }

  /**
   * The network of a text.
   *
   * @param row the sizes of one input
   * @param picture the sizes of the picture that an input is, [channels, height, width], or those
   *     of the row
   * @param outputs of the last layer
   */
  static Sequential of(
      String text, Console console, Shape row, Shape picture, long outputs, Init init, Rng rng) {
    LayerList list = new LayerList(console, row, init, rng);
    if (!picture.equals(row)) {
      list.add("picture", Unflatten.of(picture.sizes()));
    }
    for (String word : text.split(",", -1)) {
      list.add(word, list.layer(word.strip()));
    }
    if (list.value.rank() > 2) {
      list.add("flatten", Flatten.of());
    }
    list.add("dense:" + outputs, list.dense(outputs));
    return new Sequential(list.layers);
  }

  private void add(String word, Layer layer) {
    try {
      value = layer.apply(value);
    } catch (ChainruleException misfit) {
      throw new ArgumentException(
          console.text("layers.misfit", word, value.shape(), misfit.fact()));
    }
    layers.add(layer);
  }

  private Layer layer(String word) {
    String[] parts = word.split(":", -1);
    return switch (parts[0]) {
      case "conv" -> conv(word, parts);
      case "pool" -> MaxPool2d.of(number(word, parts, 1, 2));
      case "average" -> AveragePool2d.of(number(word, parts, 1, 2));
      case "globalaverage" -> AdaptiveAveragePool2d.of(1, 1);
      case "batchnorm" -> BatchNorm.of(value.size(1));
      case "layernorm" -> LayerNorm.of(value.size(-1));
      case "dropout" -> Dropout.of(rate(word, parts));
      case "flatten" -> Flatten.of();
      case "dense" -> dense(number(word, parts, 1, 2));
      default -> new Nonlinearity(activation(word));
    };
  }

  private Layer conv(String word, String... parts) {
    long filters = number(word, parts, 1, 3);
    long window = number(word, parts, 2, 3);
    return Conv2d.of(value.size(1), filters, Shape.of(window, window), Sliding.same(), init, own());
  }

  private Layer dense(long units) {
    return Linear.of(value.size(-1), units, init, own());
  }

  private Rng own() {
    return rng.child("layers").child(layers.size());
  }

  private long number(String word, String[] parts, int place, int most) {
    if (parts.length != most || !parts[place].matches("[1-9][0-9]{0,8}")) {
      throw wrong(word);
    }
    return Long.parseLong(parts[place]);
  }

  private double rate(String word, String... parts) {
    if (parts.length != 2 || !parts[1].matches("0?\\.[0-9]{1,9}|0")) {
      throw wrong(word);
    }
    return Double.parseDouble(parts[1]);
  }

  private Activation activation(String word) {
    return Activation.ALL.stream()
        .filter(activation -> activation.name().equals(word))
        .findFirst()
        .orElseThrow(() -> wrong(word));
  }

  private ArgumentException wrong(String word) {
    List<String> names =
        Stream.concat(FORMS.stream(), Activation.ALL.stream().map(Activation::name)).toList();
    String all = String.join(", ", names);
    return new ArgumentException(
        console.text("layers.word", word),
        Nearest.to(word, names)
            .map(nearest -> console.text("usage.choice.nearest", nearest, all))
            .orElse(console.text("usage.choice.all", all)));
  }
}
