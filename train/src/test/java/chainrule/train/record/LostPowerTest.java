// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.AtomicFile;
import chainrule.formats.Disk;
import chainrule.formats.Json;
import chainrule.formats.Models;
import chainrule.nn.Parameters;
import chainrule.train.Checkpoints;
import chainrule.train.Run;
import chainrule.train.TrainingEvent;
import chainrule.train.search.Outcome;
import chainrule.train.search.Search;
import chainrule.train.search.SearchPlan;
import chainrule.train.search.SearchSpace;
import chainrule.train.search.Strategy;
import chainrule.train.search.TrialLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be left when power is lost at any moment, and that a run goes on from it. */
class LostPowerTest {
  @TempDir private Path folder;

  /** The contents that a file of the folder may have; "no file" where there is none. */
  private static List<String> contents(SimulatedDisk disk, String name) {
    return disk.states().stream()
        .map(state -> Optional.ofNullable(state.get(name)))
        .map(bytes ->
            bytes
                .map(present -> new String(present.array(), StandardCharsets.UTF_8))
                .orElse("no file"))
        .distinct()
        .toList();
  }

  private SimulatedDisk withOld() throws IOException {
    Files.writeString(folder.resolve("model.bin"), "old");
    return new SimulatedDisk(folder);
  }

  private static void write(Path file, Disk disk) {
    AtomicFile.replacing(file)
        .write(out -> out.write("new content".getBytes(StandardCharsets.UTF_8)), disk);
  }

  @Test
  void power_lost_at_any_moment_leaves_the_old_content_or_the_new_one() throws IOException {
    SimulatedDisk disk = withOld();
    write(folder.resolve("model.bin"), disk);
    assertThat(contents(disk, "model.bin")).containsExactly("old", "new content");
  }

  @Test
  void power_lost_after_the_write_leaves_the_new_content() throws IOException {
    SimulatedDisk disk = withOld();
    write(folder.resolve("model.bin"), disk);
    disk.states();
    assertThat(contents(disk, "model.bin")).containsExactly("new content");
  }

  @Test
  void the_simulation_sees_what_a_missing_force_would_do() throws IOException {
    SimulatedDisk disk = withOld();
    Path temporary = folder.resolve("temporary");
    try (OutputStream out = disk.create(temporary)) {
      out.write(new byte[] {'x'});
    }
    disk.rename(temporary, folder.resolve("model.bin"));
    assertThat(contents(disk, "model.bin")).containsExactlyInAnyOrder("old", "", "\0", "x");
  }

  /** Makes a state real, in a folder of its own. */
  private Path restored(SortedMap<String, ByteBuffer> state) throws IOException {
    Path place = Files.createTempDirectory(folder, "state");
    SimulatedDisk.restore(state, place);
    return place;
  }

  /** The run in a folder of runs, if there is one that has begun. */
  private static Optional<Path> run(Path runs) throws IOException {
    try (Stream<Path> inside = Files.list(runs)) {
      return inside.findFirst();
    }
  }

  private static long newest(Path run) {
    SavedRun.Search search = SavedRun.newest(run.resolve("checkpoints"));
    assertThat(search.problems()).isEmpty();
    return search.newest().map(found -> found.snapshot().position().steps()).orElse(0L);
  }

  @Test
  void a_run_goes_on_from_whatever_lost_power_leaves_of_its_checkpoints() throws IOException {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    SimulatedDisk disk = new SimulatedDisk(runs);
    RunFolder begun = new SmallRun(runs, disk).create();
    List<SortedMap<String, ByteBuffer>> states = new ArrayList<>();
    SmallRun run = new SmallRun(folder.resolve("elsewhere"), disk);
    Run undisturbed =
        run.train(
            new SmallRun(runs, Disk.real()).folder(begun.path()),
            checkpoints ->
                (occasion, steps, snapshot) -> {
                  checkpoints.offer(occasion, steps, snapshot);
                  if (steps % SmallRun.EVERY == 0) {
                    Set<SortedMap<String, ByteBuffer>> during = disk.states();
                    states.addAll(during);
                    during.forEach(state -> checkOneOf(state, steps - SmallRun.EVERY, steps));
                    disk.states().forEach(state -> checkOneOf(state, steps, steps));
                  }
                });
    assertThat(states.size()).isGreaterThan(100);
    for (int i = 0; i < states.size(); i += 1 + states.size() / 12) {
      Path place = restored(states.get(i));
      SmallRun again = new SmallRun(place, FaultyDisk.counting());
      RunFolder found = run(place).map(again::folder).orElseGet(again::create);
      assertThat(again.train(found).weightsSha256()).isEqualTo(undisturbed.weightsSha256());
      assertThat(newest(found.path())).isEqualTo(SmallRun.STEPS);
      try (Stream<Path> left = Files.list(found.checkpoints())) {
        assertThat(left).allMatch(CheckpointFolder::isNamed);
      }
    }
  }

  private void checkOneOf(SortedMap<String, ByteBuffer> state, long before, long after) {
    try {
      Path place = restored(state);
      Optional<Path> run = run(place);
      assertThat(run.map(LostPowerTest::newest).orElse(0L))
          .as("%s", state.keySet())
          .isIn(before, after);
      Disk.real().discard(place);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void what_lost_power_leaves_of_the_events_is_read_and_continued() throws IOException {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    SimulatedDisk disk = new SimulatedDisk(runs);
    SmallRun small = new SmallRun(runs, disk);
    Run run = small.train(small.create(), _ -> Checkpoints.none());
    Set<SortedMap<String, ByteBuffer>> states = disk.states();
    assertThat(states.size()).isGreaterThan(100);
    for (SortedMap<String, ByteBuffer> state : states) {
      Path place = restored(state);
      Optional<RunFolder> left = run(place).map(new SmallRun(place, Disk.real())::folder);
      if (left.isPresent() && Files.exists(left.get().description())) {
        RunFolder kept = left.get();
        if (Files.exists(kept.model())) {
          assertThat(Parameters.of(Models.load(kept.model())).sha256())
              .isEqualTo(run.weightsSha256());
        }
        assertThat(RunRecord.read(kept.path()).epochs()).hasSizeLessThanOrEqualTo(2);
        List<String> before = lines(kept);
        kept.on(new TrainingEvent.Started(run.plan()));
        List<String> after = lines(kept);
        assertThat(after).hasSize(before.size() + 1);
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        RunRecord.read(kept.path());
      }
    }
    Path end = restored(disk.states().iterator().next());
    RunRecord record = RunRecord.read(run(end).orElseThrow());
    assertThat(record.state()).isEqualTo(RunRecord.State.DONE);
    assertThat(record.epochs()).hasSize(2);
  }

  /** The lines of a run's events that have an end. */
  private static List<String> lines(RunFolder run) throws IOException {
    if (!Files.exists(run.events())) {
      return List.of();
    }
    String text = Files.readString(run.events());
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  @Test
  void a_trial_that_was_told_is_never_lost_and_a_search_goes_on_to_the_same_file()
      throws IOException {
    Path top = Files.createDirectory(folder.resolve("top"));
    SimulatedDisk disk = new SimulatedDisk(top);
    SearchPlan plan = new SearchPlan(SearchSpace.parse("a=1|2|3|4"), Strategy.GRID, 4, 1, 1);
    int[] told = {0};
    search(plan, new TrialLog(top.resolve("deep/search"), disk))
        .on(_ -> {
          told[0]++;
          disk.states();
          disk.states().forEach(state -> checkTrials(plan, state, told[0], told[0]));
        })
        .run();
    assertThat(told[0]).isEqualTo(4);
    SimulatedDisk again = new SimulatedDisk(Files.createDirectory(folder.resolve("again")));
    TrialLog log = new TrialLog(folder.resolve("again/deep/search"), again);
    search(plan, log).run();
    again.states().forEach(state -> checkTrials(plan, state, 0, 4));
  }

  private static Search search(SearchPlan plan, TrialLog log) {
    return Search.of(
            plan,
            (options, _) -> {
              double score = Double.parseDouble(options.get("a"));
              return new Outcome(score, -score, 0.5, "0".repeat(64));
            })
        .in(log, Json.object());
  }

  private void checkTrials(
      SearchPlan plan, SortedMap<String, ByteBuffer> state, int least, int most) {
    try {
      Path place = restored(state);
      TrialLog log = new TrialLog(place.resolve("deep/search"));
      assertThat(log.begin(plan, Json.object())).hasSizeBetween(least, most);
      assertThat(search(plan, log).run().trials()).hasSize(4);
      assertThat(Files.readAllLines(log.file())).hasSize(5);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
