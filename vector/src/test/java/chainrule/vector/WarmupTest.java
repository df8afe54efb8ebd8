// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmupTest {

  @Test
  void a_kernel_warms_once_enough_was_asked_of_it() throws InterruptedException {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Runnable kernel =
        () -> {
          called.countDown();
          awaitQuietly(released);
        };
    Warmup warmup = new Warmup(kernel, Long.MAX_VALUE, 10);
    assertThat(warmup.isDone(9)).isFalse();
    assertThat(called.await(50, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(warmup.isDone(1)).isFalse();
    assertThat(called.await(1, TimeUnit.MINUTES)).isTrue();
    released.countDown();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!warmup.isDone(0) && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    assertThat(warmup.isDone(0)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_kernel_worth_nothing_runs_as_it_is() {
    assertThat(new Warmup(() -> {}, 1, 0).isDone(1)).isTrue();
  }
}
