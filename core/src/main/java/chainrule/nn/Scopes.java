// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.ChainruleException;
import chainrule.tensor.Context;
import chainrule.tensor.LayerObserver;
import chainrule.tensor.Scope;
import chainrule.tensor.Tensor;
import java.util.List;

/** Opens the scope of a layer around its forward pass. */
final class Scopes {

  private Scopes() {}

  static Tensor apply(Layer layer, Tensor x) {
    Context context = Context.current();
    Scope outer = context.scope();
    String name = outer.owner() instanceof Applied owner ? owner.nameOf(layer) : "";
    String path = outer.path().isEmpty() || name.isEmpty() ? name : outer.path() + "." + name;
    try {
      Scope inner = outer.inner(path, new Applied(layer));
      Context inside = context.withScope(inner);
      return context.watch().observers().isEmpty()
          ? inside.call(() -> layer.forward(x))
          : observed(inside, layer, x);
    } catch (ChainruleException thrown) {
      thrown.passedThrough(place(outer, name, layer));
      throw thrown;
    }
  }

  /** With hooks before and after, for which layers are applied unobserved. */
  private static Tensor observed(Context inside, Layer layer, Tensor x) {
    List<LayerObserver> observers = inside.watch().observers();
    Context unobserved = inside.withWatch(inside.watch().withoutObservers());
    unobserved.run(() -> observers.forEach(each -> each.entered(inside.scope(), x)));
    Tensor output = inside.call(() -> layer.forward(x));
    unobserved.run(() -> observers.forEach(each -> each.left(inside.scope(), x, output)));
    return output;
  }

  private static String place(Scope outer, String name, Layer layer) {
    if (!(outer.owner() instanceof Applied)) {
      return layer.label();
    }
    boolean index = !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    String step = index ? "[" + name + "]" : name.isEmpty() ? "" : "." + name;
    return step + "." + layer.label();
  }
}
