// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.FileException;
import chainrule.formats.Models;
import chainrule.nn.Parameters;
import chainrule.train.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call to the disk fails once while a whole run is made: its folder, events and weights. */
class InterruptedTrainingTest {

  @TempDir private Path folder;

  @Test
  void whichever_call_fails_the_run_goes_on_to_the_bits_of_the_undisturbed_one()
      throws IOException {
    everyCall(FaultyDisk::at, 1);
  }

  @Test
  void a_disk_that_is_full_costs_no_bit_once_there_is_room() throws IOException {
    everyCall(FaultyDisk::from, 7);
  }

  @Test
  @Tag("long")
  void a_disk_that_is_full_from_any_call_on_costs_no_bit() throws IOException {
    everyCall(FaultyDisk::from, 1);
  }

  private void everyCall(IntFunction<FaultyDisk> disks, int apart) throws IOException {
    Run undisturbed = SmallRun.undisturbed();
    FaultyDisk counting = FaultyDisk.counting();
    SmallRun whole = new SmallRun(folder.resolve("whole"), counting);
    assertThat(whole.train(whole.create()).weightsSha256()).isEqualTo(undisturbed.weightsSha256());
    assertThat(counting.calls()).isGreaterThan(90);
    for (int failing = 0; failing < counting.calls(); failing += apart) {
      goesOn(folder.resolve("runs" + failing), disks.apply(failing), undisturbed);
    }
  }

  private static void goesOn(Path runs, FaultyDisk disk, Run undisturbed) throws IOException {
    SmallRun broken = new SmallRun(runs, disk);
    assertThatThrownBy(() -> broken.train(broken.create()))
        .as("%s", runs)
        .isInstanceOf(FileException.class)
        .hasMessageContaining("planned failure of ")
        .hasMessageContaining(runs.toString());
    SmallRun mended = new SmallRun(runs, FaultyDisk.counting());
    RunFolder run = found(runs).map(mended::folder).orElseGet(mended::create);
    SavedRun.Search search = SavedRun.newest(run.checkpoints());
    assertThat(search.problems()).as("%s", runs).isEmpty();
    assertThat(mended.train(run).weightsSha256())
        .as("%s", runs)
        .isEqualTo(undisturbed.weightsSha256());
    assertThat(Parameters.of(Models.load(run.model())).sha256())
        .isEqualTo(undisturbed.weightsSha256());
    RunRecord record = RunRecord.read(run.path());
    assertThat(record.state()).isEqualTo(RunRecord.State.DONE);
    assertThat(record.done().orElseThrow().text("weights_sha256"))
        .isEqualTo(undisturbed.weightsSha256());
    assertThat(SavedRun.newest(run.checkpoints()).newest().orElseThrow().snapshot().position())
        .satisfies(position -> assertThat(position.steps()).isEqualTo(SmallRun.STEPS));
  }

  /** The folder that the broken run made, if it came so far. */
  private static Optional<Path> found(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (Stream<Path> inside = Files.list(runs)) {
      return inside.findFirst();
    }
  }
}
