// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FormatException;
import chainrule.nn.ColumnEmbedding;
import chainrule.nn.Embedding;
import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Perceptrons, linear layers, activations and tables as JSON trees. */
final class DenseJson {

  private DenseJson() {}

  static Optional<Json> mlp(Mlp mlp) {
    Optional<Activation> output = mlp.output();
    if (!isNamed(mlp.hidden()) || !output.map(DenseJson::isNamed).orElse(true)) {
      return Optional.empty();
    }
    Json.JsonObject tree =
        NetJson.typed("Mlp")
            .with("sizes", NetSizes.json(mlp.sizes()))
            .with("hidden", mlp.hidden().name());
    return Optional.of(output.map(last -> tree.with("output", last.name())).orElse(tree));
  }

  static Json linear(Linear linear) {
    return NetJson.typed("Linear")
        .with("in", linear.in())
        .with("out", linear.out())
        .with("bias", linear.bias().isPresent());
  }

  static Optional<Json> activation(Activation function) {
    return isNamed(function)
        ? Optional.of(NetJson.typed("Activation").with("of", function.name()))
        : Optional.empty();
  }

  static Json embedding(Embedding embedding) {
    Json.JsonObject tree =
        NetJson.typed("Embedding").with("count", embedding.count()).with("size", embedding.size());
    OptionalLong padding = embedding.padding();
    return padding.isPresent() ? tree.with("padding", padding.getAsLong()) : tree;
  }

  static Json columnEmbedding(ColumnEmbedding layer) {
    return NetJson.typed("ColumnEmbedding")
        .with("in", layer.in())
        .with("columns", NetSizes.json(layer.columns()))
        .with("tables", Json.array(layer.tables().stream().map(DenseJson::embedding).toList()));
  }

  /** Whether the name says all of an activation: its slope or bounds are the usual ones. */
  private static boolean isNamed(Activation function) {
    return Activation.ALL.contains(function);
  }

  static Mlp readMlp(Json.JsonObject tree, NetLeaves leaves) {
    List<Json> sizes = NetSizes.limited(tree.array("sizes"));
    List<Linear> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.size(); i++) {
      long in = NetSizes.size(sizes.get(i).asWhole());
      layers.add(linear(in, NetSizes.size(sizes.get(i + 1).asWhole()), true, leaves));
    }
    if (layers.isEmpty()) {
      throw new FormatException("chainrule.net: an Mlp of " + sizes.size() + " sizes; needs 2");
    }
    Optional<Activation> output = tree.find("output").map(name -> readActivation(name.asText()));
    return new Mlp(layers, readActivation(tree.text("hidden")), output);
  }

  static Linear readLinear(Json.JsonObject tree, NetLeaves leaves) {
    long in = NetSizes.size(tree.whole("in"));
    return linear(in, NetSizes.size(tree.whole("out")), tree.flag("bias"), leaves);
  }

  private static Linear linear(long in, long out, boolean bias, NetLeaves leaves) {
    Optional<Tensor> row = bias ? Optional.of(leaves.trained(out)) : Optional.empty();
    return new Linear(leaves.trained(in, out), row);
  }

  static Embedding readEmbedding(Json.JsonObject tree, NetLeaves leaves) {
    long count = NetSizes.size(tree.whole("count"));
    OptionalLong padding =
        tree.find("padding").isPresent()
            ? OptionalLong.of(tree.whole("padding"))
            : OptionalLong.empty();
    return new Embedding(leaves.trained(count, NetSizes.size(tree.whole("size"))), padding);
  }

  static ColumnEmbedding readColumnEmbedding(Json.JsonObject tree, NetLeaves leaves) {
    List<Long> columns = new ArrayList<>();
    for (Json column : NetSizes.limited(tree.array("columns"))) {
      columns.add(column.asWhole());
    }
    List<Embedding> tables = new ArrayList<>();
    for (Json table : NetSizes.limited(tree.array("tables"))) {
      tables.add(readEmbedding(table.asObject(), leaves));
    }
    return new ColumnEmbedding(NetSizes.size(tree.whole("in")), columns, tables);
  }

  static Activation readActivation(String name) {
    return Activation.ALL.stream()
        .filter(activation -> activation.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new FormatException("chainrule.net: unknown activation " + Printable.quoted(name)));
  }
}
