// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.ArgumentException;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.nn.AdaptiveAveragePool2d;
import chainrule.nn.AveragePool2d;
import chainrule.nn.BatchNorm;
import chainrule.nn.ColumnEmbedding;
import chainrule.nn.Conv2d;
import chainrule.nn.Dropout;
import chainrule.nn.Embedding;
import chainrule.nn.Flatten;
import chainrule.nn.Layer;
import chainrule.nn.LayerNorm;
import chainrule.nn.Linear;
import chainrule.nn.MaxPool2d;
import chainrule.nn.Maxout;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Residual;
import chainrule.nn.Sequential;
import chainrule.nn.Unflatten;
import chainrule.tensor.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The structure of a network as a JSON tree, for the layers of the library; its leaves are zeros
 * until the tensors of the file are put in. A tree is as deep as JSON may be.
 */
final class NetJson {

  private NetJson() {}

  /** The tree of a network; empty if something in it is of the user's own making. */
  static Optional<Json> write(Layer layer) {
    return switch (layer) {
      case Mlp mlp -> DenseJson.mlp(mlp);
      case Linear linear -> Optional.of(DenseJson.linear(linear));
      case Nonlinearity(Activation function) -> DenseJson.activation(function);
      case Maxout(int pieces) -> Optional.of(typed("Maxout").with("pieces", pieces));
      case Embedding embedding -> Optional.of(DenseJson.embedding(embedding));
      case ColumnEmbedding columns -> Optional.of(DenseJson.columnEmbedding(columns));
      case Dropout(double rate) -> Optional.of(typed("Dropout").with("rate", rate));
      case BatchNorm norm -> Optional.of(NormJson.batch(norm));
      case LayerNorm norm -> Optional.of(NormJson.layer(norm));
      case Conv2d convolution -> Optional.of(WindowJson.convolution(convolution));
      case MaxPool2d pool -> Optional.of(WindowJson.largest(pool));
      case AveragePool2d pool -> Optional.of(WindowJson.average(pool));
      case AdaptiveAveragePool2d(var places) ->
          Optional.of(typed("AdaptiveAveragePool2d").with("places", NetSizes.json(places)));
      case Flatten() -> Optional.of(typed("Flatten"));
      case Unflatten(var sizes) ->
          Optional.of(typed("Unflatten").with("sizes", NetSizes.json(sizes)));
      case Sequential(List<Layer> layers) -> sequential(layers);
      case Residual(Layer body, Optional<Layer> projection) -> residual(body, projection);
      case Model model -> write(model.network());
      default -> Optional.empty();
    };
  }

  /** A tree that says what it is of. */
  static Json.JsonObject typed(String type) {
    return Json.object().with("type", type);
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
    return Optional.of(typed("Sequential").with("layers", Json.array(trees)));
  }

  private static Optional<Json> residual(Layer body, Optional<Layer> projection) {
    Optional<Json> tree = write(body).map(inner -> typed("Residual").with("body", inner));
    if (projection.isEmpty() || tree.isEmpty()) {
      return tree;
    }
    return write(projection.get()).map(inner -> tree.get().asObject().with("projection", inner));
  }

  /**
   * The network of a tree, with zeros for weights.
   *
   * @throws FormatException if the tree is not one that {@link #write} makes, or its network has
   *     far more numbers than the file
   */
  static Layer read(Json.JsonObject tree, NetLeaves leaves) {
    try {
      return made(tree, leaves);
    } catch (ArgumentException | ShapeException | LimitException e) {
      throw new FormatException("chainrule.net: " + e.fact());
    }
  }

  private static Layer made(Json.JsonObject tree, NetLeaves leaves) {
    return switch (tree.text("type")) {
      case "Mlp" -> DenseJson.readMlp(tree, leaves);
      case "Linear" -> DenseJson.readLinear(tree, leaves);
      case "Activation" -> new Nonlinearity(DenseJson.readActivation(tree.text("of")));
      case "Maxout" -> Maxout.of((int) NetSizes.size(tree.whole("pieces")));
      case "Embedding" -> DenseJson.readEmbedding(tree, leaves);
      case "ColumnEmbedding" -> DenseJson.readColumnEmbedding(tree, leaves);
      case "Dropout" -> Dropout.of(tree.number("rate"));
      case "BatchNorm" -> NormJson.readBatch(tree, leaves);
      case "LayerNorm" -> NormJson.readLayer(tree, leaves);
      case "Conv2d" -> WindowJson.readConvolution(tree, leaves);
      case "MaxPool2d" -> WindowJson.readLargest(tree);
      case "AveragePool2d" -> WindowJson.readAverage(tree);
      case "AdaptiveAveragePool2d" ->
          new AdaptiveAveragePool2d(NetSizes.shape(tree.array("places")));
      case "Flatten" -> Flatten.of();
      case "Unflatten" -> new Unflatten(NetSizes.shape(tree.array("sizes")));
      case "Sequential" -> readSequential(tree, leaves);
      case "Residual" -> readResidual(tree, leaves);
      default ->
          throw new FormatException(
              "chainrule.net: unknown layer type " + Printable.quoted(tree.text("type")),
              "the file may be of a newer version of chainrule");
    };
  }

  private static Layer readSequential(Json.JsonObject tree, NetLeaves leaves) {
    List<Layer> layers = new ArrayList<>();
    for (Json layer : NetSizes.limited(tree.array("layers"))) {
      layers.add(made(layer.asObject(), leaves));
    }
    return new Sequential(layers);
  }

  private static Layer readResidual(Json.JsonObject tree, NetLeaves leaves) {
    Layer body = made(tree.object("body"), leaves);
    return new Residual(body, tree.find("projection").map(inner -> made(inner.asObject(), leaves)));
  }
}
