// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import chainrule.array.DType;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import chainrule.tensor.Partial;
import chainrule.testkit.Sample;
import chainrule.testkit.Samples;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page docs/ops.md: one row for each operation, from its record. */
final class OperationsPage {

  /** The first line; a page of this line alone is written anew by the test. */
  static final String FIRST =
      "<!-- Made from the records of the operations; to make it anew, leave this line alone and run"
          + " OperationsPageTest. -->";

  private static final String INTRODUCTION =
      """

      # Operations

      One row for each operation, grouped by family; every cell comes from the operation's own record,
      the one place where it is defined. `a`, `b`, `c` are the inputs in their order, `g` is the
      upstream gradient, `out` the value. The gradient of each input stands in the order of the inputs.
      Elementwise operations broadcast, and what was broadcast is summed in the gradient. *Kink* says
      what is taken for the derivative where there is none. All gradients differentiate again.

      What differs from PyTorch stands in [pytorch.md](pytorch.md).
      """;

  private static final Pattern METHOD =
      Pattern.compile("default [\\w<>.\\[\\]]+ (\\w+)\\(([^)]*)\\) \\{");

  private final Map<String, String> mixins =
      Repository.javaSources().stream()
          .map(Repository::name)
          .filter(name -> name.startsWith("core/src/main/java/chainrule/tensor/"))
          .filter(name -> name.endsWith("Ops.java"))
          .collect(Collectors.toMap(name -> name, Repository::text));

  static String text() {
    return new OperationsPage().page();
  }

  /** What follows the mark on the page docs/pytorch.md: PyTorch's names with ours, by name. */
  static String names() {
    OperationsPage page = new OperationsPage();
    StringBuilder table = new StringBuilder("\n| PyTorch | chainrule |\n|---|---|\n");
    Samples.operations().stream()
        .filter(op -> !op.meaning().card().torch().isEmpty())
        .map(op -> "| " + code(op.meaning().card().torch()) + " | " + page.called(op) + " |\n")
        .sorted()
        .forEach(table::append);
    return table.toString();
  }

  private String called(Op op) {
    return method(op).map(call -> "`" + call + "`").orElse("");
  }

  private String page() {
    Map<Class<?>, List<Op>> families = new LinkedHashMap<>();
    for (Op op : Samples.operations()) {
      families.computeIfAbsent(family(op), _ -> new ArrayList<>()).add(op);
    }
    StringBuilder page = new StringBuilder(FIRST).append('\n').append(INTRODUCTION);
    families.forEach((family, operations) -> section(page, family, operations));
    return page.toString();
  }

  /** The interface that a record stands in, or that it implements if it has a file of its own. */
  private static Class<?> family(Op op) {
    Class<?> outer = op.getClass().getDeclaringClass();
    return outer == null ? op.getClass().getInterfaces()[0] : outer;
  }

  private void section(StringBuilder page, Class<?> family, List<Op> operations) {
    boolean elementwise = Elementwise.class.isAssignableFrom(family);
    page.append("\n## ").append(title(family)).append("\n\n");
    page.append("| operation | in Java | value | ").append(elementwise ? "" : "shapes | ");
    page.append("gradient | kink | PyTorch |\n");
    page.append("|---|---|---|").append(elementwise ? "" : "---|").append("---|---|---|\n");
    for (Op op : operations) {
      page.append(row(op, elementwise)).append('\n');
    }
  }

  private String row(Op prototype, boolean elementwise) {
    Sample sample = Samples.of(prototype, DType.F64).getFirst();
    Op op = sample.op();
    List<String> cells = new ArrayList<>();
    cells.add("`" + op.name() + "`" + attributes(op));
    cells.add(called(op));
    var card = op.meaning().card();
    cells.add(
        op instanceof Elementwise each
            ? code(each.define().value().formula())
            : code(card.formula()));
    if (!elementwise) {
      cells.add(card.shapes().contains("->") ? code(card.shapes()) : card.shapes());
    }
    cells.add(gradients(op, sample.inputs().size()));
    cells.add(op.meaning().kink());
    cells.add(code(card.torch()));
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  /** One formula an input; one for all if they are alike. */
  private static String gradients(Op op, int inputs) {
    List<String> formulas = new ArrayList<>();
    for (int slot = 0; slot < inputs; slot++) {
      formulas.add(
          op.partial(slot) instanceof Partial.None ? "none" : code(op.partial(slot).formula()));
    }
    return formulas.stream().distinct().count() == 1
        ? formulas.getFirst()
        : String.join("; ", formulas);
  }

  private static String attributes(Op op) {
    RecordComponent[] components = op.getClass().getRecordComponents();
    return components.length == 0
        ? ""
        : Arrays.stream(components)
            .map(RecordComponent::getName)
            .collect(Collectors.joining(", ", " of ", ""));
  }

  /**
   * How a user calls it: the mixin's method of its name, with the most parameters, or the method
   * that makes the record.
   */
  private Optional<String> method(Op op) {
    Class<?> type = op.getClass();
    Class<?> outer = type.getDeclaringClass();
    String name = (outer == null ? "" : outer.getSimpleName() + ".") + type.getSimpleName();
    String made = "new " + name + "(";
    return mixins.values().stream()
        .filter(source -> source.contains(made))
        .findFirst()
        .map(source -> {
          List<MatchResult> all = METHOD.matcher(source).results().toList();
          return all.stream()
              .filter(each -> each.group(1).equals(op.name()))
              .max(Comparator.comparing(each -> parameters(each).size()))
              .orElseGet(() ->
                  all.stream()
                      .filter(each -> each.start() < source.indexOf(made))
                      .reduce((_, last) -> last)
                      .orElseThrow());
        })
        .map(method -> "a." + method.group(1) + "(" + String.join(", ", parameters(method)) + ")");
  }

  private static List<String> parameters(MatchResult method) {
    return method.group(2).isBlank()
        ? List.of()
        : Arrays.stream(method.group(2).split(","))
            .map(parameter -> parameter.strip().replaceAll("^.* ", ""))
            .toList();
  }

  /** The family's name in words. */
  private static String title(Class<?> family) {
    String words = family.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
  }
}
