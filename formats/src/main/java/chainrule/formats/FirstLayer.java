// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;
import chainrule.nn.BatchNorm;
import chainrule.nn.ColumnEmbedding;
import chainrule.nn.Dropout;
import chainrule.nn.Embedding;
import chainrule.nn.Layer;
import chainrule.nn.LayerNorm;
import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Parameters;
import chainrule.nn.Residual;
import chainrule.nn.Sequential;
import chainrule.nn.Unflatten;
import java.util.Optional;

/** What a network takes, where its first layer that counts tells. */
final class FirstLayer {

  private FirstLayer() {}

  /** The sizes of one sample. */
  static Optional<Shape> sample(Layer network) {
    return switch (network) {
      case Linear linear -> Optional.of(Shape.of(linear.in()));
      case Mlp mlp -> sample(mlp.layers().getFirst());
      case Unflatten unflatten -> Optional.of(Shape.of(unflatten.sizes().count()));
      case LayerNorm norm -> Optional.of(norm.weight().shape());
      case ColumnEmbedding columns -> Optional.of(Shape.of(columns.in()));
      case Embedding _ -> Optional.empty();
      case Residual residual -> sample(residual.body());
      case Model model -> sample(model.network());
      case Sequential sequential ->
          sequential.layers().stream()
              .filter(layer -> !takesAny(layer))
              .findFirst()
              .flatMap(FirstLayer::sample);
      default -> ofLeaves(network);
    };
  }

  private static boolean takesAny(Layer layer) {
    return layer instanceof Dropout || layer instanceof Nonlinearity || layer instanceof BatchNorm;
  }

  /** In a layer of the user's own the first matrix is taken for that of a linear layer. */
  private static Optional<Shape> ofLeaves(Layer own) {
    return Parameters.of(own).all().values().stream()
        .filter(leaf -> leaf.rank() > 1)
        .findFirst()
        .filter(leaf -> leaf.rank() == 2)
        .map(weight -> Shape.of(weight.size(0)));
  }
}
