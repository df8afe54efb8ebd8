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

  /** The upstream gradient shared evenly by all elements that equal the output, NaNs too. */
  static Partial.Pullback amongTies(List<Integer> axes) {
    return passage -> amongTies(passage, axes, passage.input(0));
  }

  /** The same with other values in the place of the input. */
  static Tensor amongTies(Passage passage, List<Integer> axes, Tensor values) {
    int[] along = axes.stream().mapToInt(axis -> axis).toArray();
    Tensor best = withAxes(passage.output().detach(), passage, axes);
    Tensor chosen = values.equal(best).or(values.equal(values).not());
    Tensor upstream = withAxes(passage.upstream(), passage, axes);
    Tensor part = upstream.over(chosen.sumKeep(along).to(upstream.dtype()));
    return chosen.where(part, Engine.number(part, 0));
  }

  /** The upstream gradient times the product of all elements but each. */
  static Partial.Pullback productOfOthers(List<Integer> axes) {
    return passage -> {
      Rows rows = Rows.of(passage.spec(0).shape(), axes);
      Tensor elements = rows.flatten(passage.input(0));
      Tensor before = Running.productBefore(elements, -1);
      Tensor after = Running.productBefore(elements.flip(-1), -1).flip(-1);
      Tensor others = rows.restore(before.times(after));
      return others.times(withAxes(passage.upstream(), passage, axes));
    };
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
