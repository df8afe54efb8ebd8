// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Hooks on the gradient of a tensor. They run once in every backward pass that brings it a
 * gradient, on the thread of the pass, in the order they were added: on a result when its whole
 * gradient has been summed and before its operation passes it on, on a leaf before its gradient is
 * accumulated. {@code grad(...)} runs them on all that lies between the output and the inputs.
 *
 * <p>What a hook throws reaches the caller of the pass, and no leaf has changed then. Without
 * {@code createGraph} nothing that a hook computes is recorded.
 */
public sealed interface HookOps permits Tensor {

  /**
   * Shows the gradient of this tensor to an observer; no bit of the pass changes.
   *
   * <pre>{@code
   * Hook hook = hidden.onGradient(g -> IO.println(g.norm()));
   * loss.backward();
   * hook.remove();
   * }</pre>
   *
   * @throws chainrule.error.GraphException if no gradient can come to this tensor
   */
  default Hook onGradient(Consumer<Tensor> observer) {
    return hook(
        "onGradient",
        gradient -> {
          observer.accept(gradient);
          return gradient;
        });
  }

  /**
   * Puts another gradient in the place of that of this tensor, for those behind it too, as in
   * {@code x.replaceGradient(g -> g.clamp(-1, 1))}. Its sizes and type must be the same, or the
   * pass ends in a {@link chainrule.error.GraphException}.
   *
   * @throws chainrule.error.GraphException if no gradient can come to this tensor
   */
  default Hook replaceGradient(UnaryOperator<Tensor> rule) {
    return hook("replaceGradient", rule);
  }

  private Hook hook(String word, UnaryOperator<Tensor> rule) {
    return Hook.Holder.of(word, (Tensor) this).add(new GradientHook(word, rule));
  }
}
