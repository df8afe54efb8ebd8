// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.explain.notation.Term.Link;
import chainrule.explain.notation.Term.Literal;
import chainrule.explain.notation.Term.Matrix;
import chainrule.explain.notation.Term.Negation;
import chainrule.explain.notation.Term.Operator;
import chainrule.explain.notation.Term.Power;
import chainrule.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** Numbers written in a text, and arithmetic on them. */
final class Literals {

  private Literals() {}

  /** The value of a term without names and functions. */
  static OptionalDouble number(Term term) {
    Deque<Double> stack = new ArrayDeque<>();
    for (Steps step : Steps.of(term)) {
      switch (step) {
        case Steps.Make(Literal literal) -> stack.push(literal.value());
        case Steps.Make(Negation _) -> stack.push(-stack.pop());
        case Steps.Make(Power _) -> {
          double exponent = stack.pop();
          stack.push(power(stack.pop(), exponent));
        }
        case Steps.Join(_, Link link) when link.operator() != Operator.MATMUL -> {
          double operand = stack.pop();
          stack.push(apply(link.operator(), stack.pop(), operand));
        }
        default -> {
          return OptionalDouble.empty();
        }
      }
    }
    return OptionalDouble.of(stack.pop());
  }

  /** An operator other than the matrix product on two numbers, as on two tensors. */
  static double apply(Operator operator, double left, double right) {
    return switch (operator) {
      case PLUS -> left + right;
      case MINUS -> left - right;
      case TIMES, MATMUL -> left * right;
      case OVER -> left / right;
    };
  }

  /** A power of two numbers, as of two tensors. */
  static double power(double base, double exponent) {
    Tensor value = Tensor.constant(DType.F64, base);
    return Autograd.noGrad(() -> value.pow(exponent)).item();
  }

  /** The numbers of a literal, row by row. */
  static Tensor tensor(Matrix matrix) {
    Shape shape = matrix.shape();
    double[] values = new double[Math.toIntExact(shape.count())];
    fill(matrix, values, 0);
    return Tensor.of(shape, values);
  }

  private static int fill(Matrix matrix, double[] values, int from) {
    int next = from;
    for (Term element : matrix.elements()) {
      if (element instanceof Matrix row) {
        next = fill(row, values, next);
      } else {
        values[next++] = number(element).orElseThrow();
      }
    }
    return next;
  }

  /** The shape of equal parts in a row. */
  static Shape stacked(int count, Shape part) {
    long[] sizes = new long[part.rank() + 1];
    sizes[0] = count;
    for (int axis = 0; axis < part.rank(); axis++) {
      sizes[axis + 1] = part.size(axis);
    }
    return Shape.of(sizes);
  }
}
