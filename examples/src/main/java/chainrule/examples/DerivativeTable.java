// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.graph.Event;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Row 46: a table of basic derivatives, read from the operations themselves, and the chain rule for
 * a composite: the derivative of ln(1 + sin(x²)) is the product of the derivatives on the way.
 * Formulas name the inputs a and b, the output out, and what comes back g.
 */
public final class DerivativeTable {

  static final List<UnaryOperator<Tensor>> OF_ONE =
      List.of(
          Tensor::negate,
          Tensor::square,
          Tensor::sqrt,
          Tensor::reciprocal,
          Tensor::exp,
          Tensor::log,
          Tensor::sin,
          Tensor::cos,
          Tensor::tan,
          Tensor::atan,
          Tensor::tanh,
          Tensor::sigmoid,
          Tensor::softplus,
          Tensor::relu);

  static final List<BinaryOperator<Tensor>> OF_TWO =
      List.of(Tensor::plus, Tensor::minus, Tensor::times, Tensor::over, Tensor::pow);

  /**
   * An operation and how a gradient passes back through it.
   *
   * @param rules one for each input
   */
  record Row(String operation, List<String> rules) {
    private static Row of(Tensor result, int inputs) {
      Op operation = result.call().orElseThrow().op();
      return new Row(
          operation.name(),
          IntStream.range(0, inputs).mapToObj(slot -> operation.partial(slot).formula()).toList());
    }
  }

  private DerivativeTable() {}

  /** The table. */
  static List<Row> table() {
    Tensor a = Tensor.scalar(2).requiresGrad();
    Tensor b = Tensor.scalar(3).requiresGrad();
    return Stream.concat(
            OF_ONE.stream().map(function -> Row.of(function.apply(a), 1)),
            OF_TWO.stream().map(function -> Row.of(function.apply(a, b), 2)))
        .toList();
  }

  /** ln(1 + sin(x²)) at a point, both passes. */
  static Pass composite(double at) {
    Tensor x = Tensor.scalar(DType.F64, at).requiresGrad();
    Tensor square = x.square();
    Tensor sine = square.sin();
    Tensor sum = sine.plus(1);
    return Graph.of(sum.log(), Map.of("x", x, "square", square, "sine", sine, "sum", sum))
        .forward()
        .backward();
  }

  /** Prints the table, then each factor of the composite and the product so far. */
  public static void main() {
    table().forEach(row -> Print.text(row.operation(), String.join("  and  ", row.rules())));
    IO.println("");
    Pass pass = composite(0.8);
    Print.words("ln(1 + sin(x²))", "factor", "product");
    for (Event event : pass.tape()) {
      Node.Gate gate = (Node.Gate) pass.graph().node(event.gate());
      String rule = gate.op() + ": " + gate.operation().partial(event.slot()).formula();
      Print.row(rule, event.local().orElseThrow().item(), event.contribution().item());
    }
  }
}
