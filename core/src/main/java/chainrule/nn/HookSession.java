// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.ChainruleException;
import chainrule.error.StateException;
import chainrule.tensor.Hook;
import chainrule.tensor.LayerObserver;
import chainrule.tensor.Scope;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Hooks while they hold: what they hung on leaves is taken off at the end. */
final class HookSession {

  private final List<Hook> onLeaves = new ArrayList<>();
  private volatile boolean isOver;

  static LayerObserver before(Hooks.Before hook) {
    return new LayerObserver() {
      @Override
      public void entered(Scope scope, Tensor input) {
        told(scope, () -> hook.before(layer(scope), scope.path(), input));
      }

      @Override
      public void left(Scope scope, Tensor input, Tensor output) {}
    };
  }

  static LayerObserver after(Hooks.After hook) {
    return new LayerObserver() {
      @Override
      public void entered(Scope scope, Tensor input) {}

      @Override
      public void left(Scope scope, Tensor input, Tensor output) {
        told(scope, () -> hook.after(layer(scope), scope.path(), input, output));
      }
    };
  }

  LayerObserver onOutput(Hooks.OnGradient hook) {
    IdentityHashMap<Tensor, List<Object>> leaves = new IdentityHashMap<>();
    return after((layer, path, _, output) -> hang(output, layer, path, hook, leaves));
  }

  LayerObserver onInput(Hooks.OnGradient hook) {
    IdentityHashMap<Tensor, List<Object>> leaves = new IdentityHashMap<>();
    return before((layer, path, input) -> hang(input, layer, path, hook, leaves));
  }

  /** On a result each time; on a leaf once for each layer, as it outlives the pass. */
  private synchronized void hang(
      Tensor tensor,
      Layer layer,
      String path,
      Hooks.OnGradient hook,
      IdentityHashMap<Tensor, List<Object>> leaves) {
    if (isOver || !tensor.isWatched() || (tensor.isLeaf() && isKnown(tensor, layer, leaves))) {
      return;
    }
    Hook hung =
        tensor.onGradient(gradient -> {
          if (!isOver) {
            hook.gradient(layer, path, gradient);
          }
        });
    if (tensor.isLeaf()) {
      onLeaves.add(hung);
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isKnown(
      Tensor leaf, Layer layer, IdentityHashMap<Tensor, List<Object>> leaves) {
    List<Object> layers = leaves.computeIfAbsent(leaf, _ -> new ArrayList<>());
    if (layers.stream().anyMatch(each -> each == layer)) {
      return true;
    }
    layers.add(layer);
    return false;
  }

  synchronized void end() {
    isOver = true;
    onLeaves.forEach(Hook::remove);
    onLeaves.clear();
  }

  private static Layer layer(Scope scope) {
    return ((Applied) scope.owner()).layer();
  }

  /** An error of chainrule gets its place from the layer; others are told it. */
  private static void told(Scope scope, Runnable hook) {
    try {
      hook.run();
    } catch (ChainruleException thrown) {
      throw thrown;
    } catch (RuntimeException thrown) {
      thrown.addSuppressed(
          new StateException(
              "hooks: thrown by a hook on " + scope.label() + " at \"" + scope.path() + "\""));
      throw thrown;
    }
  }
}
