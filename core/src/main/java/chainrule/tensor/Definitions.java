// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.ArrayList;
import java.util.List;

/** Gradients of fused operations that have no shorter rule: those of the definition. */
final class Definitions {

  private Definitions() {}

  /** The gradient of the definition, which is computed again for it, under a formula to show. */
  static Partial partial(Fused op, int input, String formula) {
    return Partial.of(formula, passage -> gradients(op, passage).get(input));
  }

  /** The contributions to all inputs, from the definition computed again. */
  static List<Tensor> gradients(Fused op, Passage passage) {
    return passage.once(() -> {
      Context context = Context.current();
      boolean again = context.recording() == Context.Recording.ON;
      List<Tensor> inputs = new ArrayList<>();
      for (int slot = 0; slot < passage.inputs(); slot++) {
        Tensor input = passage.input(slot);
        // One tensor of its own for each slot, as one input may stand in several.
        inputs.add(
            !input.isWatched()
                ? input
                : again ? input.reshape(input.shape()) : input.detach().requiresGrad());
      }
      Tensor output = context.withRecording(true).call(() -> op.define(inputs));
      return Walk.back(output, passage.upstream(), inputs, again);
    });
  }
}
