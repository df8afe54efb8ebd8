// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.error.ArgumentException;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Source;
import chainrule.nn.Layer;
import chainrule.nn.Parameters;
import chainrule.tensor.Contraction;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network as a chain of layers z = a W + b, each with elementwise functions behind it: found in
 * the graph of the network, so that any layer that computes such a chain will do.
 *
 * @param prepared the input as the first layer takes it
 * @param links first layer first
 */
record LayerChain(Tensor prepared, List<Link> links) {

  private static final String INPUT = "x";

  /**
   * One layer.
   *
   * @param weight the name of its weight
   * @param bias the name of its bias, if it has one
   * @param weights [in, out]
   * @param biases [out]
   * @param functions what is applied to z, in order; nothing for a linear layer
   */
  record Link(
      String weight,
      Optional<String> bias,
      Tensor weights,
      Optional<Tensor> biases,
      List<Node.Gate> functions) {

    Link then(Node.Gate function) {
      List<Node.Gate> longer = new ArrayList<>(functions);
      longer.add(function);
      return new Link(weight, bias, weights, biases, List.copyOf(longer));
    }

    /** z = a W + b. */
    Tensor z(Tensor a, Tensor weightLeaf, Optional<Tensor> biasLeaf) {
      return biasLeaf.isPresent() ? a.affine(weightLeaf, biasLeaf.get()) : a.matmul(weightLeaf);
    }

    /** The functions of the layer, applied to z. */
    Tensor activate(Tensor z) {
      Tensor value = z;
      for (Node.Gate function : functions) {
        value = apply(function, value);
      }
      return value;
    }
  }

  private static Tensor apply(Node.Gate function, Tensor value) {
    return function
        .operation()
        .apply(
            function.inputs().stream()
                .map(source -> source instanceof Source.Constant(Tensor number) ? number : value)
                .toList());
  }

  /** The same for one of the samples. */
  LayerChain sample(long row) {
    return new LayerChain(prepared.detach().slice(0, row, row + 1), links);
  }

  /**
   * The chain that a network is.
   *
   * @param x one row a sample
   * @throws ArgumentException if it is none
   */
  static LayerChain of(Layer net, Tensor x) {
    Map<String, Tensor> names = new LinkedHashMap<>();
    names.put(INPUT, x);
    Parameters.of(net).all().forEach(names::putIfAbsent);
    Graph graph = Graph.capture(names, () -> net.apply(x)).fuse();
    Tensor prepared = x;
    String current = INPUT;
    List<Link> links = new ArrayList<>();
    for (Node.Gate gate : graph.gates()) {
      Optional<Link> link = link(graph, gate, current);
      if (link.isPresent()) {
        links.add(link.get());
      } else if (isFunction(gate, current)) {
        if (links.isEmpty()) {
          prepared = apply(gate, prepared);
        } else {
          links.add(links.removeLast().then(gate));
        }
      } else {
        throw noChain(net, gate);
      }
      current = gate.id();
    }
    if (links.isEmpty()) {
      throw new ArgumentException(
          "deltas: " + net.label() + " has no layer x W + b", "give a network with Linear layers");
    }
    return new LayerChain(prepared, List.copyOf(links));
  }

  private static boolean isFunction(Node.Gate gate, String current) {
    return gate.operation() instanceof Elementwise && gate.wires().equals(List.of(current));
  }

  private static Optional<Link> link(Graph graph, Node.Gate gate, String current) {
    boolean isLayer =
        gate.operation() instanceof Contraction.Affine
            || gate.operation() instanceof Contraction.Matmul;
    List<String> wires = gate.wires();
    if (!isLayer || wires.size() != gate.inputs().size() || !wires.getFirst().equals(current)) {
      return Optional.empty();
    }
    List<Node.Leaf> leaves =
        wires.stream()
            .skip(1)
            .map(graph::node)
            .filter(Node.Leaf.class::isInstance)
            .map(Node.Leaf.class::cast)
            .toList();
    if (leaves.size() != wires.size() - 1 || leaves.getFirst().shape().rank() != 2) {
      return Optional.empty();
    }
    Optional<Node.Leaf> bias = leaves.stream().skip(1).findFirst();
    return Optional.of(
        new Link(
            leaves.getFirst().id(),
            bias.map(Node.Leaf::id),
            leaves.getFirst().tensor(),
            bias.map(Node.Leaf::tensor),
            List.of()));
  }

  private static ArgumentException noChain(Layer net, Node.Gate gate) {
    return new ArgumentException(
        "deltas: "
            + net.label()
            + " is no chain of layers: "
            + gate.op()
            + " "
            + gate.id()
            + " with inputs "
            + gate.wires()
            + " does not continue it; needs x W + b, then functions of each element, and so on",
        "use Explain for a network of another form");
  }
}
