// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of the user, or of the system, that this ends soon. By default a signal ends the process
 * at once; a verb that has something to save asks for time.
 */
final class Interruption {

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean asked;

  /** Makes signals ask first, and wait until {@link #end} is called. */
  void takeTime() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ask();
                  await();
                },
                "chainrule-interruption"));
  }

  private void await() {
    try {
      boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assert inTime : "what was to be saved is not saved";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for the end. */
  void ask() {
    asked = true;
  }

  /** Whether the end was asked for. */
  boolean isAsked() {
    return asked;
  }

  /** Says that all is done that had to be. */
  void end() {
    ended.countDown();
  }
}
