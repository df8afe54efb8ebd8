// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.array.Shape;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Op;
import chainrule.tensor.Role;
import chainrule.tensor.Spec;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** A place in a graph where a value stands. */
public sealed interface Node {

  /** The name, or what stands for it; no two nodes of a graph have the same. */
  String id();

  /** Sizes and type of the value. */
  Spec spec();

  /** What it is computed from, in the order of the operation; nothing for a leaf. */
  List<Source> inputs();

  /** Whether a gradient can reach it. */
  boolean isWatched();

  /** {@code leaf}, {@code copy} or the name of the operation. */
  String op();

  /** The sizes of the value. */
  default Shape shape() {
    return spec().shape();
  }

  /** The ids of the nodes among the inputs. */
  default List<String> wires() {
    return inputs().stream()
        .filter(Source.Wire.class::isInstance)
        .map(input -> ((Source.Wire) input).from())
        .toList();
  }

  /**
   * A value that is given: an input or a parameter.
   *
   * @param id the name; {@code leaf1} and so on if it has none
   * @param tensor the given value
   * @param isWatched whether it wants a gradient
   */
  record Leaf(String id, Tensor tensor, boolean isWatched) implements Node {
    @Override
    public Spec spec() {
      return tensor.spec();
    }

    @Override
    public List<Source> inputs() {
      return List.of();
    }

    @Override
    public String op() {
      return "leaf";
    }
  }

  /**
   * A value that is computed. It knows its inputs, its output and what its upstream gradient makes
   * of them, and nothing of the rest.
   *
   * @param id the name; {@code add1}, {@code mul2} and so on if it has none
   * @param operation what it computes
   * @param inputs nodes, and numbers that belong to it
   * @param spec sizes and type of the output
   * @param scope the path of the box it stands in; empty outside all boxes
   * @param isNamed whether somebody named it
   * @param isWatched whether a gradient can reach it
   */
  record Gate(
      String id,
      Op operation,
      List<Source> inputs,
      Spec spec,
      String scope,
      boolean isNamed,
      boolean isWatched)
      implements Node {

    /** Keeps its own copy of the inputs. */
    public Gate {
      inputs = List.copyOf(inputs);
    }

    @Override
    public String op() {
      return operation.name();
    }

    /** What it does to a gradient; a product with a number is a scaler. */
    public Role role() {
      boolean scales = operation instanceof Arithmetic.Mul || operation instanceof Arithmetic.Div;
      return scales && wires().size() == 1 ? Role.SCALER : operation.meaning().role();
    }

    /** The slots whose input is a node. */
    public List<Integer> slots() {
      return IntStream.range(0, inputs.size())
          .filter(slot -> inputs.get(slot) instanceof Source.Wire)
          .boxed()
          .toList();
    }
  }

  /**
   * A value that is used more than once: forward it copies, backward it adds.
   *
   * @param id {@code copy1} and so on
   * @param of the id of the node whose value it copies
   * @param uses how often it is used, at least 2
   * @param spec sizes and type of the value
   * @param scope the path of the box it stands in
   * @param isWatched whether a gradient can reach it
   */
  record Copy(String id, String of, int uses, Spec spec, String scope, boolean isWatched)
      implements Node {
    @Override
    public List<Source> inputs() {
      return List.of(new Source.Wire(of));
    }

    @Override
    public String op() {
      return "copy";
    }
  }
}
