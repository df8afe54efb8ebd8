// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import java.util.List;

/** What a circuit is drawn of. */
public sealed interface Part {

  /** What comes out of a part: the only wire of most, one of several branches of a dot. */
  record Wire(int part, int branch) {
    /** The only wire that comes out of a part. */
    public static Wire of(int part) {
      return new Wire(part, 0);
    }
  }

  /**
   * A value that is there from the start, at the left edge.
   *
   * @param label what is written
   */
  record Start(Label label) implements Part {}

  /**
   * A gate.
   *
   * @param inputs the wires that end in it, from top to bottom
   * @param label what is written
   * @param named the same with a name, for where the wire is cut
   * @param start what is written where the wire goes on in another drawing
   */
  record Gate(List<Wire> inputs, Label label, Label named, Label start) implements Part {
    /** Keeps its own copy of the inputs. */
    public Gate {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * A dot at which a value is copied.
   *
   * @param input what is copied
   * @param branches what is written on the branches, if anything
   * @param starts what is written where a branch goes on in another drawing
   * @param isActive whether it makes the step
   */
  record Dot(Wire input, List<Label> branches, List<Label> starts, boolean isActive)
      implements Part {
    /** Keeps its own copies. */
    public Dot {
      branches = List.copyOf(branches);
      starts = List.copyOf(starts);
    }
  }

  /** The wires that end in it. */
  default List<Wire> entries() {
    return switch (this) {
      case Start _ -> List.of();
      case Gate gate -> gate.inputs();
      case Dot dot -> List.of(dot.input());
    };
  }

  /** How many wires come out of it. */
  default int exits() {
    return this instanceof Dot dot ? dot.branches().size() : 1;
  }
}
