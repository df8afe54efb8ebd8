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
 * place in row-major order, each sum rounded to the type. All operands are row-major.
 */
final class ScatterTask implements Task {

  /** Elements of a chunk, unless the axes behind the first have more. */
  private static final int CHUNK = 16_384;

  private final Body what;
  private final Object[] arrays;
  private final int placesAt;
  private final int from;
  private final int into;

  /** The axes before that of the index, that one, and those after it. */
  private final int outer;

  private final int count;
  private final int inner;
  private final int size;
  private final int share;
  private final IntConsumer body = this::chunk;
  private Operand places;

  /**
   * What is run.
   *
   * @param size that of the axis in the result
   * @param name of the operation, for what it refuses
   */
  record Body(int axis, long size, String name) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      new ScatterTask(this, inputs, outputs.getFirst()).run(workers);
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      return Optional.of(new ScatterTask(this, inputs, outputs.getFirst()));
    }
  }

  private ScatterTask(Body what, List<Operand> inputs, Operand output) {
    this.what = what;
    places = inputs.get(1);
    placesAt = (int) places.view().offset();
    arrays = new Object[] {inputs.get(0).array(), output.array()};
    from = (int) inputs.get(0).view().offset();
    into = (int) output.view().offset();
    Shape shape = places.shape();
    outer = (int) shape.part(0, what.axis).count();
    count = (int) shape.size(what.axis);
    inner = (int) shape.part(what.axis + 1, shape.rank()).count();
    size = (int) what.size;
    share = Math.max(1, CHUNK / Math.max(1, count * inner));
  }

  @Override
  public void run(Workers workers) {
    workers.run(Math.ceilDiv(outer, share), body);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
    if (places.array() == from) {
      places = places.over(to);
    }
  }

  private void chunk(int chunk) {
    int end = Math.min(outer, (chunk + 1) * share);
    for (int number = chunk * share; number < end; number++) {
      int to = into + number * size * inner;
      switch (arrays[1]) {
        case float[] result -> {
          Arrays.fill(result, to, to + size * inner, 0);
          add((float[]) arrays[0], number, result, to);
        }
        case double[] result -> {
          Arrays.fill(result, to, to + size * inner, 0);
          add((double[]) arrays[0], number, result, to);
        }
        default -> throw new AssertionError(arrays[1].getClass());
      }
    }
  }

  /** The place that an element of the index names, checked. */
  private int place(int element) {
    if (places.array() instanceof long[] all) {
      long place = all[placesAt + element];
      if (place >= 0 && place < size) {
        return (int) place;
      }
    }
    return (int) Indices.at(places, element, size, what.name);
  }

  private void add(float[] values, int number, float[] result, int to) {
    int first = number * count * inner;
    for (int i = 0; i < count; i++) {
      int start = first + i * inner;
      for (int j = 0; j < inner; j++) {
        result[to + place(start + j) * inner + j] += values[from + start + j];
      }
    }
  }

  private void add(double[] values, int number, double[] result, int to) {
    int first = number * count * inner;
    for (int i = 0; i < count; i++) {
      int start = first + i * inner;
      for (int j = 0; j < inner; j++) {
        result[to + place(start + j) * inner + j] += values[from + start + j];
      }
    }
  }
}
