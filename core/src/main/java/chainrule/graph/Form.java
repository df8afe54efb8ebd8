// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.tensor.Arithmetic;
import chainrule.tensor.Op;
import chainrule.tensor.Power;
import java.util.List;

/**
 * A gate in the one form that stands for all ways to write it: 1/x for the reciprocal and x^-1, x
 * times -1 for -x, x^2 for the square and x times x, numbers behind nodes.
 *
 * @param op the operation, without what the form says by other means
 * @param arguments nodes by id, past copies, and numbers
 */
record Form(Op op, List<Object> arguments) {

  private static final Op ADD = new Arithmetic.Add();
  private static final Op MUL = new Arithmetic.Mul();
  private static final Op DIV = new Arithmetic.Div();
  private static final Op POW = new Power.Pow();

  static Form of(Graph graph, Node.Gate gate) {
    List<Object> arguments =
        gate.inputs().stream()
            .map(input ->
                switch (input) {
                  case Source.Wire(String from) -> past(graph, from);
                  case Source.Constant number -> (Object) number.value();
                })
            .toList();
    return new Form(gate.operation(), arguments).plain().ordered();
  }

  /** The id of the value itself, if this is the id of a copy of it. */
  static String past(Graph graph, String id) {
    return graph.node(id) instanceof Node.Copy copy ? copy.of() : id;
  }

  boolean isCommutative() {
    return op.equals(ADD)
        || op.equals(MUL)
        || op instanceof Arithmetic.Maximum
        || op instanceof Arithmetic.Minimum;
  }

  private Form plain() {
    Object first = arguments.getFirst();
    Object last = arguments.getLast();
    return switch (op) {
      case Arithmetic.Neg _ -> new Form(MUL, List.of(first, -1.0));
      case Power.Reciprocal _ -> new Form(DIV, List.of(1.0, first));
      case Power.Square _ -> new Form(POW, List.of(first, 2.0));
      case Power.Pow _ when last.equals(-1.0) -> new Form(DIV, List.of(1.0, first));
      case Arithmetic.Sub _ when last instanceof Double c -> new Form(ADD, List.of(first, -c));
      case Arithmetic.Div _ when last instanceof Double c -> new Form(MUL, List.of(first, 1 / c));
      case Arithmetic.Mul _ when first.equals(last) -> new Form(POW, List.of(first, 2.0));
      default -> this;
    };
  }

  private Form ordered() {
    return isCommutative() && arguments.getFirst() instanceof Double
        ? new Form(op, arguments.reversed())
        : this;
  }
}
