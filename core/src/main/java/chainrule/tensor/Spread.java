// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import java.util.List;

/** How the gradient of a reduction spreads over the elements that went into it. */
final class Spread {

  private Spread() {}

  /** The upstream gradient copied along the reduced axes. */
  static Tensor copies(Flow flow, List<Integer> axes) {
    return withAxes(flow, axes).expand(flow.spec(0).shape());
  }

  /** The upstream gradient at the chosen place along an axis, zeros elsewhere. */
  static Tensor toChosen(Flow flow, int axis, Tensor index) {
    long size = flow.spec(0).shape().size(axis);
    return withAxes(flow, List.of(axis)).scatterAdd(axis, index, size);
  }

  /** The one upstream number shared evenly by all elements that equal the output. */
  static Tensor amongTies(Flow flow) {
    Tensor best = flow.output().detach().reshape();
    Tensor chosen = flow.input(0).equal(best);
    Tensor upstream = flow.upstream().reshape();
    Tensor part = upstream.over(chosen.sum().to(upstream.dtype()));
    return chosen.where(part, Engine.number(part, 0));
  }

  private static Tensor withAxes(Flow flow, List<Integer> axes) {
    Shape shape = flow.spec(0).shape();
    for (int axis : axes) {
      shape = shape.with(axis, 1);
    }
    return flow.upstream().reshape(shape);
  }
}
