// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Task;
import chainrule.spi.Workers;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** A task that plain loops do until its kernels are warm. */
final class WarmTask implements Task {

  private final BooleanSupplier warm;
  private final Task task;
  private final Task plain;
  private final LongAdder done;
  private boolean ready;

  /**
   * A task.
   *
   * @param warm whether its kernels run at full speed; asked until they do
   * @param plain what runs until then
   * @param done counts the runs of the task itself
   */
  WarmTask(BooleanSupplier warm, Task task, Task plain, LongAdder done) {
    this.warm = warm;
    this.task = task;
    this.plain = plain;
    this.done = done;
  }

  @Override
  public void run(Workers workers) {
    ready = ready || warm.getAsBoolean();
    if (ready) {
      done.increment();
      task.run(workers);
    } else {
      plain.run(workers);
    }
  }

  @Override
  public void rebind(Object from, Object to) {
    task.rebind(from, to);
    plain.rebind(from, to);
  }
}
