// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import chainrule.array.Code;
import chainrule.array.Expr;
import chainrule.tensor.Activation;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Contraction;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Movement;
import chainrule.tensor.Op;
import chainrule.tensor.Reduction;
import chainrule.tensor.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The formula of what an operation computes, as people write it. */
final class ValueFormula {

  private ValueFormula() {}

  static Formula of(Op op, List<Formula> inputs, Spec output) {
    return switch (op) {
      case Contraction.Matmul _ -> product(inputs);
      case Contraction.Affine _ -> Formula.of(product(inputs), Operator.PLUS, inputs.get(2));
      case Movement.Permute(List<Integer> axes) when axes.equals(List.of(1, 0)) ->
          Formula.of(Operator.TRANSPOSE, inputs.getFirst());
      case Reduction reduction -> reduction(reduction, inputs.getFirst(), output);
      case Arithmetic.Clamp(double low, double high) ->
          Formula.call("clamp", inputs.getFirst(), Formula.of(low), Formula.of(high));
      case Elementwise elementwise -> elementwise(elementwise, inputs);
      default -> new Formula.Call(name(op), inputs);
    };
  }

  private static Formula product(List<Formula> inputs) {
    return Formula.of(inputs.get(0), Operator.MATMUL, inputs.get(1));
  }

  /** Of a reduction that leaves axes, those that vanish are said. */
  private static Formula reduction(Reduction op, Formula input, Spec output) {
    List<Formula> arguments = new ArrayList<>(List.of(input));
    if (output.shape().count() != 1) {
      op.axes().forEach(axis -> arguments.add(new Formula.Name("axis " + axis)));
    }
    return new Formula.Call(name(op), arguments);
  }

  /** By its program if that is written with signs and one function, by its name otherwise. */
  private static Formula elementwise(Elementwise op, List<Formula> inputs) {
    Expr value = op.define().value();
    boolean named = op instanceof Activation || codes(value).anyMatch(code -> code == Code.CHOOSE);
    Decision open = new Decision(List.of(), OptionalDouble.empty());
    return named
        ? new Formula.Call(name(op), inputs)
        : new ExprFormula(inputs, new Formula.Name(name(op)), open).asWritten(value);
  }

  private static Stream<Code> codes(Expr expr) {
    return expr instanceof Expr.Apply(Code code, List<Expr> operands)
        ? Stream.concat(Stream.of(code), operands.stream().flatMap(ValueFormula::codes))
        : Stream.of();
  }

  private static String name(Op op) {
    return switch (op.name()) {
      case "amax" -> "max";
      case "amin" -> "min";
      default -> op.name();
    };
  }
}
