// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.SumTree;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The mean under each window of each channel, by plain loops: sums of one block of the tree. Zeros
 * of the padding change no lane and are passed over.
 */
final class AverageTask implements Task {

  /** Elements looked at by a chunk, unless one channel has more. */
  private static final int CHUNK = 32_768;

  private static final int PLANE = 0;
  private static final int ROW = 1;
  private static final int COLUMN = 2;

  private final Object[] arrays;
  private final double[] divisors;
  private final int[] input;
  private final int[] window;
  private final int[] stride;
  private final int[] before;
  private final int[] output;
  private final int from;
  private final int into;
  private final int space;
  private final int windows;
  private final int channels;
  private final int share;
  private final double[][] lanes;
  private final IntConsumer body = this::chunk;

  /**
   * What is run.
   *
   * @param divisors of the windows of a channel, or one for all
   */
  record Body(Grid grid, double[] divisors) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      new AverageTask(this, inputs.getFirst(), outputs.getFirst()).run(workers);
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      return Optional.of(new AverageTask(this, inputs.getFirst(), outputs.getFirst()));
    }
  }

  private AverageTask(Body what, Operand input, Operand output) {
    divisors = what.divisors;
    this.input = three(what.grid.input(), 1);
    window = three(what.grid.window(), 1);
    stride = three(what.grid.stride(), 1);
    before = three(what.grid.before(), 0);
    this.output = three(what.grid.output(), 1);
    arrays = new Object[] {input.array(), output.array()};
    from = (int) input.view().offset();
    into = (int) output.view().offset();
    space = (int) what.grid.space().count();
    windows = (int) what.grid.places().count();
    channels = (int) (output.shape().count() / windows);
    share = Math.max(1, CHUNK / Math.max(space, windows * (int) size(what.grid)));
    lanes = new double[Math.ceilDiv(channels, share)][SumTree.LANES];
  }

  private static int[] three(long[] numbers, int lead) {
    int[] result = {lead, lead, lead};
    for (int axis = 0; axis < numbers.length; axis++) {
      result[3 - numbers.length + axis] = (int) numbers[axis];
    }
    return result;
  }

  /** The elements under a window. */
  static double size(Grid grid) {
    double size = 1;
    for (long each : grid.window()) {
      size *= each;
    }
    return size;
  }

  @Override
  public void run(Workers workers) {
    workers.run(lanes.length, body);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }

  private void chunk(int chunk) {
    int end = Math.min(channels, (chunk + 1) * share);
    for (int channel = chunk * share; channel < end; channel++) {
      int at = channel * windows;
      int start = from + channel * space;
      for (int plane = 0; plane < output[PLANE]; plane++) {
        for (int line = 0; line < output[ROW]; line++) {
          switch (arrays[0]) {
            case float[] x -> row(x, start, plane, line, (float[]) arrays[1], at, lanes[chunk]);
            case double[] x -> row(x, start, plane, line, (double[]) arrays[1], at, lanes[chunk]);
            default -> throw new AssertionError(arrays[0].getClass());
          }
          at += output[COLUMN];
        }
      }
    }
  }

  private double divisor(int place) {
    return divisors.length == 1 ? divisors[0] : divisors[place % windows];
  }

  /** The first element of a window on an axis that is not padding. */
  private int first(int axis, int place) {
    return Math.max(0, before[axis] - place * stride[axis]);
  }

  /** The element after the last that is not padding. */
  private int end(int axis, int place) {
    return Math.min(window[axis], input[axis] + before[axis] - place * stride[axis]);
  }

  private void row(float[] x, int start, int plane, int line, float[] out, int at, double[] lanes) {
    for (int place = 0; place < output[COLUMN]; place++) {
      Arrays.fill(lanes, 0);
      int across = place * stride[COLUMN] - before[COLUMN];
      for (int i = first(PLANE, plane); i < end(PLANE, plane); i++) {
        int upper = plane * stride[PLANE] - before[PLANE] + i;
        for (int j = first(ROW, line); j < end(ROW, line); j++) {
          int row = line * stride[ROW] - before[ROW] + j;
          int from = start + (upper * input[ROW] + row) * input[COLUMN] + across;
          int number = (i * window[ROW] + j) * window[COLUMN];
          for (int k = first(COLUMN, place); k < end(COLUMN, place); k++) {
            lanes[(number + k) % SumTree.LANES] += x[from + k];
          }
        }
      }
      double mean = SumTree.lanes(Monoid.SUM, lanes) / divisor(at + place);
      out[into + at + place] = (float) mean;
    }
  }

  private void row(
      double[] x, int start, int plane, int line, double[] out, int at, double[] lanes) {
    for (int place = 0; place < output[COLUMN]; place++) {
      Arrays.fill(lanes, 0);
      int across = place * stride[COLUMN] - before[COLUMN];
      for (int i = first(PLANE, plane); i < end(PLANE, plane); i++) {
        int upper = plane * stride[PLANE] - before[PLANE] + i;
        for (int j = first(ROW, line); j < end(ROW, line); j++) {
          int row = line * stride[ROW] - before[ROW] + j;
          int from = start + (upper * input[ROW] + row) * input[COLUMN] + across;
          int number = (i * window[ROW] + j) * window[COLUMN];
          for (int k = first(COLUMN, place); k < end(COLUMN, place); k++) {
            lanes[(number + k) % SumTree.LANES] += x[from + k];
          }
        }
      }
      double mean = SumTree.lanes(Monoid.SUM, lanes) / divisor(at + place);
      out[into + at + place] = mean;
    }
  }
}
