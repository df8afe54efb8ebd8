// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.Shape;
import chainrule.explain.formula.Formula;
import chainrule.explain.formula.Operator;
import chainrule.graph.Node;
import chainrule.graph.Source;
import chainrule.tensor.Contraction;
import java.util.Optional;

/** Dimension analysis: which product of matrices a gradient must be, by shapes alone. */
final class Dimensions {

  private Dimensions() {}

  /** The hint for an input of a product; nothing for a bias or a number. */
  static Optional<Remark> of(Scene scene, Node.Gate gate, int slot) {
    boolean isProduct =
        gate.operation() instanceof Contraction.Matmul
            || gate.operation() instanceof Contraction.Affine;
    if (!isProduct
        || slot > 1
        || !(gate.inputs().get(slot) instanceof Source.Wire(String own))
        || !(gate.inputs().get(1 - slot) instanceof Source.Wire(String partner))) {
      return Optional.empty();
    }
    Formula g = new Formula.Gradient(gate.id());
    Formula turned = Formula.of(Operator.TRANSPOSE, new Formula.Name(scene.name(partner)));
    Shape upstream = matrix(gate, gate.shape());
    Shape factor = matrix(gate, scene.pass().value(partner).shape());
    Shape transposed = Shape.of(factor.size(1), factor.size(0));
    return Optional.of(
        new Remark.Dimensions(
            gate.id(),
            scene.name(own),
            scene.name(partner),
            upstream,
            factor,
            matrix(gate, scene.pass().value(own).shape()),
            slot == 0 ? product(g, turned) : product(turned, g),
            slot == 0 ? product(turned, g) : product(g, turned),
            slot == 0 ? outcome(transposed, upstream) : outcome(upstream, transposed)));
  }

  private static Formula product(Formula left, Formula right) {
    return Formula.of(left, Operator.MATMUL, right);
  }

  private static Optional<Shape> outcome(Shape left, Shape right) {
    return left.size(1) == right.size(0)
        ? Optional.of(Shape.of(left.size(0), right.size(1)))
        : Optional.empty();
  }

  /** The matrix that a product sees: all rows of an affine input, one of a batch of matrices. */
  private static Shape matrix(Node.Gate gate, Shape shape) {
    boolean byRows = gate.operation() instanceof Contraction.Affine;
    return byRows
        ? Shape.of(shape.without(-1).count(), shape.size(-1))
        : shape.part(shape.rank() - 2, shape.rank());
  }
}
