// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FileException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders to write in. */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder, and those above it, unless they exist. When this returns, it survives a loss of
   * power, as {@link AtomicFile} says.
   *
   * @param folder the folder
   * @return the same
   * @throws FileException if it or one above it is a regular file, or cannot be made
   */
  public static Path create(Path folder) {
    return create(folder, Disk.real());
  }

  /** {@link #create(Path)} on a disk of one's own. */
  public static Path create(Path folder, Disk disk) {
    Path whole = folder.toAbsolutePath();
    Path nearest = nearest(whole);
    if (!Files.isDirectory(nearest)) {
      throw new FileException(
          "folder: " + folder + ": " + nearest + " is a regular file, not a folder");
    }
    try {
      Path made = nearest;
      for (int depth = nearest.getNameCount(); depth < whole.getNameCount(); depth++) {
        Path next = made.resolve(whole.getName(depth));
        make(next, disk);
        disk.forceFolder(made);
        made = next;
      }
      return folder;
    } catch (IOException e) {
      throw FileErrors.of("folder", folder, e);
    }
  }

  /** Another process may make the same folder at the same time. */
  private static void make(Path folder, Disk disk) throws IOException {
    try {
      disk.createFolder(folder);
    } catch (FileAlreadyExistsException taken) {
      if (!Files.isDirectory(folder)) {
        throw taken;
      }
    }
  }

  /** Refuses a folder in which no file can be made; the message begins with the given words. */
  static void checkWritable(Path folder, String message) {
    Path nearest = nearest(folder);
    if (!Files.isDirectory(nearest)) {
      throw new FileException(
          message + ": " + nearest + " is a regular file; nothing can be written below it");
    }
    if (!nearest.equals(folder)) {
      throw new FileException(
          message + ": the folder " + folder + " does not exist", "make the folder first");
    }
    if (!Files.isWritable(folder)) {
      throw new FileException(message + ": the folder " + folder + " is read-only");
    }
  }

  /** The path itself or the first one above it that exists. */
  private static Path nearest(Path path) {
    Path nearest = path;
    while (!Files.exists(nearest)) {
      Path above = nearest.getParent();
      if (above == null) {
        return nearest;
      }
      nearest = above;
    }
    return nearest;
  }
}
