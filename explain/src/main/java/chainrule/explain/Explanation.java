// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import java.util.List;
import java.util.Optional;

/**
 * What there is to say about a pass, as data: every number unrounded, no words.
 *
 * @param target what is differentiated: the name of the output, or a free letter for the sum of the
 *     output times a given upstream gradient
 * @param output the name of the output
 * @param steps leaves, gates forward, gates backward, gradients of the leaves; of a large graph,
 *     leaves and gradients alone
 * @param overview of a large graph, what it is made of
 */
public record Explanation(
    String target, String output, List<Step> steps, Optional<Overview> overview) {

  /** Keeps its own copy of the steps. */
  public Explanation {
    steps = List.copyOf(steps);
  }

  /** The steps of a kind, in order. */
  public <S extends Step> List<S> steps(Class<S> kind) {
    return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
