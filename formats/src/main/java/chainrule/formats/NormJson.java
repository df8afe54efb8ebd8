// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;
import chainrule.nn.BatchNorm;
import chainrule.nn.LayerNorm;

/** Normalizing layers as JSON trees. */
final class NormJson {

  private NormJson() {}

  static Json batch(BatchNorm norm) {
    return NetJson.typed("BatchNorm")
        .with("channels", norm.channels())
        .with("momentum", norm.momentum())
        .with("epsilon", norm.epsilon());
  }

  static Json layer(LayerNorm norm) {
    return NetJson.typed("LayerNorm")
        .with("sizes", NetSizes.json(norm.weight().shape()))
        .with("epsilon", norm.epsilon());
  }

  static BatchNorm readBatch(Json.JsonObject tree, NetLeaves leaves) {
    long channels = NetSizes.size(tree.whole("channels"));
    return new BatchNorm(
        leaves.trained(channels),
        leaves.trained(channels),
        leaves.kept(0, channels),
        leaves.kept(1, channels),
        tree.number("momentum"),
        tree.number("epsilon"));
  }

  static LayerNorm readLayer(Json.JsonObject tree, NetLeaves leaves) {
    Shape sizes = NetSizes.shape(tree.array("sizes"));
    return new LayerNorm(
        leaves.trained(sizes.sizes()), leaves.trained(sizes.sizes()), tree.number("epsilon"));
  }
}
