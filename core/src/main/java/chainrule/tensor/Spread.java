// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import java.util.List;

/** How the gradient of a reduction spreads over the elements that went into it. */
final class Spread {

  private Spread() {}

  /** The upstream gradient copied along the reduced axes. */
  static Tensor copies(Passage passage, List<Integer> axes) {
    return withAxes(passage.upstream(), passage, axes).expand(passage.spec(0).shape());
  }

  /** The upstream gradient at the chosen place along an axis, zeros elsewhere. */
  static Tensor toChosen(Passage passage, int axis, Tensor index) {
    long size = passage.spec(0).shape().size(axis);
    return withAxes(passage.upstream(), passage, List.of(axis)).scatterAdd(axis, index, size);
  }

  /** The one upstream number shared evenly by all elements that equal the output, NaNs too. */
  static Tensor amongTies(Passage passage) {
    Tensor best = passage.output().detach().reshape();
    Tensor input = passage.input(0);
    Tensor chosen = input.equal(best).or(input.equal(input).not());
    Tensor upstream = passage.upstream().reshape();
    Tensor part = upstream.over(chosen.sum().to(upstream.dtype()));
    return chosen.where(part, Engine.number(part, 0));
  }

  /** A tensor of the output's elements with the reduced axes back, of size 1. */
  static Tensor withAxes(Tensor result, Passage passage, List<Integer> axes) {
    Shape shape = passage.spec(0).shape();
    for (int axis : axes) {
      shape = shape.with(axis, 1);
    }
    return result.reshape(shape);
  }
}
