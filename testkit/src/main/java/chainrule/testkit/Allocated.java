// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread allocates while it works, which its peak cannot be above. */
public final class Allocated {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long SLACK = 8 << 20;

  private Allocated() {}

  /**
   * Does the work and checks that it took at most four times the file and 8 MiB.
   *
   * @param fileBytes the length of what is read
   * @param what named in the message
   * @throws AssertionError if it took more
   */
  public static void within(long fileBytes, Object what, Runnable work) {
    atMost(4 * fileBytes + SLACK, what, work);
  }

  /**
   * Does the work and checks that it took at most so many bytes.
   *
   * @param what named in the message
   * @throws AssertionError if it took more
   */
  public static void atMost(long bytes, Object what, Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      work.run();
    } finally {
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
          .as("bytes allocated for %s", what)
          .isLessThanOrEqualTo(bytes);
    }
  }
}
