// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.LimitException;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.nn.Part;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * How many parameters the layers of a network have. A parameter met twice is counted where it is
 * met first.
 *
 * @param rows the layers with leaves of their own, in order
 * @param isDense whether all of them are linear, so that each weight is multiplied once an input
 */
record NetworkSummary(List<Row> rows, boolean isDense) {

  /**
   * One layer.
   *
   * @param path where it is in the network
   * @param label what it is
   * @param weights how many numbers its weights have, which multiply
   * @param biases how many numbers the rest of its parameters has
   * @param kept how many numbers are kept, not trained
   */
  record Row(String path, String label, long weights, long biases, long kept) {
    private static Row of(String path, String label, List<Part.Leaf> leaves) {
      return new Row(
          path,
          label,
          count(leaves, leaf -> leaf.tensor().isGradRequired() && multiplies(leaf)),
          count(leaves, leaf -> leaf.tensor().isGradRequired() && !multiplies(leaf)),
          count(leaves, leaf -> !leaf.tensor().isGradRequired()));
    }

    private static boolean multiplies(Part.Leaf leaf) {
      return leaf.tensor().rank() > 1 || leaf.name().equals("weight");
    }

    private static long count(List<Part.Leaf> leaves, Predicate<Part.Leaf> which) {
      return leaves.stream().filter(which).mapToLong(leaf -> leaf.tensor().count()).sum();
    }
  }

  /** The summary of a perceptron that is not made, and may be too large to be. */
  static NetworkSummary ofSizes(String sizes, Console console) {
    List<Long> widths = Mlp.sizes(sizes);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i + 1 < widths.size(); i++) {
      long in = widths.get(i);
      long out = widths.get(i + 1);
      rows.add(new Row("layers." + i, "Linear(" + in + " -> " + out + ")", in * out, out, 0));
    }
    NetworkSummary summary = new NetworkSummary(List.copyOf(rows), true);
    try {
      summary.parameters();
      return summary;
    } catch (ArithmeticException e) {
      throw new LimitException(console.text("summary.large", sizes));
    }
  }

  /** The summary of a network. */
  static NetworkSummary of(Layer network) {
    List<Row> rows = new ArrayList<>();
    boolean dense = collect("", network, rows, new IdentityHashMap<>());
    return new NetworkSummary(List.copyOf(rows), dense);
  }

  /** Whether all layers with leaves of their own are linear. */
  private static boolean collect(
      String path, Layer layer, List<Row> rows, IdentityHashMap<Tensor, Boolean> seen) {
    List<Part.Leaf> own = new ArrayList<>();
    for (Part part : layer.parts()) {
      if (part instanceof Part.Leaf leaf && seen.put(leaf.tensor(), true) == null) {
        own.add(leaf);
      }
    }
    if (!own.isEmpty()) {
      rows.add(Row.of(path, layer.label(), own));
    }
    boolean dense = own.isEmpty() || layer instanceof Linear;
    for (Part part : layer.parts()) {
      if (part instanceof Part.Child(String name, Layer child)) {
        dense &= collect(path.isEmpty() ? name : path + "." + name, child, rows, seen);
      }
    }
    return dense;
  }

  long weights() {
    return sum(Row::weights);
  }

  long biases() {
    return sum(Row::biases);
  }

  long kept() {
    return sum(Row::kept);
  }

  long parameters() {
    return Math.addExact(weights(), biases());
  }

  private long sum(ToLongFunction<Row> part) {
    return rows.stream().mapToLong(part).reduce(0, Math::addExact);
  }
}
