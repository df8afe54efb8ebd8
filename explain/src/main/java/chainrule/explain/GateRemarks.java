// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.Remark.NumberReason.Form;
import chainrule.graph.Event;
import chainrule.graph.Node;
import chainrule.graph.Source;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import chainrule.tensor.Partial;
import chainrule.tensor.Power;
import chainrule.tensor.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said of a gate when it passes its gradient on. */
final class GateRemarks {

  private GateRemarks() {}

  static List<Remark> of(Scene scene, Node.Gate gate, List<Event> events) {
    List<Remark> remarks = new ArrayList<>();
    remarks.add(reason(gate));
    if (isDiagonal(gate, events)) {
      remarks.add(new Remark.Diagonal(gate.shape().count()));
    }
    Kinks.of(scene.pass(), gate)
        .ifPresent(kink -> {
          remarks.add(kink);
          twice(gate, events).ifPresent(remarks::add);
        });
    if (gate.operation().meaning().role() == Role.STOPPER) {
      remarks.add(new Remark.Nothing());
    }
    remarks.addAll(blocked(scene, gate));
    return List.copyOf(remarks);
  }

  private static Remark reason(Node.Gate gate) {
    Remark usual = new Remark.Reason(gate.operation().meaning());
    if (gate.inputs().size() != 2 || gate.wires().size() != 1) {
      return usual;
    }
    boolean isLast = gate.inputs().getLast() instanceof Source.Constant;
    double number =
        isLast
            ? ((Source.Constant) gate.inputs().getLast()).value()
            : ((Source.Constant) gate.inputs().getFirst()).value();
    return form(gate.operation(), isLast)
        .<Remark>map(form -> new Remark.NumberReason(form, number))
        .orElse(usual);
  }

  private static Optional<Form> form(Op operation, boolean isLast) {
    return switch (operation) {
      case Arithmetic.Add _ -> Optional.of(Form.SHIFT);
      case Arithmetic.Sub _ -> Optional.of(isLast ? Form.SHIFT : Form.REFLECTION);
      case Arithmetic.Mul _ -> Optional.of(Form.SCALING);
      case Arithmetic.Div _ -> Optional.of(isLast ? Form.DIVISION : Form.INVERSE);
      case Power.Pow _ -> Optional.of(isLast ? Form.POWER : Form.EXPONENTIAL);
      default -> Optional.empty();
    };
  }

  private static boolean isDiagonal(Node.Gate gate, List<Event> events) {
    return gate.operation() instanceof Elementwise
        && gate.shape().count() > 1
        && events.stream().anyMatch(event -> event.contribution().shape().equals(gate.shape()));
  }

  /** What the course's formula for a maximum does at a tie. */
  private static Optional<Remark> twice(Node.Gate gate, List<Event> events) {
    Op operation = gate.operation();
    boolean shares =
        operation instanceof Arithmetic.Maximum || operation instanceof Arithmetic.Minimum;
    if (!shares || gate.wires().size() < 2 || events.getFirst().upstream().count() != 1) {
      return Optional.empty();
    }
    double upstream = events.getFirst().upstream().item();
    return Optional.of(new Remark.CountedTwice(upstream, 2 * upstream));
  }

  private static List<Remark> blocked(Scene scene, Node.Gate gate) {
    List<Remark> remarks = new ArrayList<>();
    for (int slot : gate.slots()) {
      if (gate.operation().partial(slot) instanceof Partial.None none
          && gate.inputs().get(slot) instanceof Source.Wire(String from)) {
        remarks.add(new Remark.Blocked(scene.name(from), none));
      }
    }
    return remarks;
  }
}
