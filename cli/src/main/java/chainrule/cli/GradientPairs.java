// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.autograd.GradCheck;
import chainrule.explain.Numbers;
import chainrule.formats.Json;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import chainrule.train.EventJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The gradients of a circuit, each beside its central difference.
 *
 * @param pairs one for each element of each input that wants a gradient
 */
record GradientPairs(List<Pair> pairs) {

  /** None asked for. */
  static final GradientPairs NONE = new GradientPairs(List.of());

  private static final int FEW = 16;
  private static final int ERROR_DIGITS = 3;
  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-8;

  /**
   * One element.
   *
   * @param name the input, with the index of the element
   * @param exact what the backward pass gave
   * @param numeric the central difference
   */
  record Pair(String name, double exact, double numeric) {
    double difference() {
      return exact == numeric ? 0 : Math.abs(exact - numeric);
    }

    boolean agrees() {
      return difference() <= ABSOLUTE + RELATIVE * Math.max(Math.abs(exact), Math.abs(numeric));
    }
  }

  static GradientPairs of(Pass pass, Differentiable function) {
    List<Tensor> numeric = GradCheck.differences(function.function(), function.point());
    List<Node.Leaf> leaves = function.leaves();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Node.Leaf leaf = leaves.get(i);
      double[] exact =
          pass.hasGradient(leaf.id())
              ? pass.gradient(leaf.id()).toDoubles()
              : new double[(int) leaf.shape().count()];
      double[] found = numeric.get(i).toDoubles();
      for (int place = 0; place < exact.length; place++) {
        pairs.add(new Pair(leaf.id() + index(leaf, place), exact[place], found[place]));
      }
    }
    return new GradientPairs(List.copyOf(pairs));
  }

  private static String index(Node.Leaf leaf, int place) {
    return leaf.shape().rank() == 0 ? "" : leaf.shape().index(place).toString();
  }

  /** Whether each is as near as allowed. */
  boolean agree() {
    return pairs.stream().allMatch(Pair::agrees);
  }

  /** Prints them; of many, those that differ most. */
  void print(Console console) {
    if (pairs.isEmpty()) {
      return;
    }
    boolean many = pairs.size() > FEW;
    Table table = Table.of("lrrr").row(console.text("graph.check.columns").split("\\|", -1));
    pairs.stream()
        .sorted(many ? Comparator.comparingDouble(Pair::difference).reversed() : (_, _) -> 0)
        .limit(FEW)
        .forEach(pair ->
            table.row(
                pair.name(),
                Numbers.of(pair.exact()),
                Numbers.of(pair.numeric()),
                Numbers.of(pair.difference(), ERROR_DIGITS)));
    console.line("");
    console.lines(table.lines());
    if (many) {
      console.say("graph.check.all", pairs.size());
    }
    console.say("gradcheck.rule");
    console.say("gradcheck.numeric");
  }

  Json json() {
    return Json.array(
        pairs.stream()
            .map(pair ->
                Json.object()
                    .with("name", pair.name())
                    .with("exact", EventJson.number(pair.exact()))
                    .with("numeric", EventJson.number(pair.numeric())))
            .toList());
  }
}
