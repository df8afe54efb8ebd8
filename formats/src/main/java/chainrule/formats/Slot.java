// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.nn.BatchNorm;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Parameters;
import chainrule.nn.Part;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A leaf that a tensor of a file goes into.
 *
 * @param path what the network calls it
 * @param last the last part of its name in the file
 * @param leaf the leaf
 * @param transposed whether the file has it [out, in]
 */
record Slot(String path, String last, Tensor leaf, boolean transposed) {

  /** The leaves as our own files have them. */
  static List<Slot> own(Layer network) {
    List<Slot> slots = new ArrayList<>();
    Parameters.of(network)
        .all()
        .forEach((path, leaf) -> slots.add(new Slot(path, last(path), leaf, false)));
    return slots;
  }

  /** The leaves as PyTorch has them. */
  static List<Slot> torch(Layer network) {
    List<Slot> slots = new ArrayList<>();
    collect("", network, slots, Collections.newSetFromMap(new IdentityHashMap<>()));
    return slots;
  }

  private static void collect(String prefix, Layer layer, List<Slot> slots, Set<Tensor> seen) {
    for (Part part : layer.parts()) {
      String path = prefix.isEmpty() ? part.name() : prefix + "." + part.name();
      switch (part) {
        case Part.Leaf(String name, Tensor leaf) -> {
          if (seen.add(leaf)) {
            boolean transposed = layer instanceof Linear && name.equals("weight");
            slots.add(new Slot(path, torchName(layer, last(name)), leaf, transposed));
          }
        }
        case Part.Child(_, Layer child) -> collect(path, child, slots, seen);
      }
    }
  }

  private static String torchName(Layer layer, String name) {
    return layer instanceof BatchNorm
        ? switch (name) {
          case "runningMean" -> "running_mean";
          case "runningVariance" -> "running_var";
          default -> name;
        }
        : name;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The path of the layer that has it, with a point after it; empty for the network itself. */
  String owner() {
    return path.substring(0, path.lastIndexOf('.') + 1);
  }

  /** What the file calls it if it has the paths of the network. */
  String name() {
    return owner() + last;
  }
}
