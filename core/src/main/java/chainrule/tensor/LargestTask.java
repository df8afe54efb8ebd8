// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/** The largest element under each window of each channel, or its place, by plain loops. */
final class LargestTask implements Task {

  /** Elements looked at by a chunk, unless one channel has more. */
  private static final int CHUNK = 32_768;

  private final Object[] arrays;
  private final Spans planes;
  private final Spans lines;
  private final Spans across;
  private final int rows;
  private final int columns;
  private final int space;
  private final int windows;
  private final int from;
  private final int into;
  private final int channels;
  private final int share;
  private final IntConsumer body = this::chunk;

  LargestTask(List<Spans> spans, Operand input, Operand output) {
    List<Spans> all = new ArrayList<>(Collections.nCopies(3 - spans.size(), Spans.SINGLE));
    all.addAll(spans);
    planes = all.get(0);
    lines = all.get(1);
    across = all.get(2);
    Shape shape = input.shape().part(2, input.shape().rank());
    rows = shape.rank() < 2 ? 1 : (int) shape.size(-2);
    columns = (int) shape.size(-1);
    space = (int) shape.count();
    windows = planes.windows() * lines.windows() * across.windows();
    channels = (int) (output.shape().count() / windows);
    arrays = new Object[] {input.array(), output.array()};
    from = (int) input.view().offset();
    into = (int) output.view().offset();
    share = Math.max(1, CHUNK / space);
  }

  @Override
  public void run(Workers workers) {
    workers.run(Math.ceilDiv(channels, share), body);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }

  private void chunk(int chunk) {
    int end = Math.min(channels, (chunk + 1) * share);
    for (int channel = chunk * share; channel < end; channel++) {
      int at = into + channel * windows;
      for (int plane = 0; plane < planes.windows(); plane++) {
        for (int line = 0; line < lines.windows(); line++) {
          row(from + channel * space, plane, line, at);
          at += across.windows();
        }
      }
    }
  }

  private void row(int start, int plane, int line, int at) {
    Object out = arrays[1];
    switch (arrays[0]) {
      case float[] x -> {
        for (int window = 0; window < across.windows(); window++) {
          int place = best(x, start, plane, line, window);
          if (out instanceof float[] values) {
            values[at + window] = x[start + place];
          } else {
            ((long[]) out)[at + window] = place;
          }
        }
      }
      case double[] x -> {
        for (int window = 0; window < across.windows(); window++) {
          int place = best(x, start, plane, line, window);
          if (out instanceof double[] values) {
            values[at + window] = x[start + place];
          } else {
            ((long[]) out)[at + window] = place;
          }
        }
      }
      default -> throw new AssertionError(arrays[0].getClass());
    }
  }

  /** The place in the channel of the first element of a window on some line of it. */
  private int place(int plane, int i, int line, int j, int window) {
    int upper = planes.first()[plane] + i * planes.step();
    int row = lines.first()[line] + j * lines.step();
    return (upper * rows + row) * columns + across.first()[window];
  }

  /** Whether a window is 2 by 2, which most are. */
  private boolean isSquare(int plane, int line, int window) {
    return planes.count()[plane] == 1 && lines.count()[line] == 2 && across.count()[window] == 2;
  }

  private int best(float[] x, int start, int plane, int line, int window) {
    if (isSquare(plane, line, window)) {
      return best(x, start, place(plane, 0, line, 0, window), across.step());
    }
    int step = across.step();
    int length = across.count()[window] * step;
    int best = place(plane, 0, line, 0, window);
    int most = rank(x[start + best]);
    for (int i = 0; i < planes.count()[plane]; i++) {
      for (int j = 0; j < lines.count()[line]; j++) {
        int first = place(plane, i, line, j, window);
        for (int place = first; place < first + length; place += step) {
          int rank = rank(x[start + place]);
          best = rank > most ? place : best;
          most = Math.max(rank, most);
        }
      }
    }
    return best;
  }

  private int best(double[] x, int start, int plane, int line, int window) {
    if (isSquare(plane, line, window)) {
      return best(x, start, place(plane, 0, line, 0, window), across.step());
    }
    int step = across.step();
    int length = across.count()[window] * step;
    int best = place(plane, 0, line, 0, window);
    long most = rank(x[start + best]);
    for (int i = 0; i < planes.count()[plane]; i++) {
      for (int j = 0; j < lines.count()[line]; j++) {
        int first = place(plane, i, line, j, window);
        for (int place = first; place < first + length; place += step) {
          long rank = rank(x[start + place]);
          best = rank > most ? place : best;
          most = Math.max(rank, most);
        }
      }
    }
    return best;
  }

  private int best(float[] x, int start, int upper, int step) {
    int lower = upper + lines.step() * columns;
    int first = rank(x[start + upper]);
    int second = rank(x[start + upper + step]);
    int third = rank(x[start + lower]);
    int fourth = rank(x[start + lower + step]);
    int above = second > first ? upper + step : upper;
    int below = fourth > third ? lower + step : lower;
    return Math.max(third, fourth) > Math.max(first, second) ? below : above;
  }

  private int best(double[] x, int start, int upper, int step) {
    int lower = upper + lines.step() * columns;
    long first = rank(x[start + upper]);
    long second = rank(x[start + upper + step]);
    long third = rank(x[start + lower]);
    long fourth = rank(x[start + lower + step]);
    int above = second > first ? upper + step : upper;
    int below = fourth > third ? lower + step : lower;
    return Math.max(third, fourth) > Math.max(first, second) ? below : above;
  }

  /**
   * Whole numbers in the order of the values: both zeros alike, NaN above all. Compared without a
   * branch, which could not be foreseen: windows of 2 by 2 take 6 ns each instead of 19.
   */
  private static int rank(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  private static long rank(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }
}
