// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Elements added into zeros at the places that an index names along an axis; those that meet at a
 * place in row-major order, each sum rounded to the type. Whole rows for {@code indexAdd}, element
 * by element for {@code scatterAdd}; a row is what lies behind the axis. Values are row-major.
 */
final class ScatterTask implements Task {

  /** Elements of a chunk, unless the axes behind the first have more. */
  private static final int CHUNK = 16_384;

  /** From here on rows may go to those who own their places. */
  private static final int LONG = 8;

  private final boolean rows;
  private final Object[] arrays;
  private final DecodedIndex index;
  private final int from;
  private final int into;

  /** The axes before that of the index, that one, and those after it. */
  private final int outer;

  private final int count;
  private final int inner;
  private final int size;
  private final int share;

  /** Parts of the places, each for one worker: what meets at a place stays in order. */
  private final int parts;

  private final IntConsumer body = this::chunk;
  private int[] places = {};

  /**
   * What is run.
   *
   * @param size that of the axis in the result
   * @param rows whether one index names a place for a whole row
   * @param name of the operation, for what it refuses
   */
  record Body(int axis, long size, boolean rows, String name) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      if (inputs.getFirst().shape().count() > 0) {
        new ScatterTask(this, inputs, outputs.getFirst()).run(workers);
      } else {
        Operand output = outputs.getFirst();
        clear(output.array(), (int) output.view().offset(), (int) output.shape().count());
        if (rows) {
          Indices.checkAll(inputs.get(1), size, name);
        }
      }
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      return inputs.getFirst().shape().count() == 0
          ? Optional.empty()
          : Optional.of(new ScatterTask(this, inputs, outputs.getFirst()));
    }
  }

  private ScatterTask(Body what, List<Operand> inputs, Operand output) {
    Operand values = inputs.get(0);
    Shape shape = values.shape();
    rows = what.rows;
    arrays = new Object[] {values.array(), output.array()};
    index = new DecodedIndex(inputs.get(1), what.size, what.name);
    from = (int) values.view().offset();
    into = (int) output.view().offset();
    outer = (int) shape.part(0, what.axis).count();
    count = (int) shape.size(what.axis);
    inner = (int) shape.part(what.axis + 1, shape.rank()).count();
    size = (int) what.size;
    share = Math.max(1, CHUNK / Math.max(1, count * inner));
    parts = rows && inner >= LONG ? Math.clamp(count * inner / CHUNK, 1, Math.max(1, size)) : 1;
  }

  @Override
  public void run(Workers workers) {
    places = index.read();
    workers.run(Math.ceilDiv(outer, share) * parts, body);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
    index.rebind(from, to);
  }

  private static void clear(Object array, int to, int length) {
    switch (array) {
      case float[] result -> Arrays.fill(result, to, to + length, 0);
      case double[] result -> Arrays.fill(result, to, to + length, 0);
      default -> throw new AssertionError(array.getClass());
    }
  }

  private void chunk(int chunk) {
    int first = chunk / parts * share;
    int end = Math.min(outer, first + share);
    int part = chunk % parts;
    int low = (int) ((long) size * part / parts);
    int high = (int) ((long) size * (part + 1) / parts);
    for (int number = first; number < end; number++) {
      int to = into + number * size * inner;
      clear(arrays[1], to + low * inner, (high - low) * inner);
      int start = from + number * count * inner;
      if (!rows) {
        elements(start, number * count * inner, to);
      } else {
        rows(start, to, low, high);
      }
    }
  }

  /** Adds the rows whose place lies in a range. */
  private void rows(int start, int to, int low, int high) {
    switch (arrays[1]) {
      case float[] result -> {
        float[] values = (float[]) arrays[0];
        for (int i = 0; i < count; i++) {
          int place = places[i];
          if (place >= low && place < high) {
            int target = to + place * inner;
            int source = start + i * inner;
            for (int j = 0; j < inner; j++) {
              result[target + j] += values[source + j];
            }
          }
        }
      }
      case double[] result -> {
        double[] values = (double[]) arrays[0];
        for (int i = 0; i < count; i++) {
          int place = places[i];
          if (place >= low && place < high) {
            int target = to + place * inner;
            int source = start + i * inner;
            for (int j = 0; j < inner; j++) {
              result[target + j] += values[source + j];
            }
          }
        }
      }
      default -> throw new AssertionError(arrays[1].getClass());
    }
  }

  private void elements(int start, int first, int to) {
    switch (arrays[1]) {
      case float[] result -> {
        float[] values = (float[]) arrays[0];
        int[] named = places;
        if (inner == 1) {
          for (int i = 0; i < count; i++) {
            result[to + named[first + i]] += values[start + i];
          }
          return;
        }
        for (int i = 0; i < count * inner; i += inner) {
          for (int j = i; j < i + inner; j++) {
            result[to + named[first + j] * inner + j - i] += values[start + j];
          }
        }
      }
      case double[] result -> {
        double[] values = (double[]) arrays[0];
        int[] named = places;
        if (inner == 1) {
          for (int i = 0; i < count; i++) {
            result[to + named[first + i]] += values[start + i];
          }
          return;
        }
        for (int i = 0; i < count * inner; i += inner) {
          for (int j = i; j < i + inner; j++) {
            result[to + named[first + j] * inner + j - i] += values[start + j];
          }
        }
      }
      default -> throw new AssertionError(arrays[1].getClass());
    }
  }
}
