// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostPowerTest {
  @TempDir private Path folder;

  @Test
  void power_lost_at_any_moment_leaves_the_old_content_or_the_new_one() {
    Path file = folder.resolve("model.bin");
    SimulatedDisk disk = new SimulatedDisk(file, "old");
    AtomicFile.replacing(file)
        .write(out -> out.write("new content".getBytes(StandardCharsets.UTF_8)), disk);
    assertThat(disk.states()).containsExactly("old", "new content");
  }

  @Test
  void power_lost_after_the_write_leaves_the_new_content() {
    Path file = folder.resolve("model.bin");
    SimulatedDisk disk = new SimulatedDisk(file, "old");
    AtomicFile.replacing(file)
        .write(out -> out.write("new content".getBytes(StandardCharsets.UTF_8)), disk);
    disk.states().clear();
    assertThat(disk.states()).containsExactly("new content");
  }

  @Test
  void the_simulation_sees_what_a_missing_force_would_do() throws IOException {
    Path file = folder.resolve("model.bin");
    Path temporary = folder.resolve("temporary");
    SimulatedDisk disk = new SimulatedDisk(file, "old");
    try (OutputStream out = disk.create(temporary)) {
      out.write('x');
    }
    disk.rename(temporary, file);
    assertThat(disk.states()).containsExactlyInAnyOrder("old", "", "x");
  }
}
