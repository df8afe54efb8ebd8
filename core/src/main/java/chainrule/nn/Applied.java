// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.tensor.Scope;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** A layer whose forward pass is running, and what it calls those inside it. */
final class Applied implements Scope.Owner {

  private final Layer layer;

  /** Read when the first layer inside is applied, once for all of them. */
  private @Nullable IdentityHashMap<Layer, String> names;

  Applied(Layer layer) {
    this.layer = layer;
  }

  Layer layer() {
    return layer;
  }

  /** The name of a layer among the parts of this one, the first if it has several; or empty. */
  String nameOf(Layer inside) {
    IdentityHashMap<Layer, String> known = names;
    if (known == null) {
      known = new IdentityHashMap<>();
      for (Part part : layer.parts()) {
        if (part instanceof Part.Child(String name, Layer child)) {
          known.putIfAbsent(child, name);
        }
      }
      names = known;
    }
    return known.getOrDefault(inside, "");
  }

  @Override
  public String label() {
    return layer.label();
  }
}
