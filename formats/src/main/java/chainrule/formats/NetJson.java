// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FormatException;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Sequential;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The structure of a network as a JSON tree, for the layers of the library; its leaves are zeros
 * until the tensors of the file are put in.
 */
final class NetJson {

  private static final int MOST_LAYERS = 10_000;

  private NetJson() {}

  /** The tree of a network; empty if a layer in it is of the user's own making. */
  static Optional<Json> write(Layer layer) {
    return switch (layer) {
      case Mlp mlp -> Optional.of(mlp(mlp));
      case Linear linear -> Optional.of(linear(linear));
      case Nonlinearity(Activation function) ->
          Optional.of(Json.object().with("type", "Activation").with("of", function.name()));
      case Sequential(List<Layer> layers) -> sequential(layers);
      case Model model -> write(model.network());
      default -> Optional.empty();
    };
  }

  private static Json mlp(Mlp mlp) {
    Json.JsonObject tree =
        Json.object()
            .with("type", "Mlp")
            .with("sizes", Json.array(mlp.sizes().stream().map(size -> Json.of(size)).toList()))
            .with("hidden", mlp.hidden().name());
    return mlp.output().map(output -> tree.with("output", output.name())).orElse(tree);
  }

  private static Json linear(Linear linear) {
    return Json.object()
        .with("type", "Linear")
        .with("in", linear.in())
        .with("out", linear.out())
        .with("bias", linear.bias().isPresent());
  }

  private static Optional<Json> sequential(List<Layer> layers) {
    List<Json> trees = new ArrayList<>();
    for (Layer layer : layers) {
      Optional<Json> tree = write(layer);
      if (tree.isEmpty()) {
        return Optional.empty();
      }
      trees.add(tree.get());
    }
    return Optional.of(Json.object().with("type", "Sequential").with("layers", Json.array(trees)));
  }

  /**
   * The network of a tree, with zeros for weights.
   *
   * @throws FormatException if the tree is not one that {@link #write} makes
   */
  static Layer read(Json.JsonObject tree) {
    return switch (tree.text("type")) {
      case "Mlp" -> readMlp(tree);
      case "Linear" -> zeros(size(tree.whole("in")), size(tree.whole("out")), tree.flag("bias"));
      case "Activation" -> new Nonlinearity(activation(tree.text("of")));
      case "Sequential" -> {
        List<Layer> layers = new ArrayList<>();
        for (Json layer : limited(tree.array("layers"))) {
          layers.add(read(layer.asObject()));
        }
        yield new Sequential(layers);
      }
      default ->
          throw new FormatException(
              "chainrule.net: unknown layer type " + Printable.quoted(tree.text("type")),
              "the file may be of a newer version of chainrule");
    };
  }

  private static Layer readMlp(Json.JsonObject tree) {
    List<Json> sizes = limited(tree.array("sizes"));
    List<Linear> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.size(); i++) {
      layers.add(zeros(size(sizes.get(i).asWhole()), size(sizes.get(i + 1).asWhole()), true));
    }
    if (layers.isEmpty()) {
      throw new FormatException("chainrule.net: an Mlp of " + sizes.size() + " sizes; needs 2");
    }
    Optional<Activation> output = tree.find("output").map(name -> activation(name.asText()));
    return new Mlp(layers, activation(tree.text("hidden")), output);
  }

  private static List<Json> limited(List<Json> elements) {
    if (elements.size() > MOST_LAYERS) {
      throw new FormatException(
          "chainrule.net: " + elements.size() + " layers; at most " + MOST_LAYERS);
    }
    return elements;
  }

  private static long size(long size) {
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw new FormatException("chainrule.net: size " + size + "; needs 1 to 2147483647");
    }
    return size;
  }

  private static Linear zeros(long in, long out, boolean bias) {
    Optional<Tensor> row = bias ? Optional.of(Tensor.zeros(out).requiresGrad()) : Optional.empty();
    return new Linear(Tensor.zeros(in, out).requiresGrad(), row);
  }

  private static Activation activation(String name) {
    return Activation.ALL.stream()
        .filter(activation -> activation.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new FormatException("chainrule.net: unknown activation " + Printable.quoted(name)));
  }
}
