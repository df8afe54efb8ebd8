// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.tensor.Tensor;
import java.util.Optional;

/**
 * One contribution of the chain rule: what a gate passed back through one of its inputs.
 *
 * @param step the place of the gate in the backward pass, from 1
 * @param gate the id of the gate, or of the copy
 * @param slot the input of the gate
 * @param to the id of the node the contribution arrives at
 * @param local the derivative of the output by this input: element by element for an elementwise
 *     gate, the whole for a gate whose output is a single number; absent where it would be a
 *     Jacobian
 * @param upstream the gradient at the gate's output
 * @param contribution local times upstream, by the operation's own rule; its shape is that of the
 *     input
 * @param accumulated what has arrived at the node so far, this included
 */
public record Event(
    int step,
    String gate,
    int slot,
    String to,
    Optional<Tensor> local,
    Tensor upstream,
    Tensor contribution,
    Tensor accumulated) {}
