// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.net.URI;
import java.util.OptionalLong;

/** Hears how a download gets on; called on the thread that downloads. */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * More of a file is here.
   *
   * @param file its name
   * @param bytes how many bytes are here
   * @param total how many there will be, if the server said so
   */
  void received(String file, long bytes, OptionalLong total);

  /**
   * A mirror did not give the file; the next one is tried.
   *
   * @param from what was asked for
   * @param reason why it was not had, on one line
   */
  default void failed(URI from, String reason) {}
}
