// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import chainrule.array.Expr;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.graph.Source;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import chainrule.tensor.Partial;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The formulas of one gate, over the names of the nodes around it. */
public final class GateFormulas {

  private final Pass pass;
  private final Node.Gate gate;
  private final List<Formula> inputs;

  /** The formulas of a gate in a pass. */
  public GateFormulas(Pass pass, Node.Gate gate) {
    this.pass = pass;
    this.gate = gate;
    inputs = gate.inputs().stream().map(this::operand).toList();
  }

  /** The node whose value a node holds: itself, or what it copies. */
  public static String named(Pass pass, String id) {
    return pass.graph().node(id) instanceof Node.Copy copy ? copy.of() : id;
  }

  private Formula operand(Source source) {
    return switch (source) {
      case Source.Wire(String from) -> new Formula.Name(named(pass, from));
      case Source.Constant constant -> Formula.of(constant.value());
    };
  }

  /** What the gate computes, as in x + y. */
  public Formula value() {
    return ValueFormula.of(gate.operation(), inputs, gate.spec());
  }

  /**
   * The local gradient for an input, as in 2 * x: of an elementwise gate, or of one whose rule has
   * the upstream gradient as a factor. Nothing where it is told in words only.
   */
  public Optional<Formula> local(int slot) {
    Op op = gate.operation();
    return switch (op.partial(slot)) {
      case Partial.Local(Expr gradient) when op instanceof Elementwise ->
          Optional.of(new ExprFormula(inputs, output(), decision()).of(gradient));
      case Partial.Rule rule -> reading(rule, Formula.of(1)).filter(_ -> isFactor(rule));
      default -> Optional.empty();
    };
  }

  /** The contribution to an input by the rule of the operation, as in df/dq @ x^T. */
  public Optional<Formula> rule(int slot, Formula upstream) {
    return gate.operation().partial(slot) instanceof Partial.Rule rule
        ? reading(rule, upstream)
        : Optional.empty();
  }

  private Optional<Formula> reading(Partial.Rule rule, Formula upstream) {
    return RuleReader.read(rule.formula(), letter -> symbol(letter, upstream)).map(Shortening::of);
  }

  /** Whether the upstream gradient is a factor of a rule, not inside a sum or a function. */
  private boolean isFactor(Partial.Rule rule) {
    Formula.Name mark = new Formula.Name("");
    return RuleReader.read(rule.formula(), letter -> symbol(letter, mark))
        .filter(formula -> hasFactor(formula, mark))
        .isPresent();
  }

  private static boolean hasFactor(Formula formula, Formula factor) {
    if (!(formula instanceof Formula.Operation(Operator operator, List<Formula> operands))) {
      return formula.equals(factor);
    }
    return switch (operator) {
      case TIMES -> operands.stream().anyMatch(operand -> hasFactor(operand, factor));
      case OVER, NEGATE -> hasFactor(operands.getFirst(), factor);
      default -> false;
    };
  }

  /** What the letters of a rule stand for; the losses and the affine layer have their own. */
  private Optional<Formula> symbol(String letter, Formula upstream) {
    return switch (letter) {
      case "g" -> Optional.of(upstream);
      case "out" -> Optional.of(output());
      case "a", "x", "z", "p" -> Optional.of(inputs.getFirst());
      case "b", "y", "t", "W" -> inputs.stream().skip(1).findFirst();
      case "n" -> rows();
      case "count" -> Optional.of(Formula.of((double) pass.value(first()).count()));
      case "factor" ->
          gate.operation() instanceof SquaredLoss loss
              ? Optional.of(Formula.of(loss.factor(pass.value(first()).shape())))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Formula> rows() {
    Tensor input = pass.value(first());
    return input.rank() == 0 ? Optional.empty() : Optional.of(Formula.of((double) input.size(0)));
  }

  private String first() {
    return gate.wires().getFirst();
  }

  private Formula output() {
    return new Formula.Name(gate.id());
  }

  /** Numbers decide where there is one number at each place of a formula. */
  private Decision decision() {
    boolean single = gate.shape().count() == 1;
    List<OptionalDouble> known =
        gate.inputs().stream()
            .map(source ->
                switch (source) {
                  case Source.Constant constant -> OptionalDouble.of(constant.value());
                  case Source.Wire(String from) when single -> number(pass.value(from));
                  case Source.Wire _ -> OptionalDouble.empty();
                })
            .toList();
    OptionalDouble output = single ? number(pass.value(gate.id())) : OptionalDouble.empty();
    return new Decision(known, output);
  }

  private static OptionalDouble number(Tensor tensor) {
    return tensor.count() == 1 ? OptionalDouble.of(tensor.item()) : OptionalDouble.empty();
  }
}
