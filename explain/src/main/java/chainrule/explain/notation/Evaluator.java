// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.error.NotationException;
import chainrule.explain.notation.Term.Application;
import chainrule.explain.notation.Term.Chain;
import chainrule.explain.notation.Term.Comparison;
import chainrule.explain.notation.Term.Link;
import chainrule.explain.notation.Term.Literal;
import chainrule.explain.notation.Term.Matrix;
import chainrule.explain.notation.Term.Name;
import chainrule.explain.notation.Term.Negation;
import chainrule.explain.notation.Term.Operator;
import chainrule.explain.notation.Term.Power;
import chainrule.explain.notation.Term.Transposition;
import chainrule.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Computes terms with tensors. Numbers stay numbers until they meet a tensor, and then belong to
 * the operation that uses them.
 */
final class Evaluator {

  /** What was computed, and its name for errors; empty if it has none. */
  private record Computed(Value value, String name) {
    Tensor tensor() {
      return value.toTensor();
    }

    /** As in {@code W [2, 3]}. */
    String described() {
      return (name + " " + tensor().shape()).strip();
    }
  }

  /** An operation where it stands: how it is typed, and what to say if operands do not suit it. */
  private record Gate(Problem problem, Span at, String sign, String form) {
    static Gate elements(Span at, String sign) {
      return new Gate(Problem.FIT_ELEMENTS, at, sign, "");
    }
  }

  private final SourceText source;
  private final Map<String, Tensor> names;
  private final boolean numbersAreLeaves;
  private final Deque<Computed> stack = new ArrayDeque<>();

  /**
   * A machine for terms of a text.
   *
   * @param names what names stand for
   * @param numbersAreLeaves whether numbers are the inputs of a circuit that has no others
   */
  Evaluator(SourceText source, Map<String, Tensor> names, boolean numbersAreLeaves) {
    this.source = source;
    this.names = names;
    this.numbersAreLeaves = numbersAreLeaves;
  }

  /**
   * The value of a term.
   *
   * @throws NotationException if operands do not suit an operation
   */
  Value of(Term term) {
    for (Steps step : Steps.of(term)) {
      switch (step) {
        case Steps.Make(Term made) -> make(made);
        case Steps.Join(Chain _, Link link) -> join(link);
      }
    }
    return stack.pop().value();
  }

  private void make(Term term) {
    switch (term) {
      case Literal literal -> push(number(literal.value()), "");
      case Matrix matrix -> {
        Tensor tensor = Literals.tensor(matrix).requiresGrad(numbersAreLeaves);
        push(new Value.Array(tensor, !numbersAreLeaves), "");
      }
      case Name name -> push(name(name), Problem.shown(name.name()));
      case Negation negation -> negate(negation);
      case Transposition transposition -> transpose(transposition);
      case Power power -> {
        List<Computed> operands = pop(2);
        Tensor base = operands.get(0).tensor();
        Tensor exponent = operands.get(1).tensor();
        apply(Gate.elements(power.at(), "^"), operands, () -> base.pow(exponent));
      }
      case Comparison comparison -> compare(comparison);
      case Application application -> call(application);
      case Chain chain -> throw new IllegalStateException(chain.text());
    }
  }

  // ------------------------------------------------------------------ values

  private void push(Value value, String name) {
    stack.push(new Computed(value, name));
  }

  /** The last so many values, in order. */
  private List<Computed> pop(int count) {
    List<Computed> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operands.addFirst(stack.pop());
    }
    return operands;
  }

  private Value number(double value) {
    return numbersAreLeaves
        ? new Value.Array(Tensor.scalar(DType.F64, value).requiresGrad(), false)
        : new Value.Scalar(value);
  }

  private Value name(Name name) {
    Tensor given = names.get(name.name());
    return given == null
        ? new Value.Scalar(Names.known(name.name()).orElseThrow())
        : new Value.Array(given, false);
  }

  // ------------------------------------------------------------------ operators

  private void negate(Negation negation) {
    Computed operand = stack.pop();
    if (negation.operand() instanceof Literal literal) {
      push(number(-literal.value()), "");
    } else if (operand.value() instanceof Value.Scalar scalar) {
      push(new Value.Scalar(-scalar.value()), "");
    } else {
      Gate gate = Gate.elements(negation.span(), "-");
      apply(gate, List.of(operand), () -> operand.tensor().negate());
    }
  }

  private void transpose(Transposition transposition) {
    Computed operand = stack.pop();
    Gate gate = new Gate(Problem.FIT_FUNCTION, transposition.at(), "'", "transpose(W)");
    apply(gate, List.of(operand), () -> operand.tensor().transpose());
  }

  private void join(Link link) {
    List<Computed> operands = pop(2);
    Value left = operands.get(0).value();
    Value right = operands.get(1).value();
    Operator operator = link.operator();
    if (left instanceof Value.Scalar a
        && right instanceof Value.Scalar b
        && operator != Operator.MATMUL) {
      push(new Value.Scalar(Literals.apply(operator, a.value(), b.value())), "");
      return;
    }
    Gate gate =
        operator == Operator.MATMUL
            ? new Gate(Problem.FIT_PRODUCT, link.at(), operator.symbol(), "")
            : Gate.elements(link.at(), operator.symbol());
    apply(gate, operands, () -> operation(operator, left, right));
  }

  private static Tensor operation(Operator operator, Value left, Value right) {
    return switch (operator) {
      case PLUS -> left.toTensor().plus(right.toTensor());
      case MINUS -> left.toTensor().minus(right.toTensor());
      case TIMES -> left.toTensor().times(right.toTensor());
      case OVER ->
          left.equals(new Value.Scalar(1))
              ? right.toTensor().reciprocal()
              : left.toTensor().over(right.toTensor());
      case MATMUL -> left.toTensor().matmul(right.toTensor());
    };
  }

  private void compare(Comparison comparison) {
    List<Computed> operands = pop(2);
    Tensor a = operands.get(0).tensor();
    Tensor b = operands.get(1).tensor();
    apply(
        Gate.elements(comparison.at(), comparison.comparator().symbol()),
        operands,
        () ->
            switch (comparison.comparator()) {
              case LESS -> a.less(b);
              case LESS_EQUAL -> a.lessEqual(b);
              case GREATER -> a.greater(b);
              case GREATER_EQUAL -> a.greaterEqual(b);
              case EQUAL -> a.equal(b);
              case NOT_EQUAL -> a.equal(b).not();
            });
  }

  private void call(Application application) {
    Function function = Functions.named(application.function()).orElseThrow();
    Arguments arguments = new Arguments(source, function, application);
    List<Computed> operands =
        pop(application.arguments().size()).subList(0, arguments.tensors().size());
    Given given = new Given(operands.stream().map(Computed::tensor).toList(), arguments.numbers());
    Gate gate =
        new Gate(Problem.FIT_FUNCTION, application.span(), function.name(), function.form());
    apply(gate, operands, () -> function.rule().of(given));
  }

  // ------------------------------------------------------------------ operations

  /** Runs an operation; of constants, without a trace in the graph. */
  private void apply(Gate gate, List<Computed> operands, Supplier<Tensor> operation) {
    try {
      boolean constant = operands.stream().allMatch(each -> each.value().isConstant());
      push(constant ? fold(operation) : new Value.Array(operation.get(), false), "");
    } catch (ChainruleException e) {
      throw misfit(gate, operands, e);
    }
  }

  private static Value fold(Supplier<Tensor> operation) {
    Tensor result = Autograd.noGrad(operation);
    return result.rank() == 0 && result.dtype().isFloating()
        ? new Value.Scalar(result.item())
        : new Value.Array(result.detach(), true);
  }

  private NotationException misfit(Gate gate, List<Computed> operands, ChainruleException cause) {
    String shapes = operands.stream().map(Computed::described).collect(Collectors.joining(", "));
    NotationException misfit =
        gate.problem().at(source, gate.at(), gate.sign(), shapes, cause.fact(), gate.form());
    misfit.initCause(cause);
    return misfit;
  }
}
