// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.Shape;
import chainrule.error.FileException;
import chainrule.formats.Disk;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.formats.Models;
import chainrule.nn.Layer;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.EpochReport;
import chainrule.train.Run;
import chainrule.train.Snapshot;
import chainrule.train.Trainer;
import chainrule.train.data.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

  @TempDir private Path folder;

  private static Layer net(long seed) {
    return Mlp.of("2-6-3", Activation.TANH, Rng.seed(seed));
  }

  private static Dataset data(int count) {
    long[] labels = new long[count];
    float[] values = new float[2 * count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 3;
      values[2 * i] = (i % 3) * 2 + (i % 7) / 7f;
      values[2 * i + 1] = (i % 5) / 5f;
    }
    return Dataset.of(
        "rows",
        Tensor.of(Shape.of(count, 2), values),
        Tensor.of(Shape.of(count), labels),
        List.of("a", "b", "c"));
  }

  private static Trainer trainer(Layer net) {
    return Trainer.of(net, Losses.crossEntropy())
        .optimizer(Adam.rate(0.5))
        .epochs(4)
        .batch(10)
        .keepBest();
  }

  private CheckpointFolder checkpoints(Layer net) {
    Json.JsonObject plan = Json.object().with("batch", 10);
    return CheckpointFolder.of(folder.resolve("checkpoints"), net, ModelInfo.empty(), plan);
  }

  private Run train(Disk disk, int every) {
    Layer net = net(1);
    return trainer(net)
        .checkpoints(checkpoints(net).withPace(Pace.everySteps(every)).withDisk(disk))
        .fit(data(60), data(30));
  }

  private SavedRun.Search search() {
    return SavedRun.newest(folder.resolve("checkpoints"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> inside = Files.list(folder.resolve("checkpoints"))) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void the_newest_checkpoint_goes_on_to_the_bits_of_the_undisturbed_run() {
    Run undisturbed = train(Disk.real(), 5);
    SavedRun checkpoint = search().newest().orElseThrow();
    assertThat(checkpoint.snapshot().position().steps()).isEqualTo(20);
    Run resumed = trainer(net(9)).resume(checkpoint.snapshot()).fit(data(60), data(30));
    assertThat(resumed.weightsSha256()).isEqualTo(undisturbed.weightsSha256());
    assertThat(resumed.epochs().stream().map(EpochReport::test))
        .containsExactlyElementsOf(undisturbed.epochs().stream().map(EpochReport::test).toList());
    assertThat(checkpoint.plan().whole("batch")).isEqualTo(10);
  }

  @Test
  void the_last_two_and_the_best_are_kept() throws IOException {
    Run run = train(Disk.real(), 5);
    int best = 1;
    for (int epoch = 2; epoch <= 3; epoch++) {
      if (run.epochs().get(epoch - 1).test().loss() < run.epochs().get(best - 1).test().loss()) {
        best = epoch;
      }
    }
    assertThat(names()).contains("15", "20").hasSizeLessThanOrEqualTo(4);
    assertThat(search().newest().orElseThrow().snapshot().best().orElseThrow().epoch())
        .isEqualTo(best);
  }

  @Test
  void the_weights_of_a_checkpoint_are_a_model() {
    train(Disk.real(), 5);
    SavedRun checkpoint = search().newest().orElseThrow();
    assertThat(Models.load(checkpoint.path().resolve("weights.safetensors")).label())
        .isEqualTo("Mlp(2-6-3)");
  }

  @Test
  void a_flipped_byte_or_a_lost_one_is_named_and_the_checkpoint_before_is_used()
      throws IOException {
    train(Disk.real(), 5);
    for (String name : List.of("weights.safetensors", "optimizer.safetensors", "manifest.json")) {
      Path file = search().newest().orElseThrow().path().resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      byte[] flipped = bytes.clone();
      flipped[bytes.length / 2] ^= 4;
      Files.write(file, flipped);
      checkPrevious(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
      checkPrevious(file);
      Files.delete(file);
      checkPrevious(file);
      Files.write(file, bytes);
      assertThat(search().problems()).isEmpty();
    }
  }

  private void checkPrevious(Path file) {
    SavedRun.Search search = search();
    assertThat(search.newest().orElseThrow().snapshot().position().steps()).isEqualTo(15);
    assertThat(search.problems())
        .singleElement()
        .asString()
        .contains(file.getFileName().toString());
  }

  @Test
  void whatever_call_to_the_disk_fails_a_checkpoint_that_was_whole_stays() {
    FaultyDisk counting = FaultyDisk.counting();
    train(counting, 5);
    assertThat(counting.calls()).isGreaterThan(40);
    for (int failing = 0; failing < counting.calls(); failing++) {
      Disk.real().discard(folder.resolve("checkpoints"));
      FaultyDisk disk = FaultyDisk.at(failing);
      List<Snapshot> whole = new ArrayList<>();
      Layer net = net(1);
      CheckpointFolder checkpoints = checkpoints(net).withPace(Pace.everySteps(5)).withDisk(disk);
      assertThatThrownBy(() ->
              trainer(net)
                  .checkpoints((occasion, steps, snapshot) -> {
                    checkpoints.offer(occasion, steps, snapshot);
                    if (steps % 5 == 0) {
                      whole.add(snapshot.get());
                    }
                  })
                  .fit(data(60), data(30)))
          .isInstanceOf(FileException.class)
          .hasMessageContaining("planned failure");
      SavedRun.Search search = search();
      assertThat(search.problems()).as("call %s", failing).isEmpty();
      long steps = search.newest().map(found -> found.snapshot().position().steps()).orElse(0L);
      long before = whole.isEmpty() ? 0 : whole.getLast().position().steps();
      assertThat(steps).as("call %s", failing).isIn(before, before + 5);
    }
  }

  /**
   * A disk that writes down what it was asked for.
   *
   * @param calls what and where, the folder being written as {@code new}
   * @param fails whether the process ends before anything is renamed
   */
  private record ToldDisk(List<String> calls, boolean fails) implements Disk {
    private void tell(String call, Path path) {
      String name = path.getFileName().toString();
      calls.add(call + " " + (name.startsWith(".") ? "new" : name));
    }

    @Override
    public OutputStream create(Path file) throws IOException {
      tell("create", file);
      return Disk.real().create(file);
    }

    @Override
    public OutputStream append(Path file) throws IOException {
      return Disk.real().append(file);
    }

    @Override
    public void force(Path file) throws IOException {
      tell("force", file);
      Disk.real().force(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      if (fails) {
        throw new IOException("killed");
      }
      tell("rename", to);
      Disk.real().rename(from, to);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
      tell("force folder", folder);
      Disk.real().forceFolder(folder);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
      Disk.real().createFolder(folder);
    }

    @Override
    public void discard(Path file) {
      if (!fails) {
        Disk.real().discard(file);
      }
    }
  }

  @Test
  void a_checkpoint_is_on_the_disk_before_it_has_its_name_and_then_its_name_is() {
    ToldDisk disk = new ToldDisk(new ArrayList<>(), false);
    train(disk, 20);
    assertThat(disk.calls())
        .endsWith(
            "create weights.safetensors",
            "force weights.safetensors",
            "create optimizer.safetensors",
            "force optimizer.safetensors",
            "create manifest.json",
            "force manifest.json",
            "force folder new",
            "rename 20",
            "force folder checkpoints");
  }

  @Test
  void what_a_killed_write_left_is_removed_by_the_next() throws IOException {
    assertThatThrownBy(() -> train(new ToldDisk(new ArrayList<>(), true), 5))
        .isInstanceOf(FileException.class);
    assertThat(names()).isNotEmpty().noneMatch(name -> name.matches("[0-9]+"));
    train(Disk.real(), 5);
    assertThat(names()).isNotEmpty().allMatch(name -> name.matches("[0-9]+"));
  }

  @Test
  void a_manifest_with_another_number_is_damaged() throws IOException {
    train(Disk.real(), 5);
    Path file = search().newest().orElseThrow().path().resolve("manifest.json");
    String text = Files.readString(file);
    String other = text.replaceFirst("\"samples\": ?[0-9]+", "\"samples\": 7");
    assertThat(other).isNotEqualTo(text);
    Files.writeString(file, other);
    checkPrevious(file);
  }
}
