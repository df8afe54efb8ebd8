// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FileException;
import chainrule.formats.FileErrors;
import chainrule.formats.InputFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file, read by place by any number of threads: mapped, so that they take no heap
 * and are read when they are looked at.
 *
 * @param file where they come from
 * @param bytes all of them
 */
record MappedFile(Path file, MemorySegment bytes) {

  /** Maps a regular file; the memory is let go when nothing refers to it. */
  static MappedFile of(Path file, String operation) {
    return InputFiles.read(file, operation, (_, _) -> new MappedFile(file, map(file)));
  }

  private static MemorySegment map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    } catch (UnsupportedOperationException e) {
      throw FileErrors.of("map", file, new IOException("this file system maps no files", e));
    }
  }

  long length() {
    return bytes.byteSize();
  }

  /** What to throw when a mapped byte is no longer there, which the JVM tells as an error. */
  FileException lost(InternalError cause) {
    FileException exception =
        new FileException(
            "read: " + file + ": the file became shorter while it was in use",
            "do not change a data set while it is trained on");
    exception.initCause(cause);
    return exception;
  }
}
