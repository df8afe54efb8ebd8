// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.graph.Event;
import java.util.List;
import java.util.Optional;

/**
 * What a gate passes to one of its inputs.
 *
 * @param event what the engine recorded
 * @param to the name of the input
 * @param input the number of the input, from 1, if two inputs have the same name; 0 otherwise
 * @param isPart whether it is one of several summands of the gradient
 * @param local the local gradient, as a formula and as a number, if the gate has one that is short
 * @param equation local gradient times upstream gradient, or the rule of the operation
 * @param remarks what is to be said beside it
 */
public record Contribution(
    Event event,
    String to,
    int input,
    boolean isPart,
    Optional<Formula.Equality> local,
    Formula.Equality equation,
    List<Remark> remarks) {}
