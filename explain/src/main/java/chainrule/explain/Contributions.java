// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.Shape;
import chainrule.explain.formula.Formula;
import chainrule.explain.formula.GateFormulas;
import chainrule.explain.formula.Operator;
import chainrule.graph.Event;
import chainrule.graph.Node;
import chainrule.tensor.Contraction;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tells what one gate passes to one of its inputs. */
final class Contributions {

  private final Scene scene;
  private final Node.Gate gate;
  private final Event event;
  private final String to;
  private final boolean isTwice;

  private Contributions(Scene scene, Node.Gate gate, Event event) {
    this.scene = scene;
    this.gate = gate;
    this.event = event;
    to = scene.name(event.to());
    isTwice = gate.wires().stream().filter(event.to()::equals).count() > 1;
  }

  static Contribution of(Scene scene, Node.Gate gate, Event event) {
    return new Contributions(scene, gate, event).contribution();
  }

  private Contribution contribution() {
    boolean isPart = scene.pass().graph().node(event.to()) instanceof Node.Copy;
    Optional<Formula> start = isPart ? Optional.empty() : Optional.of(target());
    return new Contribution(
        event,
        to,
        isTwice ? event.slot() + 1 : 0,
        isPart,
        hasLocal() ? local() : Optional.empty(),
        hasLocal() ? product(start) : rule(start),
        remarks());
  }

  private Formula target() {
    return scene.derivative(event.to());
  }

  private Formula upstream() {
    return scene.derivative(gate.id());
  }

  /** A product of matrices is told by its rule, whatever the size of its output. */
  private boolean hasLocal() {
    return event.local().isPresent() && !(gate.operation() instanceof Contraction);
  }

  /** The derivative of the gate by this input; nothing if another input has the same name. */
  private Optional<Formula> localName() {
    return isTwice ? Optional.empty() : Optional.of(new Formula.Derivative(gate.id(), to));
  }

  private Optional<Formula.Equality> local() {
    Tensor local = event.local().orElseThrow();
    Optional<Formula> formula = formula();
    Formula.Equality equation =
        Scene.equality(
            List.of(
                localName(),
                formula,
                local.count() == 1 ? formula.flatMap(scene::withNumbers) : Optional.empty(),
                formula.filter(Formula.Figure.class::isInstance).isPresent()
                    ? Optional.empty()
                    : Scene.shortValue(local)));
    int least = isTwice ? 1 : 2;
    return equation.sides().size() < least ? Optional.empty() : Optional.of(equation);
  }

  private Formula.Equality product(Optional<Formula> start) {
    Tensor local = event.local().orElseThrow();
    Operator times =
        local.count() == 1 && event.upstream().count() == 1
            ? Operator.TIMES
            : Operator.TIMES_ELEMENTS;
    Formula numbers = summed(Formula.of(Scene.value(local), times, Scene.value(event.upstream())));
    boolean isShort = Scene.isShort(local) && Scene.isShort(event.upstream());
    return Scene.equality(
        List.of(
            start,
            isFirst() ? Optional.empty() : localName().map(name -> product(name, times)),
            isFirst() && !isShort ? formula().map(name -> product(name, times)) : Optional.empty(),
            isShort ? Optional.of(numbers) : Optional.empty(),
            Scene.shortValue(event.contribution())));
  }

  private Formula product(Formula local, Operator times) {
    return summed(Formula.of(local, times, upstream()));
  }

  private Optional<Formula> formula() {
    return new GateFormulas(scene.pass(), gate).local(event.slot());
  }

  /** At the output itself, the local gradient and the gradient have the same name. */
  private boolean isFirst() {
    return gate.id().equals(scene.target());
  }

  private Formula summed(Formula product) {
    return stretched().isEmpty() ? product : Formula.call("sum", product);
  }

  private Formula.Equality rule(Optional<Formula> start) {
    Optional<Formula> formula = new GateFormulas(scene.pass(), gate).rule(event.slot(), upstream());
    boolean withNumbers =
        gate.operation() instanceof Contraction && Scene.isShort(event.contribution());
    return Scene.equality(
        List.of(
            start,
            formula,
            withNumbers ? formula.flatMap(scene::withNumbers) : Optional.empty(),
            Scene.shortValue(event.contribution())));
  }

  private List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>(stretched());
    if (gate.operation() instanceof Contraction) {
      Dimensions.of(scene, gate, event.slot()).ifPresent(remarks::add);
    }
    remarks.addAll(Scene.portrait(event.contribution()));
    remarks.addAll(Scene.nonFinite(target(), event.contribution(), List.of(event.upstream())));
    return List.copyOf(remarks);
  }

  private List<Remark> stretched() {
    Shape from = event.contribution().shape();
    Shape whole = gate.shape();
    if (!(gate.operation() instanceof Elementwise) || from.equals(whole)) {
      return List.of();
    }
    int lead = whole.rank() - from.rank();
    List<Integer> axes =
        IntStream.range(0, whole.rank())
            .filter(axis -> axis < lead || from.size(axis - lead) != whole.size(axis))
            .boxed()
            .toList();
    return List.of(new Remark.Stretched(to, from, whole, axes));
  }
}
