// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.tensor.Tensor;
import java.util.List;

/**
 * What a function gives at a point, and its gradients there.
 *
 * @param value a single number, without a graph
 * @param gradients one for each input, with its sizes
 */
public record GradAndValue(Tensor value, List<Tensor> gradients) {

  /** Keeps its own copy of the list. */
  public GradAndValue {
    gradients = List.copyOf(gradients);
  }

  /** The gradient for the first input. */
  public Tensor gradient() {
    return gradients.getFirst();
  }
}
