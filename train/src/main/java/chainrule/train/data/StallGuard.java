// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Closes a stream over which nothing has come for too long, so that its reader fails. */
final class StallGuard implements AutoCloseable {
  private final Closeable stream;
  private final Duration patience;
  private final Thread watcher;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean stalled;

  private StallGuard(Closeable stream, Duration patience) {
    this.stream = stream;
    this.patience = patience;
    this.watcher = Thread.ofVirtual().unstarted(this::watch);
  }

  static StallGuard over(Closeable stream, Duration patience) {
    StallGuard guard = new StallGuard(stream, patience);
    guard.watcher.start();
    return guard;
  }

  /** Something came. */
  void alive() {
    lastNanos = System.nanoTime();
  }

  /** Whether the stream was closed for its silence. */
  boolean stalled() {
    return stalled;
  }

  @Override
  public void close() {
    watcher.interrupt();
  }

  private void watch() {
    try {
      long left = patience.toNanos();
      while (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
        left = patience.toNanos() - (System.nanoTime() - lastNanos);
      }
      stalled = true;
      stream.close();
    } catch (InterruptedException | IOException e) {
      // Either the reader is done, or it is about to meet the same failure.
      return;
    }
  }
}
