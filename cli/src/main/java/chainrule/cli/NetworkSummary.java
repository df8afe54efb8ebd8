// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.LimitException;
import chainrule.nn.Layer;
import chainrule.nn.Mlp;
import chainrule.nn.Part;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How many parameters the layers of a network have. A parameter met twice is counted where it is
 * met first.
 *
 * @param rows the layers with parameters of their own, in order
 */
record NetworkSummary(List<Row> rows) {

  /**
   * One layer.
   *
   * @param path where it is in the network
   * @param label what it is
   * @param weights how many numbers its matrices have
   * @param biases how many numbers the rest of its parameters has
   */
  record Row(String path, String label, long weights, long biases) {}

  /** The summary of a perceptron that is not made, and may be too large to be. */
  static NetworkSummary ofSizes(String sizes, Console console) {
    List<Long> widths = Mlp.sizes(sizes);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i + 1 < widths.size(); i++) {
      long in = widths.get(i);
      long out = widths.get(i + 1);
      rows.add(new Row("layers." + i, "Linear(" + in + " -> " + out + ")", in * out, out));
    }
    NetworkSummary summary = new NetworkSummary(List.copyOf(rows));
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
    collect("", network, rows, new IdentityHashMap<>());
    return new NetworkSummary(List.copyOf(rows));
  }

  private static void collect(
      String path, Layer layer, List<Row> rows, IdentityHashMap<Tensor, Boolean> seen) {
    List<Tensor> own =
        layer.parts().stream()
            .flatMap(
                part -> part instanceof Part.Leaf leaf ? List.of(leaf.tensor()).stream() : null)
            .filter(tensor -> seen.put(tensor, true) == null)
            .toList();
    if (!own.isEmpty()) {
      long weights = own.stream().filter(leaf -> leaf.rank() > 1).mapToLong(Tensor::count).sum();
      long all = own.stream().mapToLong(Tensor::count).sum();
      rows.add(new Row(path, layer.label(), weights, all - weights));
    }
    for (Part part : layer.parts()) {
      if (part instanceof Part.Child(String name, Layer child)) {
        collect(path.isEmpty() ? name : path + "." + name, child, rows, seen);
      }
    }
  }

  long weights() {
    return sum(Row::weights);
  }

  long biases() {
    return sum(Row::biases);
  }

  long parameters() {
    return Math.addExact(weights(), biases());
  }

  private long sum(ToLongFunction<Row> part) {
    return rows.stream().mapToLong(part).reduce(0, Math::addExact);
  }
}
