// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import chainrule.error.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final String OLD = "the old content";
  private static final String NEW = "the new content ".repeat(20_000);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void a_file_with_old_content() throws IOException {
    file = Files.writeString(folder.resolve("model.bin"), OLD);
  }

  @Test
  void a_new_file_is_written() throws IOException {
    Path fresh = folder.resolve("fresh.bin");
    AtomicFile.creating(fresh).write(out -> out.write(NEW.getBytes(StandardCharsets.UTF_8)));
    assertThat(Files.readString(fresh)).isEqualTo(NEW);
    assertThat(names()).containsExactly("fresh.bin", "model.bin");
  }

  @Test
  void an_old_file_is_replaced() throws IOException {
    AtomicFile.replacing(file).write(out -> out.write(NEW.getBytes(StandardCharsets.UTF_8)));
    assertThat(Files.readString(file)).isEqualTo(NEW);
    assertThat(names()).containsExactly("model.bin");
  }

  @Test
  void content_that_throws_leaves_the_old_file_and_no_other() throws IOException {
    assertThatThrownBy(() ->
            AtomicFile.replacing(file)
                .write(out -> {
                  out.write(NEW.getBytes(StandardCharsets.UTF_8));
                  throw new IllegalStateException("mine");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
    assertThat(Files.readString(file)).isEqualTo(OLD);
    assertThat(names()).containsExactly("model.bin");
  }

  @Test
  void an_existing_file_is_refused_where_it_must_be_new() throws IOException {
    assertThatThrownBy(() -> AtomicFile.creating(file).write(out -> out.write(1)))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("write: " + file + ": the file exists already\n  fix: ")
        .hasMessageContaining("--force");
    assertThatThrownBy(() -> AtomicFile.creating(file).check()).isInstanceOf(FileException.class);
    assertThat(Files.readString(file)).isEqualTo(OLD);
  }

  @Test
  void a_path_below_a_regular_file_is_refused() {
    Path below = file.resolve("a").resolve("b.bin");
    assertThatThrownBy(() -> AtomicFile.creating(below).check())
        .isInstanceOf(FileException.class)
        .hasMessage(
            "write: "
                + below
                + ": "
                + file
                + " is a regular file; nothing can be written below it");
    assertThatThrownBy(() -> Folders.create(below))
        .isInstanceOf(FileException.class)
        .hasMessage("folder: " + below + ": " + file + " is a regular file, not a folder");
  }

  @Test
  void a_missing_folder_is_named() {
    Path below = folder.resolve("absent").resolve("b.bin");
    assertThatThrownBy(() -> AtomicFile.replacing(below).check())
        .isInstanceOf(FileException.class)
        .hasMessageContaining("the folder " + folder.resolve("absent") + " does not exist");
    Folders.create(below.getParent());
    AtomicFile.replacing(below).check();
    assertThat(below).doesNotExist();
  }

  @Test
  void a_folder_is_no_target() {
    for (Path path : List.of(folder, folder.getRoot())) {
      assertThatThrownBy(() -> AtomicFile.replacing(path).check())
          .isInstanceOf(FileException.class)
          .hasMessage("write: " + path + ": it is a folder; a file name is needed");
    }
  }

  @Test
  void a_device_is_no_target() {
    Path device = Path.of("/dev/null");
    assumeThat(device).exists();
    assertThatThrownBy(() -> AtomicFile.replacing(device).check())
        .isInstanceOf(FileException.class)
        .hasMessage("write: /dev/null: it is no regular file");
  }

  @Test
  void what_is_read_only_is_not_written() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Path inside = Files.writeString(locked.resolve("a.bin"), OLD);
    assertThat(inside.toFile().setWritable(false)).isTrue();
    assertThat(locked.toFile().setWritable(false)).isTrue();
    AtomicFile old = AtomicFile.replacing(inside);
    AtomicFile fresh = AtomicFile.replacing(locked.resolve("b.bin"));
    try {
      if (Files.isWritable(inside)) {
        // An administrator may write anything.
        old.check();
        fresh.check();
      } else {
        assertThatThrownBy(old::check).hasMessageContaining("the file is read-only");
        assertThatThrownBy(fresh::check).hasMessageContaining(locked + " is read-only");
      }
    } finally {
      assertThat(locked.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void a_link_is_kept_and_written_through() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path real = Files.writeString(elsewhere.resolve("real.bin"), OLD);
    Path link = Files.createSymbolicLink(folder.resolve("link.bin"), real);
    AtomicFile.replacing(link).write(out -> out.write(NEW.getBytes(StandardCharsets.UTF_8)));
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(real)).isEqualTo(NEW);
  }

  @Test
  void an_interrupt_does_not_break_a_write_and_is_not_lost() throws IOException {
    Thread.currentThread().interrupt();
    AtomicFile.replacing(file).write(out -> out.write(NEW.getBytes(StandardCharsets.UTF_8)));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readString(file)).isEqualTo(NEW);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
