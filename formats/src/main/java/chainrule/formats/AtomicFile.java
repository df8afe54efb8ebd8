// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FileException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that is written whole or not at all.
 *
 * <p>The bytes go to a temporary file in the same folder, are forced to the disk, and the temporary
 * file is renamed to the target; then the folder is forced too. So whatever happens on the way (an
 * exception, a full disk, a killed process, lost power), the target holds either its old content or
 * the new one. A failed write removes its temporary file; only a killed process can leave one
 * behind, named {@code .chainrule-*.tmp}, which nothing reads.
 *
 * <p>A target that is a link is written where the link points. An interrupt does not break a write.
 *
 * <pre>{@code
 * AtomicFile.replacing(path).write(out -> out.write(bytes));
 * AtomicFile.creating(path).check();     // before a long computation: can it be written at all?
 * }</pre>
 *
 * @param target where the content shall be
 * @param existing what to do with a file that is there already
 */
public record AtomicFile(Path target, Existing existing) {
  /** What to do with a file that exists already. */
  public enum Existing {
    /** It is replaced, in one step. */
    REPLACE,
    /** It is an error, and the file is left as it is. */
    REFUSE
  }

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the bytes. The stream is buffered and closed by the caller.
     *
     * @param out where to
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 16;

  /** A file that replaces what was there. */
  public static AtomicFile replacing(Path target) {
    return new AtomicFile(target, Existing.REPLACE);
  }

  /** A file that must not exist yet. */
  public static AtomicFile creating(Path target) {
    return new AtomicFile(target, Existing.REFUSE);
  }

  /**
   * Checks, without writing, that a write could begin: ask this before a long computation.
   *
   * @throws FileException as {@link #write} does
   */
  public void check() {
    destination();
  }

  /**
   * Writes the file. When this returns, the content survives a loss of power, as far as the
   * operating system and the disk keep what they promise (folders cannot be forced on Windows).
   *
   * @param content what is written; whatever it throws passes through, after the cleaning up
   * @throws FileException if the folder is missing, a regular file or read-only; if the target is a
   *     folder, a device or read-only; if it exists and must not; if writing fails
   */
  public void write(Content content) {
    write(content, Disk.real());
  }

  /** {@link #write(Content)} on a disk of one's own. */
  public void write(Content content, Disk disk) {
    Path file = destination();
    Path folder = folderOf(file);
    Path temporary = Temporary.in(folder);
    boolean renamed = false;
    try {
      try (OutputStream out = new BufferedOutputStream(disk.create(temporary), BUFFER_BYTES)) {
        content.writeTo(out);
      }
      disk.force(temporary);
      disk.rename(temporary, file);
      renamed = true;
      disk.forceFolder(folder);
    } catch (IOException e) {
      throw FileErrors.of("write", target, e);
    } finally {
      if (!renamed) {
        disk.discard(temporary);
      }
    }
  }

  /** The file to be written, with links followed, once everything that can be known is checked. */
  private Path destination() {
    Path file = target.toAbsolutePath();
    if (file.getFileName() == null) {
      throw refused("it is a folder; a file name is needed");
    }
    if (!Files.exists(file)) {
      Folders.checkWritable(folderOf(file), "write: " + target);
      checkName(file);
      return file;
    }
    if (Files.isDirectory(file)) {
      throw refused("it is a folder; a file name is needed");
    }
    if (!Files.isRegularFile(file)) {
      throw refused("it is no regular file");
    }
    if (existing == Existing.REFUSE) {
      throw new FileException(
          "write: " + target + ": the file exists already",
          "choose another name, or allow replacing it (--force on the command line)");
    }
    if (!Files.isWritable(file)) {
      throw refused("the file is read-only");
    }
    Path real = real(file);
    Folders.checkWritable(folderOf(real), "write: " + target);
    return real;
  }

  /** A file that is merely missing has a name that the system takes. */
  private void checkName(Path file) {
    try {
      Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      if (!(e instanceof NoSuchFileException)) {
        throw FileErrors.of("write", target, e);
      }
    }
  }

  private Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw FileErrors.of("write", target, e);
    }
  }

  private FileException refused(String fact) {
    return new FileException("write: " + target + ": " + fact);
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }
}
