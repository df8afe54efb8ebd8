// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** 1 at the place that each index names, 0 elsewhere, in a floating type. */
final class OneHotTask implements Task {

  /** Elements of a chunk, unless a row has more. */
  private static final int CHUNK = 16_384;

  private final Object[] arrays;
  private final DecodedIndex index;
  private final int classes;
  private final int into;
  private final int count;
  private final int share;
  private final IntConsumer body = this::chunk;
  private int[] places = {};

  /**
   * What is run.
   *
   * @param name of the operation, for what it refuses
   */
  record Body(int classes, String name) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      new OneHotTask(this, inputs.getFirst(), outputs.getFirst()).run(workers);
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      return Optional.of(new OneHotTask(this, inputs.getFirst(), outputs.getFirst()));
    }
  }

  private OneHotTask(Body what, Operand input, Operand output) {
    arrays = new Object[] {output.array()};
    index = new DecodedIndex(input, what.classes, what.name);
    classes = what.classes;
    into = (int) output.view().offset();
    count = (int) input.shape().count();
    share = Math.max(1, CHUNK / Math.max(1, classes));
  }

  @Override
  public void run(Workers workers) {
    places = index.read();
    workers.run(Math.ceilDiv(count, share), body);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
    index.rebind(from, to);
  }

  private void chunk(int chunk) {
    int first = chunk * share;
    int end = Math.min(count, first + share);
    switch (arrays[0]) {
      case float[] result -> {
        Arrays.fill(result, into + first * classes, into + end * classes, 0);
        for (int i = first; i < end; i++) {
          result[into + i * classes + places[i]] = 1;
        }
      }
      case double[] result -> {
        Arrays.fill(result, into + first * classes, into + end * classes, 0);
        for (int i = first; i < end; i++) {
          result[into + i * classes + places[i]] = 1;
        }
      }
      default -> throw new AssertionError(arrays[0].getClass());
    }
  }
}
