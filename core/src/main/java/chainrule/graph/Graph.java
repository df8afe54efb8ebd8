// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.GraphException;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * A computational graph: leaves, gates and copies in topological order, so that each node stands
 * behind those it is computed from.
 *
 * <p>A number that stands beside a tensor, as 2 in 2x, belongs to its gate and is no node. A value
 * that is used more than once goes through a copy, at which gradients add up.
 *
 * <pre>{@code
 * var x = Tensor.scalar(-2).requiresGrad();
 * var y = Tensor.scalar(5).requiresGrad();
 * var z = Tensor.scalar(-4).requiresGrad();
 * var graph = Graph.of(x.plus(y).times(z), Map.of("x", x, "y", y, "z", z));
 * graph.forward().backward().gradient("add1"); // -4
 * }</pre>
 *
 * <p>Immutable; the leaves are the tensors it was captured from, whose values are read at each
 * {@link #forward}.
 */
public final class Graph {

  private final List<Node> nodes;
  private final Map<String, Integer> places;
  private final SequencedMap<String, String> titles;
  private final String output;

  Graph(List<Node> nodes, SequencedMap<String, String> titles, String output) {
    this.nodes = List.copyOf(nodes);
    this.titles = titles;
    this.output = output;
    places = placesOf(this.nodes);
  }

  /**
   * What is behind a result that was recorded.
   *
   * @throws ArgumentException if nothing was: no leaf requires a gradient, or the graph was
   *     released
   */
  public static Graph of(Tensor output) {
    return of(output, Map.of());
  }

  /**
   * The same with names for leaves and intermediate results; of two names for one tensor the first
   * holds, and names of tensors that are not behind the output are ignored.
   */
  public static Graph of(Tensor output, Map<String, Tensor> names) {
    return new Capture(names).graph(output);
  }

  /**
   * What a computation does, watched or not; parameters still want gradients and data do not. What
   * it finds by a look at numbers, such as the places of a mask, is found again in each run; sizes
   * that it gives to operations stay, and other numbers that do not suit them are refused.
   */
  public static Graph capture(Supplier<Tensor> computation) {
    return capture(Map.of(), computation);
  }

  /** The same with names; the computation may still add to the map. */
  public static Graph capture(Map<String, Tensor> names, Supplier<Tensor> computation) {
    Tensor output = Context.current().withAllRecorded().call(computation);
    if (output == null) {
      throw new GraphException(
          "capture: the computation gave null; needs a tensor",
          "return the tensor that it computes");
    }
    return of(output, names);
  }

  /** All nodes, in topological order. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The gates, without leaves and copies, in topological order. */
  public List<Node.Gate> gates() {
    return nodes.stream().filter(Node.Gate.class::isInstance).map(Node.Gate.class::cast).toList();
  }

  /** The leaves, in the order of their first use. */
  public List<Node.Leaf> leaves() {
    return nodes.stream().filter(Node.Leaf.class::isInstance).map(Node.Leaf.class::cast).toList();
  }

  /** The last node. */
  public Node output() {
    return node(output);
  }

  /** The node of an id, if there is one. */
  public Optional<Node> find(String id) {
    return Optional.ofNullable(places.get(id)).map(nodes::get);
  }

  /**
   * The node of an id.
   *
   * @throws ArgumentException if there is none
   */
  public Node node(String id) {
    return nodes.get(place(id));
  }

  /** Where a node stands in the order, from 0. */
  int place(String id) {
    Integer place = places.get(id);
    if (place == null) {
      throw new ArgumentException(
          "graph: no node is called \"" + id + "\"; it has " + Capture.someOf(nodes));
    }
    return place;
  }

  /** The boxes that gates stand in, outer before inner. */
  public List<Box> boxes() {
    return Boxes.of(this);
  }

  SequencedMap<String, String> titles() {
    return titles;
  }

  // ------------------------------------------------------------------ running

  /** Computes every value, gate by gate. */
  public Pass forward() {
    return forward(Map.of());
  }

  /**
   * The same with other values for some leaves.
   *
   * @param values by id; sizes and type as before
   */
  public Pass forward(Map<String, Tensor> values) {
    return Pass.forward(this, values);
  }

  /**
   * The value of the output as a function of leaves, recorded so that it can be differentiated.
   *
   * @param values by id; sizes as before, types as the operations need them
   * @throws ArgumentException if an id is not that of a leaf
   */
  public Tensor apply(Map<String, Tensor> values) {
    return Rewriting.apply(this, values);
  }

  /** A walk through the passes, one gate at a time, both ways. */
  public Walkthrough steps() {
    return new Walkthrough(forward().backward());
  }

  // ------------------------------------------------------------------ other views

  /** The same computed in another floating type: leaves and numbers are converted. */
  public Graph to(DType dtype) {
    return Rewriting.to(this, dtype);
  }

  /** The same with every gate that is made of simpler ones replaced by these, in a box. */
  public Graph split() {
    return Rewriting.split(this);
  }

  /**
   * The same with one gate replaced by the simpler ones it is made of.
   *
   * @throws ArgumentException if it is none that can be split
   */
  public Graph split(String id) {
    return Rewriting.split(this, id);
  }

  /** The same with gates that make up a sigmoid, a linear layer and so on replaced by one gate. */
  public Graph fuse() {
    return Rewriting.fuse(this);
  }

  private static Map<String, Integer> placesOf(List<Node> nodes) {
    Map<String, Integer> places = HashMap.newHashMap(nodes.size());
    for (int place = 0; place < nodes.size(); place++) {
      places.put(nodes.get(place).id(), place);
    }
    return places;
  }
}
