// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;
import java.util.Arrays;

/**
 * The elements under the windows of a grid as a matrix: a row for each channel and place in a
 * window, ascending (channel, kernel plane, kernel row, kernel column), a column for each window,
 * image after image. Padding is left out.
 */
final class Patches {

  private static final int PLANE = 0;
  private static final int ROW = 1;
  private static final int COLUMN = 2;

  private final int channels;
  private final long[] input;
  private final long[] window;
  private final long[] stride;
  private final long[] before;
  private final long[] dilation;
  private final int[] output;
  private final int space;
  private final int places;

  /** What is done with elements of one row of the input and neighboring columns of the matrix. */
  @FunctionalInterface
  interface Line {
    void at(int element, int step, int patch, int count);
  }

  Patches(Grid grid, long channels) {
    this.channels = (int) channels;
    input = three(grid.input(), 1);
    window = three(grid.window(), 1);
    stride = three(grid.stride(), 1);
    before = three(grid.before(), 0);
    dilation = three(grid.dilation(), 1);
    output = Arrays.stream(three(grid.output(), 1)).mapToInt(Math::toIntExact).toArray();
    space = Math.toIntExact(grid.space().count());
    places = Math.toIntExact(grid.places().count());
  }

  private static long[] three(long[] numbers, long lead) {
    long[] result = {lead, lead, lead};
    System.arraycopy(numbers, 0, result, 3 - numbers.length, numbers.length);
    return result;
  }

  /** The rows of the matrix. */
  int rows() {
    return (int) (channels * window[PLANE] * window[ROW] * window[COLUMN]);
  }

  /**
   * Visits a range of columns, row after row.
   *
   * @param start where the first of them lies in the memory of the matrix, rows packed
   */
  void visit(int from, int to, int start, Line line) {
    int row = start;
    for (int channel = 0; channel < channels; channel++) {
      for (int plane = 0; plane < window[PLANE]; plane++) {
        for (int down = 0; down < window[ROW]; down++) {
          for (int right = 0; right < window[COLUMN]; right++) {
            row(channel, new int[] {plane, down, right}, from, to, row, line);
            row += to - from;
          }
        }
      }
    }
  }

  private void row(int channel, int[] kernel, int from, int to, int start, Line line) {
    long shift = kernel[COLUMN] * dilation[COLUMN] - before[COLUMN];
    long step = stride[COLUMN];
    long least = Math.max(0, Math.ceilDiv(-shift, step));
    long end = Math.floorDiv(input[COLUMN] - 1 - shift, step) + 1;
    for (int at = from; at < to; ) {
      int place = at % places;
      int column = place % output[COLUMN];
      int count = Math.min(output[COLUMN] - column, to - at);
      int upper = place / output[COLUMN];
      long plane = inside(PLANE, upper / output[ROW], kernel[PLANE]);
      long down = inside(ROW, upper % output[ROW], kernel[ROW]);
      int low = (int) Math.max(column, least);
      int high = (int) Math.min(column + count, end);
      if (plane >= 0 && down >= 0 && low < high) {
        long image = at / places * (long) channels + channel;
        long begin = image * space + (plane * input[ROW] + down) * input[COLUMN];
        line.at(
            (int) (begin + low * step + shift),
            (int) step,
            start + at - from + low - column,
            high - low);
      }
      at += count;
    }
  }

  /** The index on an axis of a place in a window, -1 in the padding. */
  private long inside(int axis, int place, int kernel) {
    long index = place * stride[axis] - before[axis] + kernel * dilation[axis];
    return index < input[axis] ? Math.max(-1, index) : -1;
  }

  /** Copies from elements, packed row by row, to the matrix. */
  static Line gather(Operand elements, Operand matrix) {
    int offset = (int) elements.view().offset();
    return switch (elements.array()) {
      case float[] from -> {
        float[] into = (float[]) matrix.array();
        yield (element, step, patch, count) -> {
          for (int i = 0; i < count; i++) {
            into[patch + i] = from[offset + element + i * step];
          }
        };
      }
      case double[] from -> {
        double[] into = (double[]) matrix.array();
        yield (element, step, patch, count) -> {
          for (int i = 0; i < count; i++) {
            into[patch + i] = from[offset + element + i * step];
          }
        };
      }
      default -> throw new AssertionError(elements.dtype());
    };
  }

  /** Adds the matrix into elements, packed row by row: of one element, the first row first. */
  static Line add(Operand matrix, Operand elements) {
    int offset = (int) matrix.view().offset();
    int start = (int) elements.view().offset();
    return switch (elements.array()) {
      case float[] into -> {
        float[] from = (float[]) matrix.array();
        yield (element, step, patch, count) -> {
          for (int i = 0; i < count; i++) {
            into[start + element + i * step] += from[offset + patch + i];
          }
        };
      }
      case double[] into -> {
        double[] from = (double[]) matrix.array();
        yield (element, step, patch, count) -> {
          for (int i = 0; i < count; i++) {
            into[start + element + i * step] += from[offset + patch + i];
          }
        };
      }
      default -> throw new AssertionError(elements.dtype());
    };
  }
}
