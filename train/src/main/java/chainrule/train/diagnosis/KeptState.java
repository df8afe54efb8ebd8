// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.array.Storage;
import chainrule.autograd.Autograd;
import chainrule.nn.Layer;
import chainrule.nn.Parameters;
import chainrule.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The values and gradients of leaves as they are, to be put back: for a look at a network that runs
 * it in training mode, where layers rewrite what they keep.
 */
final class KeptState {

  private final IdentityHashMap<Tensor, Leaf> leaves = new IdentityHashMap<>();

  /** A leaf as it was. */
  private record Leaf(int version, Storage values, Optional<Tensor> gradient) {}

  private KeptState(List<Tensor> leaves) {
    for (Tensor leaf : leaves) {
      Optional<Tensor> gradient = leaf.hasGrad() ? Optional.of(leaf.grad()) : Optional.empty();
      this.leaves.put(leaf, new Leaf(leaf.version(), leaf.toStorage(), gradient));
    }
  }

  /** Runs something that may rewrite all leaves of a network, and puts them and gradients back. */
  static <T> T around(Layer network, Supplier<T> body) {
    return new KeptState(List.copyOf(Parameters.of(network).all().values())).run(body, true);
  }

  /** The same for what rewrites no more than leaves without gradient. */
  static <T> T aroundState(Layer network, Supplier<T> body) {
    List<Tensor> kept =
        Parameters.of(network).all().values().stream()
            .filter(leaf -> !leaf.isGradRequired())
            .toList();
    return new KeptState(kept).run(body, false);
  }

  private <T> T run(Supplier<T> body, boolean gradients) {
    try {
      return body.get();
    } finally {
      leaves.forEach((leaf, was) -> restore(leaf, was, gradients));
    }
  }

  private static void restore(Tensor leaf, Leaf was, boolean gradients) {
    if (leaf.version() != was.version()) {
      leaf.assign(Tensor.of(leaf.shape(), was.values()));
    }
    if (gradients && leaf.isGradRequired()) {
      leaf.clearGrad();
      was.gradient()
          .ifPresent(gradient ->
              Autograd.withGrad(() -> {
                Autograd.of(leaf.times(1)).upstream(gradient).intoLeaves();
                return gradient;
              }));
    }
  }
}
