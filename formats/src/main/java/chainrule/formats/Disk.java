// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The few things that are asked of a disk when something is written that must not be lost; tests
 * let each of them fail.
 */
public interface Disk {

  /** The disk of the machine. */
  static Disk real() {
    return new RealDisk();
  }

  /** Creates a file that must not exist. */
  OutputStream create(Path file) throws IOException;

  /** Adds to the end of a file, which is made if it is not there. */
  OutputStream append(Path file) throws IOException;

  /** Returns once the file's content is on the disk. */
  void force(Path file) throws IOException;

  /** Renames in one step, replacing the target. */
  void rename(Path from, Path to) throws IOException;

  /** Returns once the folder's entries are on the disk. */
  void forceFolder(Path folder) throws IOException;

  /** Creates a folder that must not exist, in one that does. */
  void createFolder(Path folder) throws IOException;

  /**
   * Removes a file, or a folder with the files in it, if it is there; a failure is passed over,
   * another one is being reported.
   */
  void discard(Path file);
}
