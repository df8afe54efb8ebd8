// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.layout.Label;
import chainrule.explain.layout.LabelLines;
import chainrule.explain.text.TextWidth;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** What is told of a circuit that has too many nodes to be drawn. */
final class Summary {

  /** The most lines of one kind. */
  private static final int MOST = 20;

  private final Moment moment;
  private final Circuit.Options options;
  private final Language language;
  private final List<String> lines = new ArrayList<>();

  Summary(Moment moment, Circuit.Options options) {
    this.moment = moment;
    this.options = options;
    language = options.language();
  }

  List<String> lines() {
    Node output = moment.graph().output();
    add(counts());
    add(language.choose("output: ", "输出：") + name(output.id()) + "  " + value(output.id()));
    add(norm());
    list(language.choose("gates:", "门单元："), operations());
    list(language.choose("boxes:", "模块："), boxes());
    list(language.choose("leaves:", "叶节点："), leaves());
    return lines;
  }

  private String counts() {
    long gates = moment.graph().gates().size();
    long leaves = moment.graph().leaves().size();
    long copies = moment.graph().nodes().size() - gates - leaves;
    return String.format(
        Locale.ROOT,
        language.choose(
            "gates %,d, copies %,d, leaves %,d, depth %,d: too many to draw",
            "门单元 %,d，复制 %,d，叶节点 %,d，深度 %,d：太多，不画"),
        gates,
        copies,
        leaves,
        depth());
  }

  /** How many gates lie on the longest way. */
  private int depth() {
    Map<String, Integer> depths = new HashMap<>();
    for (Node node : moment.graph().nodes()) {
      int below =
          node.wires().stream().mapToInt(from -> depths.getOrDefault(from, 0)).max().orElse(0);
      depths.put(node.id(), node instanceof Node.Gate ? below + 1 : below);
    }
    return depths.values().stream().mapToInt(depth -> depth).max().orElse(0);
  }

  private String norm() {
    List<Tensor> gradients =
        moment.graph().leaves().stream()
            .flatMap(leaf -> Optional.ofNullable(moment.gradients().get(leaf.id())).stream())
            .toList();
    double[] norms =
        gradients.stream().mapToDouble(gradient -> Statistics.of(gradient).norm()).toArray();
    double norm = Statistics.norm(norms, DoubleStream.of(norms).reduce(0, Math::max));
    return gradients.isEmpty()
        ? language.choose("gradient: not computed", "梯度：尚未计算")
        : language.choose("norm of the gradient: ", "梯度的范数：")
            + Numbers.of(norm)
            + language.choose(" over ", "，共 ")
            + gradients.size()
            + language.choose(gradients.size() == 1 ? " leaf" : " leaves", " 个叶节点");
  }

  private List<String> operations() {
    Map<String, Integer> counts = new TreeMap<>();
    moment.graph().gates().forEach(gate -> counts.merge(gate.op(), 1, Integer::sum));
    int width = counts.keySet().stream().mapToInt(TextWidth::of).max().orElse(0);
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(count ->
            TextWidth.left(count.getKey(), width)
                + String.format(Locale.ROOT, "  %,d", count.getValue()))
        .toList();
  }

  private List<String> boxes() {
    return moment.graph().boxes().stream()
        .filter(box -> box.parent().isEmpty())
        .map(box -> BoxList.title(box, options))
        .toList();
  }

  private List<String> leaves() {
    List<Node.Leaf> leaves = moment.graph().leaves();
    int width = leaves.stream().mapToInt(leaf -> TextWidth.of(name(leaf.id()))).max().orElse(0);
    return leaves.stream()
        .map(leaf -> TextWidth.left(name(leaf.id()), width) + "  " + value(leaf.id()))
        .toList();
  }

  private String name(String id) {
    return Symbols.name(id, options.ascii());
  }

  private String value(String id) {
    return Optional.ofNullable(moment.values().get(id))
        .map(Detail.ALL.getFirst()::value)
        .orElse(options.glyphs().missing());
  }

  private void list(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      add(title);
      entries.stream().limit(MOST).forEach(entry -> add("  " + entry));
    }
    if (entries.size() > MOST) {
      int more = entries.size() - MOST;
      add(language.choose("  and " + more + " more", "  另有 " + more + " 个"));
    }
  }

  private void add(String line) {
    LabelLines.of(Label.of(line), options.columns(), "    ").stream()
        .map(part -> part.plain().stripTrailing())
        .forEach(lines::add);
  }
}
