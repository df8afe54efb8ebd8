// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.Deltas;
import chainrule.explain.Numbers;
import chainrule.explain.Told;
import chainrule.explain.Wish;
import chainrule.explain.Wish.Lever;
import chainrule.explain.Wishes;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.formats.Model;
import chainrule.formats.Models;
import chainrule.nn.Loss;
import chainrule.tensor.Tensor;
import chainrule.train.EventJson;
import chainrule.train.Targets;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code chainrule explain MODEL}: the deltas of one test image, layer by layer, and what it wishes
 * from outputs, biases, weights and activations.
 */
record ExplainVerb() implements Verb {

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public CommandSpec spec() {
    return ModelChoice.words(Words.of(name()), "MODEL")
        .option("--test-index", "INDEX", "0")
        .option("--top", "COUNT", "5")
        .choice("--loss", TrainOptions::losses)
        .file("--data", "DIR")
        .flag("--markdown")
        .flag("--latex")
        .flag("--json")
        .spec();
  }

  /**
   * One image and what the network makes of it.
   *
   * @param name what it is called
   * @param label what it is
   * @param deltas the recursion
   * @param wishes the wishes
   */
  private record Explained(String name, long label, Deltas deltas, Wishes wishes) {}

  @Override
  public int run(Invocation call) {
    GraphVerb.checkForms(call);
    Path file = ModelChoice.file(call);
    Model model = Models.load(file);
    Explained explained = explained(call, model, EvaluateVerb.loss(call, file, model));
    Console console = call.console();
    if (call.has("--json")) {
      console.json(json(explained, call.count("--top")));
      return Failure.DONE;
    }
    List<Told> told = List.of(explained.deltas(), explained.wishes());
    if (call.has("--latex")) {
      told.forEach(part -> console.lines(part.latex().lines().toList()));
    } else if (call.has("--markdown")) {
      told.forEach(part -> console.lines(part.markdown().lines().toList()));
    } else {
      console.say(
          "explain.image",
          explained.name(),
          explained.label(),
          explained.deltas().loss(),
          Numbers.of(explained.deltas().cost()));
      for (Told part : told) {
        console.line("");
        console.wrapped(part.text());
      }
    }
    return Failure.DONE;
  }

  private static Explained explained(Invocation call, Model model, Loss loss) {
    long index = call.whole("--test-index");
    Dataset test = DataChoice.test(Optional.empty(), index + 1, call);
    PredictVerb.checkIndex(call, index, test);
    Batch one = test.batch((int) index);
    Tensor target = Targets.of(loss, one.targets(), model.apply(one.inputs())).detach();
    var language = call.console().messages().language();
    return new Explained(
        test.name() + " " + index,
        one.targets().toLongs()[0],
        Deltas.of(model.network(), loss, one.inputs(), target).language(language),
        Wishes.of(model.network(), loss, one.inputs(), target)
            .top(call.count("--top"))
            .language(language));
  }

  private static JsonObject json(Explained explained, int top) {
    return Json.object()
        .with("v", 1)
        .with("event", "explain")
        .with("image", explained.name())
        .with("label", explained.label())
        .with("loss_name", explained.deltas().loss())
        .with("loss", EventJson.number(explained.deltas().cost()))
        .with(
            "layers",
            Json.array(explained.deltas().stages().stream().map(ExplainVerb::json).toList()))
        .with(
            "wishes",
            Json.array(
                Stream.of(Lever.values())
                    .flatMap(lever -> explained.wishes().strongest(lever, top).stream())
                    .map(ExplainVerb::json)
                    .toList()));
  }

  private static Json json(Deltas.Stage stage) {
    return Json.object()
        .with("number", stage.number())
        .with("weight", stage.weight())
        .with("functions", Json.array(stage.functions().stream().map(Json::of).toList()))
        .with("z", GraphVerb.numbers(stage.z()))
        .with("a", GraphVerb.numbers(stage.a()))
        .with("delta", GraphVerb.numbers(stage.delta()));
  }

  private static Json json(Wish wish) {
    JsonObject object =
        Json.object()
            .with("lever", wish.lever().name().toLowerCase(Locale.ROOT))
            .with("name", wish.name())
            .with("index", Json.array(wish.place().stream().map(i -> Json.of((long) i)).toList()))
            .with("now", EventJson.number(wish.now()))
            .with("change", EventJson.number(wish.change()));
    return wish.hangsOn().isPresent()
        ? object.with("activation", EventJson.number(wish.hangsOn().getAsDouble()))
        : object;
  }
}
