// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Draws for all elements, in parts. The last input is the key, the one before it the source. */
final class DrawTask implements Task {

  private static final int RESULT = 0;
  private static final int SOURCE = 1;
  private static final int KEY = 2;

  private final Draws what;
  private final Object[] arrays;
  private final int keyAt;
  private final int from;
  private final int into;
  private final int count;
  private final IntConsumer body = this::part;
  private long key;

  /** What is run. */
  record Body(Draws what) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      new DrawTask(what, inputs, outputs.getFirst()).run(workers);
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      return Optional.of(new DrawTask(what, inputs, outputs.getFirst()));
    }
  }

  private DrawTask(Draws what, List<Operand> inputs, Operand output) {
    this.what = what;
    Operand source = inputs.size() == 1 ? output : inputs.getFirst();
    arrays = new Object[] {output.array(), source.array(), inputs.getLast().array()};
    keyAt = (int) inputs.getLast().view().offset();
    from = (int) source.view().offset();
    into = (int) output.view().offset();
    count = (int) output.shape().count();
  }

  @Override
  public void run(Workers workers) {
    what.check(arrays[SOURCE], from, count);
    key = ((long[]) arrays[KEY])[keyAt];
    workers.run(Math.ceilDiv(count, Draws.PART), body);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }

  private void part(int part) {
    int first = part * Draws.PART;
    int size = Math.min(Draws.PART, count - first);
    what.part(key, arrays[SOURCE], from + first, arrays[RESULT], into + first, first, size);
  }
}
