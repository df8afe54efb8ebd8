// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FileException;
import chainrule.formats.AtomicFile;
import chainrule.formats.NpyFile;
import chainrule.formats.NpzFile;
import chainrule.formats.SafetensorsEntry;
import chainrule.formats.SafetensorsFile;
import chainrule.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stays of a file when a call to the disk fails while it is written. */
class DiskFaultsTest {
  private static final String OLD = "the old content";

  @TempDir private Path folder;

  /** What is written, in several calls. */
  private enum Written {
    TEXT,
    NPY,
    NPZ,
    SAFETENSORS;

    AtomicFile.Content content() {
      Tensor zeros = Tensor.zeros(40_000);
      return switch (this) {
        case TEXT -> DiskFaultsTest::lines;
        case NPY -> NpyFile.of(zeros)::writeTo;
        case NPZ -> NpzFile.of(Map.of("a", NpyFile.of(zeros)))::writeTo;
        case SAFETENSORS ->
            SafetensorsFile.of(
                    Map.of(),
                    List.of(
                        new SafetensorsEntry(
                            "a", Shape.of(40_000), Storage.allocate(DType.F32, Shape.of(40_000)))))
                ::writeTo;
      };
    }
  }

  private static void lines(OutputStream out) throws IOException {
    for (int line = 0; line < 20_000; line++) {
      out.write("the new content ".getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whichever_call_fails_the_old_content_or_the_new_one_is_there_and_nothing_else(
      Written written) throws IOException {
    Path file = folder.resolve("model.bin");
    AtomicFile.Content content = written.content();
    ByteArrayOutputStream fresh = new ByteArrayOutputStream();
    content.writeTo(fresh);
    FaultyDisk counting = FaultyDisk.counting();
    AtomicFile.replacing(file).write(content, counting);
    assertThat(counting.calls()).isGreaterThan(7);
    for (int failing = 0; failing < counting.calls(); failing++) {
      Files.writeString(file, OLD);
      FaultyDisk disk = FaultyDisk.at(failing);
      assertThatThrownBy(() -> AtomicFile.replacing(file).write(content, disk))
          .as("call %d", failing)
          .isInstanceOf(FileException.class)
          .hasMessageStartingWith("write: " + file + ": planned failure of ")
          .hasCauseInstanceOf(IOException.class);
      boolean renamed = failing == counting.calls() - 1;
      assertThat(Files.readAllBytes(file))
          .as("call %d", failing)
          .isEqualTo(renamed ? fresh.toByteArray() : OLD.getBytes(StandardCharsets.UTF_8));
      assertThat(names()).as("call %d", failing).containsExactly("model.bin");
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
