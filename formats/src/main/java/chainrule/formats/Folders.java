// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders to write in. */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder, and those above it, unless they exist.
   *
   * @param folder the folder
   * @return the same
   * @throws FileException if it or one above it is a regular file, or cannot be made
   */
  public static Path create(Path folder) {
    Path nearest = nearest(folder.toAbsolutePath());
    if (!Files.isDirectory(nearest)) {
      throw new FileException(
          "folder: " + folder + ": " + nearest + " is a regular file, not a folder");
    }
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw FileErrors.of("folder", folder, e);
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
