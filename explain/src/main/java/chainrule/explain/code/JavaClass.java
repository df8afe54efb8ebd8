// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.graph.Source;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lines of a circuit: what is given, what follows of it, what goes back, what is printed. */
public final class JavaClass {

  private final Pass pass;
  private final Graph graph;
  private final Names names;
  private final Routines used = new Routines();
  private final List<Line> given = new ArrayList<>();
  private final List<Line> forward = new ArrayList<>();
  private final List<Line> backward = new ArrayList<>();
  private final List<Line> printed = new ArrayList<>();
  private final Set<String> arrived = new HashSet<>();

  private JavaClass(Pass pass) {
    this.pass = pass;
    graph = pass.graph();
    names = new Names(graph);
  }

  /**
   * The text of a class that computes a pass.
   *
   * @throws chainrule.error.ArgumentException if the name is none for a class, or a gate cannot be
   *     written
   * @throws chainrule.error.LimitException if there are too many gates or elements
   */
  public static String of(Pass pass, String className) {
    String name = Names.ofClass(className);
    Limits.check(pass.graph());
    JavaClass made = new JavaClass(pass);
    made.write();
    return new Layout(made.given, made.forward, made.backward, made.printed, made.used)
        .source(name);
  }

  private void write() {
    for (Node.Leaf leaf : graph.leaves()) {
      given.add(Line.set(value(leaf), literal(pass.value(leaf.id())), described(leaf, names)));
    }
    List<Node.Gate> gates = graph.gates();
    for (int place = 0; place < gates.size(); place++) {
      Node.Gate gate = gates.get(place);
      forward.add(Line.set(value(gate), code(gate).value(), number(place) + sizes(gate)));
    }
    Node output = graph.output();
    if (pass.hasGradient(output.id())) {
      String start = literal(pass.gradient(output.id()));
      arrive(output, start, "the gradient at the output");
      for (int place = gates.size() - 1; place >= 0; place--) {
        back(gates.get(place), place);
      }
    }
    graph.nodes().stream()
        .filter(node -> !(node instanceof Node.Copy))
        .forEach(node -> printed.add(print(node)));
  }

  private void back(Node.Gate gate, int place) {
    if (!gate.isWatched() || !arrived.contains(names.gradient(gate.id()))) {
      return;
    }
    String of = " backward of " + names.value(gate.id());
    for (int slot : gate.slots()) {
      Node to = graph.node(((Source.Wire) gate.inputs().get(slot)).from());
      if (to.isWatched()) {
        arrive(to, code(gate).contribution(slot), number(place) + of);
      }
    }
  }

  private void arrive(Node to, String contribution, String remark) {
    String gradient = names.gradient(to.id());
    Value variable = Value.of(gradient, to.shape());
    if (arrived.add(gradient)) {
      backward.add(Line.set(variable, contribution, remark));
    } else {
      backward.add(Line.add(variable, contribution, remark + ", added: used more than once", used));
    }
  }

  private GateCode code(Node.Gate gate) {
    List<Value> inputs =
        gate.inputs().stream()
            .map(input ->
                switch (input) {
                  case Source.Wire(String from) -> value(graph.node(from));
                  case Source.Constant constant -> Value.of(constant.value());
                })
            .toList();
    Value upstream = Value.of(names.gradient(gate.id()), gate.shape());
    Terms terms = new Terms(inputs, value(gate), upstream, used);
    return GateCode.of(gate.operation(), gate.id(), terms);
  }

  private Value value(Node node) {
    return Value.of(names.value(node.id()), node.shape());
  }

  private String literal(Tensor tensor) {
    return tensor.rank() == 0
        ? Literals.alone(tensor.toDoubles()[0])
        : Literals.of(tensor.toDoubles(), used);
  }

  private static String number(int place) {
    return "(" + (place + 1) + ")";
  }

  private static String sizes(Node node) {
    return node.shape().equals(Shape.SCALAR) ? "" : " " + node.shape();
  }

  /** The sizes of a leaf, and its name if the variable has another. */
  private static String described(Node leaf, Names names) {
    boolean renamed = !names.value(leaf.id()).equals(leaf.id());
    return ((renamed ? Names.readable(leaf.id()) : "") + sizes(leaf)).trim();
  }

  private Line print(Node node) {
    String name = Literals.of(node.id() + " ");
    String gradient =
        pass.hasGradient(node.id())
            ? "\" \" + " + shown(Value.of(names.gradient(node.id()), node.shape()))
            : "\" -\"";
    String line = name + " + " + shown(value(node)) + " + " + gradient;
    return Line.plain("System.out.println(" + line + ");");
  }

  private String shown(Value value) {
    return value.isNumber() ? value.text() : used.call(Routine.TEXT, value.text());
  }
}
