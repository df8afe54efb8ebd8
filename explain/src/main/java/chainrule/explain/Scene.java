// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.explain.formula.GateFormulas;
import chainrule.explain.formula.Operator;
import chainrule.explain.formula.PlainFormula;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A pass with the names that are used when it is told. */
record Scene(Pass pass, String target) {

  /** The most elements of a tensor that are written out. */
  static final int FEW = 9;

  /** The most elements that stand in one formula. */
  private static final int ENOUGH = 20;

  private static final int SAMPLE = 5;

  private static final PlainFormula PLAIN = new PlainFormula(Numbers::of);

  /** The scene of a pass; the target is the output itself if the pass started from 1 there. */
  static Scene of(Pass pass) {
    String output = pass.graph().output().id();
    boolean plain =
        !pass.hasGradient(output)
            || (pass.output().count() == 1 && pass.gradient(output).item() == 1);
    return new Scene(pass, plain ? output : free(pass.graph()));
  }

  /** A letter that no node has. */
  private static String free(Graph graph) {
    return List.of("L", "J", "C", "S").stream()
        .filter(letter -> graph.find(letter).isEmpty())
        .findFirst()
        .orElse("total");
  }

  boolean startsAtOutput() {
    return target.equals(pass.graph().output().id());
  }

  /** The name of the value at a node; a copy has that of what it copies. */
  String name(String id) {
    return GateFormulas.named(pass, id);
  }

  Formula derivative(String id) {
    return new Formula.Derivative(target, name(id));
  }

  static boolean isShort(Tensor tensor) {
    return tensor.count() <= FEW;
  }

  static Formula value(Tensor tensor) {
    return tensor.rank() == 0 ? Formula.of(tensor.item()) : new Formula.Value(tensor);
  }

  /** A value, if it is short. */
  static Optional<Formula> shortValue(Tensor tensor) {
    return isShort(tensor) ? Optional.of(value(tensor)) : Optional.empty();
  }

  /** Sides that are equal, each written once; what is absent is left out. */
  static Formula.Equality equality(List<Optional<Formula>> sides) {
    List<Formula> kept = new ArrayList<>();
    sides.stream()
        .flatMap(Optional::stream)
        .filter(side -> kept.isEmpty() || !PLAIN.of(kept.getLast()).equals(PLAIN.of(side)))
        .forEach(kept::add);
    return new Formula.Equality(kept);
  }

  /** A formula with numbers for its names; nothing if they are many, or if it has none. */
  Optional<Formula> withNumbers(Formula formula) {
    List<Tensor> put = new ArrayList<>();
    Formula numbers = formula.replaced(part -> number(part, put));
    long elements = put.stream().mapToLong(Tensor::count).sum();
    boolean fits = !put.isEmpty() && put.stream().allMatch(Scene::isShort) && elements <= ENOUGH;
    return fits ? Optional.of(numbers) : Optional.empty();
  }

  private Formula number(Formula part, List<Tensor> put) {
    return switch (part) {
      case Formula.Name(String id) when pass.graph().find(id).isPresent() ->
          put(pass.value(id), put);
      case Formula.Derivative(String of, String by)
          when of.equals(target) && pass.hasGradient(by) ->
          put(pass.gradient(by), put);
      case Formula.Operation(Operator operator, List<Formula> operands)
          when operator == Operator.TRANSPOSE
              && operands.getFirst() instanceof Formula.Value(Tensor tensor) ->
          new Formula.Value(tensor.detach().transpose());
      default -> part;
    };
  }

  private static Formula put(Tensor tensor, List<Tensor> put) {
    put.add(tensor);
    return isShort(tensor) ? value(tensor) : new Formula.Name("");
  }

  /** What stands for a tensor that is too large to be written out. */
  static List<Remark> portrait(Tensor tensor) {
    if (isShort(tensor)) {
      return List.of();
    }
    Statistics all = Statistics.of(tensor);
    List<Double> first = Arrays.stream(tensor.toDoubles()).limit(SAMPLE).boxed().toList();
    return List.of(new Remark.Portrait(tensor.shape(), all.min(), all.max(), all.norm(), first));
  }

  /** That a tensor is the first with a number that is not finite, if it is. */
  static List<Remark> nonFinite(Formula name, Tensor tensor, List<Tensor> before) {
    Optional<Double> found = firstNonFinite(tensor);
    boolean isFirst = before.stream().allMatch(other -> firstNonFinite(other).isEmpty());
    return found.isPresent() && isFirst
        ? List.of(new Remark.NonFinite(name, found.get(), before.isEmpty()))
        : List.of();
  }

  private static Optional<Double> firstNonFinite(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles())
        .filter(value -> !Double.isFinite(value))
        .boxed()
        .findFirst();
  }
}
