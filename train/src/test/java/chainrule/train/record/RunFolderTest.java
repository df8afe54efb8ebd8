// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.FileException;
import chainrule.formats.Json;
import chainrule.formats.Model;
import chainrule.formats.ModelInfo;
import chainrule.formats.Models;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.Blobs;
import chainrule.train.Run;
import chainrule.train.Trainer;
import chainrule.train.TrainingEvent;
import chainrule.train.data.Dataset;
import chainrule.train.diagnosis.LiveWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T10:11:12Z"), ZoneOffset.UTC);

  @TempDir private Path runs;

  private RunFolder create() {
    return RunFolder.create(
        runs,
        "blobs",
        ModelInfo.empty().withClasses(List.of("a", "b", "c")).withSeed(1),
        Json.object(),
        CLOCK);
  }

  private Run train(RunFolder folder) {
    Mlp net = Mlp.of("2-4-3", Activation.RELU, Rng.seed(1));
    return Trainer.of(net, Losses.crossEntropy())
        .epochs(2)
        .batch(50)
        .on(folder)
        .fit(Blobs.of(100, 1), Blobs.of(30, 2));
  }

  @Test
  void holds_the_plan_the_events_and_the_model() throws IOException {
    RunFolder folder = create();
    Run run = train(folder);
    assertThat(folder.id()).isEqualTo("20261120-101112-blobs");
    List<Json.JsonObject> events =
        Files.readAllLines(folder.events()).stream().map(l -> Json.parse(l).asObject()).toList();
    assertThat(events.stream().map(event -> event.text("event")))
        .containsExactly("start", "epoch", "epoch", "done");
    assertThat(events).allMatch(event -> event.whole("v") == 1);
    assertThat(events.getLast().text("weights_sha256")).isEqualTo(run.weightsSha256());
    assertThat(Json.parse(Files.readString(folder.description())).asObject().text("net"))
        .isEqualTo("Mlp(2-4-3)");
    Model model = Models.load(folder.model());
    assertThat(Parameters.of(model).sha256()).isEqualTo(run.weightsSha256());
    assertThat(model.info().classes()).containsExactly("a", "b", "c");
    assertThat(model.info().seed()).hasValue(1);
  }

  @Test
  void a_run_that_tells_is_watched_and_saved_has_the_bits_of_one_that_is_not() {
    Dataset data = Blobs.of(100, 1);
    Mlp silent = Mlp.of("2-4-3", Activation.RELU, Rng.seed(1));
    Trainer trainer = Trainer.of(silent, Losses.crossEntropy()).epochs(3).batch(7);
    String bits = trainer.fit(data, Blobs.of(30, 2)).weightsSha256();
    RunFolder folder = create();
    Mlp net = Mlp.of("2-4-3", Activation.RELU, Rng.seed(1));
    Run run =
        Trainer.of(net, Losses.crossEntropy())
            .epochs(3)
            .batch(7)
            .on(folder)
            .watch(LiveWatch.of(net, Losses.crossEntropy(), 1e-3, Locale.ENGLISH).over(data))
            .checkpoints(
                CheckpointFolder.of(folder.checkpoints(), net, ModelInfo.empty(), Json.object())
                    .withPace(Pace.everySteps(1))
                    .withDisk(FaultyDisk.counting()))
            .fit(data, Blobs.of(30, 2));
    assertThat(run.weightsSha256()).isEqualTo(bits);
    assertThat(folder.events()).content().contains("\"event\":\"stats\"");
    assertThat(SavedRun.newest(folder.checkpoints()).newest()).isPresent();
  }

  @Test
  void half_a_line_that_a_killed_process_left_is_dropped() throws IOException {
    RunFolder folder = create();
    Run run = train(folder);
    Files.writeString(folder.events(), "{\"v\":1,\"eve", StandardOpenOption.APPEND);
    folder.on(new TrainingEvent.Started(run.plan()));
    folder.on(new TrainingEvent.Finished(run));
    assertThat(Files.readAllLines(folder.events()).stream().map(l -> Json.parse(l).asObject()))
        .extracting(event -> event.text("event"))
        .startsWith("start", "epoch", "epoch", "done")
        .endsWith("done")
        .hasSizeGreaterThan(4);
  }

  @Test
  void two_runs_in_one_second_get_two_folders() {
    assertThat(create().id()).isEqualTo("20261120-101112-blobs");
    assertThat(create().id()).isEqualTo("20261120-101112-blobs-2");
  }

  @Test
  void a_model_is_found_by_file_folder_name_and_latest() {
    RunFolder folder = create();
    train(folder);
    create();
    Path model = folder.model();
    assertThat(RunFolder.findModel(model.toString(), runs)).isEqualTo(model);
    assertThat(RunFolder.findModel(folder.path().toString(), runs)).isEqualTo(model);
    assertThat(RunFolder.findModel(folder.id(), runs)).isEqualTo(model);
    assertThat(RunFolder.findModel("latest", runs)).isEqualTo(model);
    assertThat(RunFolder.trained(runs)).containsExactly(folder.id());
    assertThat(RunFolder.trained(runs.resolve("none"))).isEmpty();
  }

  @Test
  void a_model_that_is_not_there_is_one_clear_error() throws IOException {
    assertThatThrownBy(() -> RunFolder.findModel("latest", runs))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("no run with a model");
    RunFolder started = create();
    String unfinished = started.id();
    Files.writeString(started.description(), "{}");
    assertThatThrownBy(() -> RunFolder.findModel("latest", runs))
        .hasMessageContaining("no run with a model");
    assertThatThrownBy(() -> RunFolder.findModel(unfinished, runs))
        .isInstanceOf(FileException.class)
        .hasMessageContaining(runs.resolve(unfinished) + " holds no model.safetensors");
    assertThatThrownBy(() -> RunFolder.findModel("nothing", runs))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("\"nothing\" is neither a model file nor a run");
  }

  @Test
  void runs_below_a_regular_file_are_refused() throws IOException {
    Path file = Files.writeString(runs.resolve("file"), "x");
    assertThatThrownBy(
            () -> RunFolder.create(file, "blobs", ModelInfo.empty(), Json.object(), CLOCK))
        .isInstanceOf(FileException.class);
  }
}
