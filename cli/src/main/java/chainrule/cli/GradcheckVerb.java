// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.array.DType;
import chainrule.autograd.GradCheck;
import chainrule.autograd.GradReport;
import chainrule.explain.Numbers;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.formats.Model;
import chainrule.formats.Models;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.nn.Loss;
import chainrule.nn.Parameters;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.EventJson;
import chainrule.train.Targets;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code chainrule gradcheck EXPR|MODEL [NAME=VALUE...]}: gradients beside central differences, in
 * double precision.
 */
record GradcheckVerb() implements Verb {

  private static final int SHOWN = 10;
  private static final int ERROR_DIGITS = 3;
  private static final int WORST_DIGITS = 10;

  @Override
  public String name() {
    return "gradcheck";
  }

  @Override
  public CommandSpec spec() {
    return Expression.words(Words.of(name()), "EXPR|MODEL")
        .option("--images", "COUNT", "4")
        .option("--elements", "COUNT", "20")
        .option("--seed", "NUMBER", "1")
        .choice("--loss", TrainOptions::losses)
        .file("--runs", "DIR")
        .file("--data", "DIR")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation call) {
    Optional<Path> model = ModelChoice.find(call);
    Checked checked = model.isPresent() ? ofModel(call, model.get()) : ofExpression(call);
    if (call.has("--json")) {
      call.console().json(checked.json());
    } else {
      checked.print(call.console());
    }
    return checked.report().passed() ? Failure.DONE : Failure.FAILED;
  }

  private static Checked ofExpression(Invocation call) {
    Expression expression = Expression.of(call);
    return of(expression.graph(), expression.upstream(), Optional.empty());
  }

  private static Checked ofModel(Invocation call, Path file) {
    Model model = Models.load(file);
    Loss loss = EvaluateVerb.loss(call, file, model);
    int images = call.count("--images");
    Dataset test = DataChoice.test(Optional.empty(), images, call);
    long most = Math.min(images, test.count());
    Batch first = test.first(most).all();
    Graph graph =
        Graph.capture(
                Parameters.of(model).all(),
                () -> {
                  Tensor output = model.network().apply(first.inputs());
                  return loss.of(output, Targets.of(loss, first.targets(), output).detach());
                })
            .to(DType.F64);
    Rng rng = Rng.seed(call.whole("--seed"));
    Tensor one = Tensor.scalar(DType.F64, 1);
    return of(graph, one, Optional.of(new Limit(call.count("--elements"), rng)));
  }

  /** How many elements of each tensor are looked at, and what they are drawn by. */
  private record Limit(int most, Rng rng) {}

  private static Checked of(Graph graph, Tensor upstream, Optional<Limit> limit) {
    Differentiable function = new Differentiable(graph, upstream);
    GradCheck check = GradCheck.ofMany(function.function());
    GradCheck limited = limit.map(l -> check.sample(l.most(), l.rng())).orElse(check);
    return new Checked(function.leaves(), limited.report(function.point()));
  }

  /**
   * What came out.
   *
   * @param leaves the tensors that were checked, in the order of the report
   * @param report what was found
   */
  private record Checked(List<Node.Leaf> leaves, GradReport report) {

    void print(Console console) {
      Table table = Table.of("llrrrl");
      table.row(console.text("gradcheck.columns").split("\\|", -1));
      for (GradReport.Input input : report.inputs()) {
        GradReport.Entry worst = input.worst();
        table.row(
            leaves.get(input.input()).id(),
            leaves.get(input.input()).shape().toString(),
            Long.toString(input.compared()),
            Numbers.of(input.absolute(), ERROR_DIGITS),
            Numbers.of(input.relative(), ERROR_DIGITS),
            worst.index().isEmpty() ? "" : worst.index().toString());
      }
      console.lines(table.lines());
      console.line("");
      report.inputs().stream()
          .map(GradReport.Input::worst)
          .max(Comparator.comparingDouble(entry -> entry.error() / entry.allowed()))
          .ifPresent(worst ->
              console.say(
                  "gradcheck.worst",
                  place(new GradReport.Place(1, worst.input(), worst.index())),
                  Numbers.of(worst.gradient(), WORST_DIGITS),
                  Numbers.of(worst.difference(), WORST_DIGITS)));
      console.say("gradcheck.rule");
      console.say("gradcheck.numeric");
      report.skipped().stream()
          .limit(SHOWN)
          .forEach(place -> console.say("gradcheck.skipped", place(place)));
      if (report.kinks() > SHOWN) {
        console.say("gradcheck.skipped.more", report.kinks() - SHOWN);
      }
      console.say(report.passed() ? "gradcheck.passed" : "gradcheck.failed", elements());
    }

    private long elements() {
      return report.inputs().stream().mapToLong(GradReport.Input::compared).sum();
    }

    private String place(GradReport.Place place) {
      return leaves.get(place.input()).id()
          + (place.index().isEmpty() ? "" : place.index().toString());
    }

    JsonObject json() {
      return Json.object()
          .with("v", 1)
          .with("event", "gradcheck")
          .with("passed", report.passed())
          .with("compared", elements())
          .with(
              "skipped",
              Json.array(report.skipped().stream().map(this::place).map(Json::of).toList()))
          .with("tensors", Json.array(report.inputs().stream().map(this::json).toList()));
    }

    private Json json(GradReport.Input input) {
      Node.Leaf leaf = leaves.get(input.input());
      GradReport.Entry worst = input.worst();
      return Json.object()
          .with("name", leaf.id())
          .with("shape", Json.array(whole(leaf.shape().sizes())))
          .with("compared", input.compared())
          .with("absolute", EventJson.number(input.absolute()))
          .with("relative", EventJson.number(input.relative()))
          .with(
              "worst",
              Json.object()
                  .with(
                      "index",
                      Json.array(whole(worst.index().stream().mapToLong(i -> i).toArray())))
                  .with("gradient", EventJson.number(worst.gradient()))
                  .with("difference", EventJson.number(worst.difference())));
    }

    private static List<Json> whole(long... numbers) {
      return Arrays.stream(numbers).mapToObj(number -> (Json) Json.of(number)).toList();
    }
  }
}
