// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.layout.Part.Dot;
import chainrule.explain.layout.Part.Gate;
import chainrule.explain.layout.Part.Start;
import chainrule.explain.layout.Part.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A sketch cut in two: the gates that are drawn first, whose wires end in arrows where they go on,
 * and the rest, where these values start again.
 */
final class Cut {

  private final Sketch sketch;
  private final Set<Integer> gates;
  private final Map<Wire, Integer> readers;
  private final List<Part> first = new ArrayList<>();
  private final Set<Wire> ends = new HashSet<>();
  private final List<Part> second = new ArrayList<>();
  private final Map<Wire, Wire> moved = new HashMap<>();
  private final Map<Wire, Wire> again = new HashMap<>();

  /**
   * A cut.
   *
   * @param gates the gates that are drawn first; whatever they need is among them
   */
  Cut(Sketch sketch, Set<Integer> gates) {
    this.sketch = sketch;
    this.gates = gates;
    readers = sketch.readers();
    for (int part = 0; part < sketch.parts().size(); part++) {
      switch (sketch.parts().get(part)) {
        case Start start -> start(part, start);
        case Gate gate -> gate(part, gate);
        case Dot dot -> dot(part, dot);
      }
    }
  }

  Sketch first() {
    return new Sketch(first, ends);
  }

  Sketch second() {
    return Sketch.of(second);
  }

  private void start(int part, Start start) {
    boolean isFirst = isFirst(Wire.of(part));
    List<Part> home = isFirst ? first : second;
    (isFirst ? moved : again).put(Wire.of(part), Wire.of(home.size()));
    home.add(start);
  }

  private void gate(int part, Gate gate) {
    Wire wire = Wire.of(part);
    if (!gates.contains(part)) {
      again.put(wire, Wire.of(second.size()));
      List<Wire> inputs = gate.inputs().stream().map(this::inSecond).toList();
      second.add(new Gate(inputs, gate.label(), gate.named(), gate.start()));
      return;
    }
    boolean goesOn = readers.containsKey(wire) && !isFirst(wire);
    Wire place = Wire.of(first.size());
    moved.put(wire, place);
    List<Wire> inputs = gate.inputs().stream().map(this::inFirst).toList();
    Label label = goesOn ? gate.named() : gate.label();
    first.add(new Gate(inputs, label, gate.named(), gate.start()));
    if (goesOn) {
      ends.add(place);
      again.put(wire, Wire.of(second.size()));
      second.add(new Start(gate.start()));
    }
  }

  private void dot(int part, Dot dot) {
    List<Integer> here = branches(part, dot, true);
    List<Integer> later = branches(part, dot, false);
    if (here.isEmpty()) {
      int place = second.size();
      second.add(new Dot(inSecond(dot.input()), dot.branches(), dot.starts(), dot.isActive()));
      later.forEach(branch -> again.put(new Wire(part, branch), new Wire(place, branch)));
      return;
    }
    List<Label> labels = new ArrayList<>(here.stream().map(dot.branches()::get).toList());
    for (int i = 0; i < here.size(); i++) {
      moved.put(new Wire(part, here.get(i)), new Wire(first.size(), i));
    }
    if (!later.isEmpty()) {
      ends.add(new Wire(first.size(), labels.size()));
      labels.add(Label.EMPTY);
    }
    first.add(new Dot(inFirst(dot.input()), labels, labels, dot.isActive()));
    goOn(part, dot, later);
  }

  /** The branches of a dot that was drawn start again, each with its own label. */
  private void goOn(int part, Dot dot, List<Integer> later) {
    for (int branch : later) {
      again.put(new Wire(part, branch), Wire.of(second.size()));
      second.add(new Start(dot.starts().get(branch)));
    }
  }

  private List<Integer> branches(int part, Dot dot, boolean wanted) {
    return IntStream.range(0, dot.exits())
        .filter(branch -> isFirst(new Wire(part, branch)) == wanted)
        .boxed()
        .toList();
  }

  /** Whether what a wire leads to is drawn first. */
  private boolean isFirst(Wire wire) {
    @Nullable Integer reader = readers.get(wire);
    if (reader == null) {
      return false;
    }
    return sketch.parts().get(reader) instanceof Dot dot
        ? IntStream.range(0, dot.exits()).anyMatch(branch -> isFirst(new Wire(reader, branch)))
        : gates.contains(reader);
  }

  private Wire inFirst(Wire wire) {
    return Objects.requireNonNull(moved.get(wire));
  }

  private Wire inSecond(Wire wire) {
    return Objects.requireNonNull(again.get(wire));
  }
}
