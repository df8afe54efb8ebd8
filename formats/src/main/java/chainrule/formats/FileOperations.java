// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The few things {@link AtomicFile} asks of a disk; tests let each of them fail. */
interface FileOperations {
  /** Creates a file that must not exist. */
  OutputStream create(Path file) throws IOException;

  /** Returns once the file's content is on the disk. */
  void force(Path file) throws IOException;

  /** Renames in one step, replacing the target. */
  void rename(Path from, Path to) throws IOException;

  /** Returns once the folder's entries are on the disk. */
  void forceFolder(Path folder) throws IOException;

  /** Removes a file if it is there; a failure is passed over, another one is being reported. */
  void discard(Path file);
}
