// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.explain.Circuit;
import chainrule.explain.Explain;
import chainrule.explain.JavaCode;
import chainrule.explain.Nudge;
import chainrule.explain.Numbers;
import chainrule.explain.Payload;
import chainrule.explain.notation.Assignments;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import chainrule.train.EventJson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;

/** {@code chainrule graph EXPR [NAME=VALUE...]}: a circuit with its values and gradients. */
record GraphVerb() implements Verb {

  /** What is printed in place of the drawing; at most one of them. */
  private static final List<String> FORMS = List.of("--json", "--latex", "--markdown", "--java");

  private static final int ERROR_DIGITS = 3;

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public CommandSpec spec() {
    return Expression.words(Words.of(name()), "EXPR")
        .flag("--steps")
        .flag("--fuse")
        .flag("--split")
        .flag("--check")
        .option("--nudge", "NAME=CHANGE")
        .flag("--markdown")
        .flag("--latex")
        .flag("--java")
        .flag("--plan")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation call) {
    checkForms(call);
    Expression expression = Expression.of(call);
    Graph graph = expression.graph();
    graph = call.has("--fuse") ? graph.fuse() : graph;
    graph = call.has("--split") ? graph.split() : graph;
    if (call.has("--plan")) {
      PlanTable.of(graph, expression.upstream(), call).print(call);
      return Failure.DONE;
    }
    Pass pass = graph.forward().backward(expression.upstream());
    GradientPairs pairs =
        call.has("--check")
            ? GradientPairs.of(pass, new Differentiable(graph, expression.upstream()))
            : GradientPairs.NONE;
    Optional<Nudge> nudge = call.text("--nudge").map(text -> nudge(call, pass, text));
    if (call.has("--json")) {
      JsonObject object = Payload.of(pass);
      object = call.has("--check") ? object.with("check", pairs.json()) : object;
      call.console().json(nudge.isPresent() ? object.with("nudge", json(nudge.get())) : object);
    } else {
      print(call, pass);
      pairs.print(call.console());
      nudge.ifPresent(found -> print(call.console(), found));
    }
    note(call.console(), pass);
    return pairs.agree() ? Failure.DONE : Failure.FAILED;
  }

  /**
   * Checks that the user wants one form of the result.
   *
   * @throws ArgumentException in the user's language
   */
  static void checkForms(Invocation call) {
    List<String> forms =
        FORMS.stream().filter(form -> call.words().commandSpec().findOption(form) != null).toList();
    List<String> given = forms.stream().filter(call::has).toList();
    if (given.size() > 1) {
      throw new ArgumentException(
          call.console().text("graph.forms", String.join(" ", given)),
          call.console().text("graph.forms.fix", String.join(", ", forms)));
    }
  }

  private static void print(Invocation call, Pass pass) {
    Console console = call.console();
    Explain explain = Explain.of(pass).language(console.messages().language());
    if (call.has("--java")) {
      console.lines(JavaCode.of(pass).source("Circuit").lines().toList());
    } else if (call.has("--latex")) {
      console.lines(explain.latex().lines().toList());
    } else if (call.has("--markdown")) {
      console.lines(explain.markdown().lines().toList());
    } else {
      console.lines(Circuit.of(pass).toText(options(console)).lines().toList());
      if (call.has("--steps")) {
        console.line("");
        console.wrapped(explain.text());
      }
    }
  }

  private static Nudge nudge(Invocation call, Pass pass, String text) {
    SequencedMap<String, Tensor> changes = Assignments.parse(text);
    List<String> leaves = pass.graph().leaves().stream().map(Node::id).toList();
    changes.keySet().forEach(name -> call.choice("--nudge", name, leaves));
    changes.replaceAll((name, change) -> spread(pass.value(name), change));
    return Nudge.of(pass, changes);
  }

  /** One number moves every element. */
  private static Tensor spread(Tensor value, Tensor change) {
    return change.count() == 1 && !change.shape().equals(value.shape())
        ? Tensor.full(change.dtype(), value.shape(), change.item())
        : change;
  }

  private static void print(Console console, Nudge nudge) {
    Table table = Table.of("llrrrrr").row(console.text("graph.nudge.columns").split("\\|", -1));
    for (Nudge.Row row : nudge.rows()) {
      boolean linear = row.order().isEmpty();
      table.row(
          row.id(),
          row.op(),
          Numbers.of(row.before()),
          Numbers.of(row.predicted()),
          Numbers.of(row.actual()),
          linear ? console.text("graph.nudge.linear") : Numbers.of(row.error(), ERROR_DIGITS),
          linear ? "" : String.format(Locale.ROOT, "%.2f", row.order().getAsDouble()));
    }
    console.line("");
    console.lines(table.lines());
    console.wrapped(console.text("graph.nudge.note"));
  }

  private static Json json(Nudge nudge) {
    return Json.array(nudge.rows().stream().map(GraphVerb::json).toList());
  }

  private static Json json(Nudge.Row row) {
    JsonObject object =
        Json.object()
            .with("id", row.id())
            .with("before", numbers(row.before()))
            .with("predicted", numbers(row.predicted()))
            .with("found", numbers(row.actual()))
            .with("error", EventJson.number(row.error()));
    return row.order().isPresent()
        ? object.with("order", EventJson.number(row.order().getAsDouble()))
        : object;
  }

  /** The elements in row-major order. */
  static Json numbers(Tensor tensor) {
    return Json.array(Arrays.stream(tensor.toDoubles()).mapToObj(EventJson::number).toList());
  }

  private static Circuit.Options options(Console console) {
    return Circuit.Options.standard()
        .withColumns(console.columns())
        .withAscii(console.style().ascii())
        .withColor(console.settings().color())
        .withLanguage(console.messages().language());
  }

  /** Names the first value that is not finite. */
  private static void note(Console console, Pass pass) {
    pass.graph().nodes().stream()
        .map(Node::id)
        .filter(id -> !Arrays.stream(pass.value(id).toDoubles()).allMatch(Double::isFinite))
        .findFirst()
        .ifPresent(id -> console.note("graph.infinite", id));
  }
}
