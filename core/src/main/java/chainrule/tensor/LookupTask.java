// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * What an index names along an axis, in fresh row-major memory: whole rows for {@code indexSelect},
 * element by element for {@code takeAlong}. A row is what lies behind the axis.
 */
final class LookupTask implements Task {

  /** Elements of a chunk, unless a row has more. */
  private static final int CHUNK = 16_384;

  /** From here on a row is copied at once. */
  private static final int LONG = 8;

  private final boolean rows;
  private final Object[] arrays;
  private final DecodedIndex index;
  private final int into;

  /** Rows of the result for each element of the axes before, and the elements of a row. */
  private final int count;

  private final int inner;
  private final int total;
  private final int share;

  /** How far apart places lie in the source. */
  private final int step;

  /** Where the source begins for each element of the axes before the named one. */
  private final int[] outerAt;

  /** Where the elements of a row lie, if they do not follow each other. */
  private final int[] innerAt;

  private final boolean dense;
  private final IntConsumer body = this::chunk;
  private int[] places = {};

  /**
   * What is run.
   *
   * @param rows whether one index names a whole row
   * @param name of the operation, for what it refuses
   */
  record Body(int axis, boolean rows, String name) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      if (outputs.getFirst().shape().count() > 0) {
        new LookupTask(this, inputs, outputs.getFirst()).run(workers);
      } else if (rows) {
        Indices.checkAll(inputs.get(1), inputs.get(0).shape().size(axis), name);
      }
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      return outputs.getFirst().shape().count() == 0
          ? Optional.empty()
          : Optional.of(new LookupTask(this, inputs, outputs.getFirst()));
    }
  }

  private LookupTask(Body what, List<Operand> inputs, Operand output) {
    Operand source = inputs.get(0);
    Shape shape = output.shape();
    View view = source.view();
    int axis = what.axis;
    rows = what.rows;
    arrays = new Object[] {source.array(), output.array()};
    index = new DecodedIndex(inputs.get(1), source.shape().size(axis), what.name);
    into = (int) output.view().offset();
    count = (int) shape.size(axis);
    inner = (int) shape.part(axis + 1, shape.rank()).count();
    total = (int) shape.count() / inner;
    share = Math.max(1, CHUNK / inner);
    step = (int) view.stride(axis);
    outerAt = positions(view, 0, axis, (int) view.offset());
    boolean whole = view.isContiguous();
    innerAt = whole ? new int[0] : positions(view, axis + 1, shape.rank(), 0);
    boolean inOrder = true;
    for (int j = 0; j < innerAt.length; j++) {
      inOrder &= innerAt[j] == j;
    }
    dense = inOrder;
  }

  /** Where the elements of some axes lie, row-major. */
  private static int[] positions(View view, int from, int to, int offset) {
    int[] positions = Memory.ints(view.shape().part(from, to).count());
    positions[0] = offset;
    int known = 1;
    for (int axis = to - 1; axis >= from; axis--) {
      int stride = (int) view.stride(axis);
      int size = (int) view.shape().size(axis);
      for (int i = known; i < known * size; i++) {
        positions[i] = positions[i - known] + stride;
      }
      known *= size;
    }
    return positions;
  }

  @Override
  public void run(Workers workers) {
    places = index.read();
    workers.run(Math.ceilDiv(total, share), body);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
    index.rebind(from, to);
  }

  private void chunk(int chunk) {
    int row = chunk * share;
    int end = Math.min(total, row + share);
    int outer = row / count;
    int place = row - outer * count;
    while (row < end) {
      int length = Math.min(count - place, end - row);
      if (rows) {
        for (int i = 0; i < length; i++) {
          row(outerAt[outer] + places[place + i] * step, into + (row + i) * inner);
        }
      } else if (inner == 1) {
        single(outerAt[outer], row, length);
      } else {
        for (int i = 0; i < length; i++) {
          elements(outerAt[outer], (row + i) * inner);
        }
      }
      row += length;
      place = 0;
      outer++;
    }
  }

  private void row(int from, int to) {
    if (dense && inner >= LONG) {
      System.arraycopy(arrays[0], from, arrays[1], to, inner);
      return;
    }
    switch (arrays[1]) {
      case float[] result -> {
        float[] source = (float[]) arrays[0];
        for (int j = 0; j < inner; j++) {
          result[to + j] = source[from + (dense ? j : innerAt[j])];
        }
      }
      case double[] result -> {
        double[] source = (double[]) arrays[0];
        for (int j = 0; j < inner; j++) {
          result[to + j] = source[from + (dense ? j : innerAt[j])];
        }
      }
      default -> {
        for (int j = 0; j < inner; j++) {
          System.arraycopy(arrays[0], from + (dense ? j : innerAt[j]), arrays[1], to + j, 1);
        }
      }
    }
  }

  /** Elements of rows of one. */
  private void single(int from, int first, int length) {
    int[] named = places;
    switch (arrays[1]) {
      case float[] result -> {
        float[] source = (float[]) arrays[0];
        for (int j = 0; j < length; j++) {
          result[into + first + j] = source[from + named[first + j] * step];
        }
      }
      case double[] result -> {
        double[] source = (double[]) arrays[0];
        for (int j = 0; j < length; j++) {
          result[into + first + j] = source[from + named[first + j] * step];
        }
      }
      default -> {
        for (int j = 0; j < length; j++) {
          int at = from + named[first + j] * step;
          System.arraycopy(arrays[0], at, arrays[1], into + first + j, 1);
        }
      }
    }
  }

  /** Elements of a row, one for each index. */
  private void elements(int from, int first) {
    int[] named = places;
    switch (arrays[1]) {
      case float[] result -> {
        float[] source = (float[]) arrays[0];
        for (int j = 0; j < inner; j++) {
          int at = from + named[first + j] * step + (dense ? j : innerAt[j]);
          result[into + first + j] = source[at];
        }
      }
      case double[] result -> {
        double[] source = (double[]) arrays[0];
        for (int j = 0; j < inner; j++) {
          int at = from + named[first + j] * step + (dense ? j : innerAt[j]);
          result[into + first + j] = source[at];
        }
      }
      default -> {
        for (int j = 0; j < inner; j++) {
          int at = from + named[first + j] * step + (dense ? j : innerAt[j]);
          System.arraycopy(arrays[0], at, arrays[1], into + first + j, 1);
        }
      }
    }
  }
}
