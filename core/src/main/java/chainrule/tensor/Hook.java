// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.ArrayList;
import java.util.List;

/** Something that was hooked onto the gradient of a tensor, and can be taken off. */
public final class Hook {

  private final Holder holder;
  private final GradientHook hook;

  private Hook(Holder holder, GradientHook hook) {
    this.holder = holder;
    this.hook = hook;
  }

  /** Takes it off; backward passes that have not come to the tensor yet no longer run it. */
  public void remove() {
    holder.change(hook, false);
  }

  /** What hooks hang on. */
  abstract static sealed class Holder permits Call, Leaf {

    private volatile List<GradientHook> hooks = List.of();

    /** That of a tensor; an error if no gradient can come to it. */
    static Holder of(String action, Tensor tensor) {
      Holder holder = tensor.hooks();
      if (holder == null || !tensor.isWatched()) {
        throw Leaf.withoutHook(action, tensor);
      }
      return holder;
    }

    /** Who wants to see the gradient of a tensor. */
    static List<GradientHook> hooks(Tensor tensor) {
      Holder holder = tensor.hooks();
      return holder == null ? List.of() : holder.hooks;
    }

    final Hook add(GradientHook hook) {
      change(hook, true);
      return new Hook(this, hook);
    }

    @SuppressWarnings("ReferenceEquality")
    private synchronized void change(GradientHook hook, boolean added) {
      List<GradientHook> changed = new ArrayList<>(hooks);
      changed.removeIf(each -> each == hook);
      if (added) {
        changed.add(hook);
      }
      hooks = List.copyOf(changed);
    }
  }
}
