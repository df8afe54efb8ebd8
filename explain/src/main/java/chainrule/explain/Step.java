// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** One thing that happens in a pass. */
public sealed interface Step {

  /**
   * A leaf has its value.
   *
   * @param leaf which
   * @param equation its name and its value, if that is short
   * @param remarks what is to be said beside it
   */
  record Given(Node.Leaf leaf, Formula.Equality equation, List<Remark> remarks) implements Step {}

  /**
   * A gate computes its value from its inputs.
   *
   * @param number its place in the forward pass, from 1
   * @param gate which
   * @param equation name, formula, formula with numbers, value
   * @param remarks what is to be said beside it
   */
  record Computed(int number, Node.Gate gate, Formula.Equality equation, List<Remark> remarks)
      implements Step {}

  /**
   * A value is copied, since several gates use it.
   *
   * @param number its place in the forward pass, from 1
   * @param copy which
   */
  record Copied(int number, Node.Copy copy) implements Step {}

  /**
   * The backward pass begins.
   *
   * @param equation the gradient at the output
   * @param isGiven whether it was given, rather than being 1
   */
  record Seeded(Formula.Equality equation, boolean isGiven) implements Step {}

  /**
   * A gate passes its upstream gradient on.
   *
   * @param number its place in the backward pass, from 1
   * @param gate which
   * @param upstream the gradient that it receives
   * @param contributions what each input gets
   * @param remarks its reason first, then what else is to be said
   */
  record Passed(
      int number,
      Node.Gate gate,
      Formula.Equality upstream,
      List<Contribution> contributions,
      List<Remark> remarks)
      implements Step {}

  /**
   * The contributions to a value that is used more than once are added.
   *
   * @param number the place of the copy in the backward pass, from 1
   * @param copy which
   * @param equation the gradient, the contributions in the order in which they are added, the sum
   * @param parts how many contributions there are
   * @param remarks what is to be said beside it
   */
  record Added(
      int number, Node.Copy copy, Formula.Equality equation, int parts, List<Remark> remarks)
      implements Step {}

  /**
   * A leaf has its gradient, or has none.
   *
   * @param leaf which
   * @param gradient nothing if none arrived
   * @param equation the gradient by its name, and its value if that is short
   * @param remarks what is to be said beside it
   */
  record Arrived(
      Node.Leaf leaf, Optional<Tensor> gradient, Formula.Equality equation, List<Remark> remarks)
      implements Step {}
}
