// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.nn.Layer;
import chainrule.nn.Parameters;
import chainrule.nn.Part;
import chainrule.tensor.Call;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the layers of a network are called, by their paths. */
final class LayerNames {

  private final Map<String, String> labels = new LinkedHashMap<>();

  LayerNames(Layer network) {
    collect("", network);
  }

  private void collect(String path, Layer layer) {
    labels.putIfAbsent(path, layer.label());
    for (Part part : layer.parts()) {
      if (part instanceof Part.Child(String name, Layer child)) {
        collect(path.isEmpty() ? name : path + "." + name, child);
      }
    }
  }

  /** Whether a layer has leaves of its own, not only in layers inside it. */
  static boolean hasLeaves(Layer layer) {
    return layer.parts().stream().anyMatch(Part.Leaf.class::isInstance);
  }

  /** The layer whose a parameter is: the longest path of one that its own begins with. */
  Place ofParameter(String path) {
    String at = path;
    while (!labels.containsKey(at)) {
      int dot = at.lastIndexOf('.');
      at = dot < 0 ? "" : at.substring(0, dot);
    }
    return new Place(at, labels.getOrDefault(at, ""));
  }

  /** The layer at a path. */
  Place at(String path) {
    return new Place(path, labels.getOrDefault(path, ""));
  }

  /**
   * The place of an operation: its layer; for one that a network applies between its layers, the
   * layer that its input came from.
   */
  static Place of(Call call) {
    String path = call.scope().path();
    for (Tensor input : call.inputs()) {
      String before = input.call().map(made -> made.scope().path()).orElse("");
      if (before.length() > path.length() && (path.isEmpty() || before.startsWith(path + "."))) {
        return new Place(before, call.op().name());
      }
    }
    return new Place(path, call.op().name());
  }

  /** The paths of all parameters that are trained, with their leaves. */
  static Map<String, Tensor> trained(Layer network) {
    Map<String, Tensor> trained = new LinkedHashMap<>(Parameters.of(network).all());
    trained.values().removeIf(leaf -> !leaf.isGradRequired());
    return trained;
  }
}
