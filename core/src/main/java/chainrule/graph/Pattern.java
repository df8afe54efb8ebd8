// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.array.Shape;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Composite;
import chainrule.tensor.Contraction;
import chainrule.tensor.Logarithmic;
import chainrule.tensor.Op;
import chainrule.tensor.Power;
import chainrule.tensor.Rectifier;
import chainrule.tensor.Reduction;
import chainrule.tensor.Sigmoidal;
import chainrule.tensor.Spec;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An operation that can stand for several gates: the graph of its simpler form, which is looked for
 * in another graph.
 */
record Pattern(Op op, Graph form, List<String> inputs) {

  /** Where a pattern was found: the operation, and the ids of its inputs. */
  record Match(Op op, List<String> inputs) {}

  /** What was found in a graph, by the id of the gate that takes the place of the others. */
  static Map<String, Match> all(Graph graph) {
    Map<String, Set<String>> readers = readers(graph);
    Map<String, Match> found = new HashMap<>();
    Set<String> inside = new HashSet<>();
    for (Node.Gate gate : graph.gates().reversed()) {
      if (!inside.contains(gate.id())) {
        for (Pattern pattern : candidates(graph, gate)) {
          Matching matching = new Matching(graph, pattern, readers);
          if (!found.containsKey(gate.id()) && matching.at(gate)) {
            found.put(gate.id(), new Match(pattern.op(), matching.inputs()));
            inside.addAll(matching.inside());
          }
        }
      }
    }
    return found;
  }

  /** The gates that read each value, past copies. */
  private static Map<String, Set<String>> readers(Graph graph) {
    Map<String, Set<String>> readers = new HashMap<>();
    for (Node.Gate gate : graph.gates()) {
      for (String id : gate.wires()) {
        readers.computeIfAbsent(Form.past(graph, id), _ -> new HashSet<>()).add(gate.id());
      }
    }
    return readers;
  }

  /** What could end in a gate, the largest first. */
  private static List<Pattern> candidates(Graph graph, Node.Gate last) {
    Spec own = last.spec();
    return switch (last.operation()) {
      case Arithmetic.Div _, Power.Reciprocal _, Power.Pow _ ->
          Stream.concat(
                  Stream.of(of(new Sigmoidal.Sigmoid(), own), of(new Sigmoidal.Tanh(), own)),
                  Stream.of(softmax(last), mean(graph, last), losses(graph, last))
                      .flatMap(each -> each))
              .toList();
      case Logarithmic.Log _ -> List.of(of(new Rectifier.Softplus(), own));
      case Arithmetic.Add _ -> linear(graph, last).toList();
      case Reduction.Mean _, Reduction.Sum _, Arithmetic.Mul _ -> losses(graph, last).toList();
      default -> List.of();
    };
  }

  private static Stream<Pattern> softmax(Node.Gate last) {
    int rank = last.shape().rank();
    return rank == 0 ? Stream.of() : Stream.of(of(new Composite.Softmax(rank - 1), last.spec()));
  }

  private static Stream<Pattern> mean(Graph graph, Node.Gate last) {
    return last.wires().size() == 1
            && graph.node(last.wires().getFirst()) instanceof Node.Gate gate
            && gate.operation() instanceof Reduction.Sum sum
        ? Stream.of(
            of(
                new Reduction.Mean(sum.axes(), sum.keep()),
                graph.node(gate.wires().getFirst()).spec()))
        : Stream.of();
  }

  private static Stream<Pattern> linear(Graph graph, Node.Gate add) {
    if (add.wires().size() < 2) {
      return Stream.of();
    }
    Node first = graph.node(add.wires().get(0));
    Node second = graph.node(add.wires().get(1));
    boolean turned = second.op().equals("matmul");
    Node product = turned ? second : first;
    Node bias = turned ? first : second;
    if (!product.op().equals("matmul")) {
      return Stream.of();
    }
    Spec x = graph.node(product.wires().get(0)).spec();
    Spec weight = graph.node(product.wires().get(1)).spec();
    boolean fits =
        weight.shape().rank() == 2 && bias.shape().equals(Shape.of(weight.shape().size(1)));
    return fits ? Stream.of(of(new Contraction.Affine(), x, weight, bias.spec())) : Stream.of();
  }

  /** The squared losses, for a prediction of the sizes that a subtraction further down has. */
  private static Stream<Pattern> losses(Graph graph, Node.Gate last) {
    if (last.shape().rank() > 0) {
      return Stream.of();
    }
    Node node = last;
    while (node instanceof Node.Gate gate && !gate.wires().isEmpty() && !gate.op().equals("sub")) {
      node = graph.node(gate.wires().getFirst());
      node = node instanceof Node.Copy copy ? graph.node(copy.of()) : node;
    }
    Spec spec = node.spec();
    return node.op().equals("sub") && spec.shape().rank() > 0
        ? Stream.of(
            of(new SquaredLoss.HalfMse(), spec, spec),
            of(new SquaredLoss.Mse(), spec, spec),
            of(new SquaredLoss.QuadraticCost(), spec, spec),
            of(new SquaredLoss.SumOfSquares(), spec, spec))
        : Stream.of();
  }

  private static Pattern of(Op op, Spec... specs) {
    Map<String, Tensor> names = new HashMap<>();
    List<Tensor> leaves = new ArrayList<>();
    for (Spec spec : specs) {
      Tensor leaf = Tensor.full(spec.dtype(), spec.shape(), 0);
      names.put(Integer.toString(leaves.size()), leaf);
      leaves.add(leaf);
    }
    Graph form = Graph.capture(names, () -> op.split(leaves).orElseThrow());
    return new Pattern(op, form, names.keySet().stream().sorted().toList());
  }
}
