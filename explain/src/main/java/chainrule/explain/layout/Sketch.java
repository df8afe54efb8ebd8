// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.layout.Part.Wire;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A circuit before it is laid out: parts behind those they get wires from. */
public final class Sketch {

  private final List<Part> parts;
  private final Set<Wire> ends;
  private final int[] firsts;
  private final List<Wire> wires;
  private final List<Wire> loose;
  private final Map<Wire, Integer> readers = new HashMap<>();

  /**
   * A sketch.
   *
   * @param parts in topological order; every wire ends in one part at most
   * @param ends the wires that end in no part and are shown to go on; all others that end in none
   *     are results
   */
  Sketch(List<Part> parts, Set<Wire> ends) {
    this.parts = List.copyOf(parts);
    this.ends = Set.copyOf(ends);
    firsts = new int[parts.size() + 1];
    for (int part = 0; part < parts.size(); part++) {
      firsts[part + 1] = firsts[part] + parts.get(part).exits();
    }
    wires =
        IntStream.range(0, parts.size())
            .boxed()
            .flatMap(part ->
                IntStream.range(0, parts.get(part).exits())
                    .mapToObj(branch -> new Wire(part, branch)))
            .toList();
    for (int part = 0; part < parts.size(); part++) {
      for (Wire wire : parts.get(part).entries()) {
        readers.put(wire, part);
      }
    }
    loose =
        wires.stream()
            .filter(wire -> !readers.containsKey(wire))
            .sorted(Comparator.comparing(this::isEnd))
            .toList();
  }

  /** A sketch of a whole circuit. */
  public static Sketch of(List<Part> parts) {
    return new Sketch(parts, Set.of());
  }

  List<Part> parts() {
    return parts;
  }

  /** All wires, in the order of the parts they come out of. */
  List<Wire> wires() {
    return wires;
  }

  /** The place of a wire among all. */
  int index(Wire wire) {
    return firsts[wire.part()] + wire.branch();
  }

  /** The part in which each wire ends, if it ends in one. */
  Map<Wire, Integer> readers() {
    return readers;
  }

  /** Whether a wire is shown to go on in another drawing. */
  boolean isEnd(Wire wire) {
    return ends.contains(wire);
  }

  /** The wires in which nothing ends: results, then those that go on. */
  List<Wire> loose() {
    return loose;
  }
}
