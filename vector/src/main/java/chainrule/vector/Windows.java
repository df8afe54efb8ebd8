// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.WindowProduct;
import java.util.Arrays;
import java.util.List;

/**
 * Where the elements under windows lie in padded images, so that the windows of a row follow one
 * another: element (tap, row, column) is at {@code taps[tap] + rows[row] + column}.
 *
 * <p>A row of a padded image holds first its columns 0, stride, 2 * stride, .., then 1, stride + 1,
 * .. and so on, up to the stride along columns.
 */
final class Windows {

  private static final int PLANE = 0;
  private static final int ROW = 1;
  private static final int COLUMN = 2;

  private final int[] input;
  private final int[] before;
  private final int[] padded = new int[3];
  private final int phases;
  private final int phase;

  /** The images. */
  final int images;

  /** The channels of an image. */
  final int channels;

  final int groups;

  /** The channels of a group. */
  final int depth;

  /** The filters of a group. */
  final int filters;

  /** The elements of a channel, padded. */
  final int channel;

  /** The elements under a window in a group. */
  final int[] taps;

  /** The rows of windows. */
  final int[] rows;

  /** The windows of a row. */
  final int width;

  private Windows(WindowProduct product, int[] window, int[] stride, int[] dilation, int[] output) {
    input = three(product.large().part(2, product.large().rank()).sizes(), 1);
    before = three(product.before(), 0);
    images = (int) product.large().size(0);
    channels = (int) product.large().size(1);
    groups = (int) product.groups();
    depth = channels / groups;
    filters = (int) product.weight().size(0) / groups;
    for (int axis = 0; axis < 3; axis++) {
      padded[axis] = (output[axis] - 1) * stride[axis] + (window[axis] - 1) * dilation[axis] + 1;
    }
    phases = stride[COLUMN];
    phase = Math.ceilDiv(padded[COLUMN], phases);
    int line = phases * phase;
    int plane = padded[ROW] * line;
    channel = padded[PLANE] * plane;
    width = output[COLUMN];
    taps = new int[depth * window[PLANE] * window[ROW] * window[COLUMN]];
    int tap = 0;
    for (int deep = 0; deep < depth; deep++) {
      for (int upper = 0; upper < window[PLANE]; upper++) {
        for (int down = 0; down < window[ROW]; down++) {
          for (int right = 0; right < window[COLUMN]; right++) {
            int column = right * dilation[COLUMN];
            taps[tap++] =
                deep * channel
                    + upper * dilation[PLANE] * plane
                    + down * dilation[ROW] * line
                    + column % phases * phase
                    + column / phases;
          }
        }
      }
    }
    rows = new int[output[PLANE] * output[ROW]];
    for (int row = 0; row < rows.length; row++) {
      rows[row] =
          row / output[ROW] * stride[PLANE] * plane + row % output[ROW] * stride[ROW] * line;
    }
  }

  static Windows of(WindowProduct product) {
    return new Windows(
        product,
        three(product.weight().part(2, product.weight().rank()).sizes(), 1),
        three(product.stride(), 1),
        three(product.dilation(), 1),
        three(product.small().part(2, product.small().rank()).sizes(), 1));
  }

  /** The elements of all padded images, at most. */
  static boolean areSmall(WindowProduct product) {
    double count = product.large().size(0) * (double) product.large().size(1);
    for (int axis = 0; axis < product.stride().size(); axis++) {
      double reach = product.small().size(axis + 2) * (double) product.stride().get(axis);
      count *= reach + product.weight().size(axis + 2) * (double) product.dilation().get(axis);
    }
    return count < Integer.MAX_VALUE / 4.0;
  }

  private static int[] three(List<Long> numbers, int lead) {
    return three(numbers.stream().mapToLong(number -> number).toArray(), lead);
  }

  private static int[] three(long[] numbers, int lead) {
    int[] result = {lead, lead, lead};
    for (int i = 0; i < numbers.length; i++) {
      result[3 - numbers.length + i] = (int) numbers[i];
    }
    return result;
  }

  /** The elements of a padded image. */
  int image() {
    return channels * channel;
  }

  /** The windows of an image. */
  int places() {
    return rows.length * width;
  }

  /** The elements of a channel as it is. */
  private int plain() {
    return input[PLANE] * input[ROW] * input[COLUMN];
  }

  /** The elements of an image as it is. */
  int plainImage() {
    return channels * plain();
  }

  /** Copies some channels, with zeros around them. */
  void pad(Object source, int at, int count, Object target, int to) {
    zero(target, to, to + count * channel);
    for (int number = 0; number < count; number++) {
      move(source, at + number * plain(), target, to + number * channel, true);
    }
  }

  /** Copies some channels without what is around them; elements that no window reaches are 0. */
  void cut(Object source, int at, int count, Object target, int to) {
    zero(target, to, to + count * plain());
    for (int number = 0; number < count; number++) {
      move(target, to + number * plain(), source, at + number * channel, false);
    }
  }

  static void zero(Object array, int from, int to) {
    if (array instanceof float[] floats) {
      Arrays.fill(floats, from, to, 0);
    } else {
      Arrays.fill((double[]) array, from, to, 0);
    }
  }

  /** Copies what a channel and its padded form have in common, to the latter or from it. */
  private void move(Object plain, int at, Object wide, int to, boolean pads) {
    int left = before[COLUMN];
    int columns = Math.min(input[COLUMN], padded[COLUMN] - left);
    if (columns <= 0) {
      return;
    }
    for (int upper = 0; upper < input[PLANE]; upper++) {
      int above = upper + before[PLANE];
      for (int down = 0; down < input[ROW] && above < padded[PLANE]; down++) {
        int row = down + before[ROW];
        if (row < padded[ROW]) {
          int from = at + (upper * input[ROW] + down) * input[COLUMN];
          int into = to + (above * padded[ROW] + row) * phases * phase;
          if (phases > 1) {
            spread(plain, from, wide, into, columns, pads);
          } else if (pads) {
            System.arraycopy(plain, from, wide, into + left, columns);
          } else {
            System.arraycopy(wide, into + left, plain, from, columns);
          }
        }
      }
    }
  }

  private void spread(Object plain, int at, Object wide, int to, int columns, boolean pads) {
    for (int column = 0; column < columns; column++) {
      int across = column + before[COLUMN];
      int into = to + across % phases * phase + across / phases;
      if (plain instanceof float[] floats) {
        float[] other = (float[]) wide;
        if (pads) {
          other[into] = floats[at + column];
        } else {
          floats[at + column] = other[into];
        }
      } else {
        double[] doubles = (double[]) plain;
        double[] other = (double[]) wide;
        if (pads) {
          other[into] = doubles[at + column];
        } else {
          doubles[at + column] = other[into];
        }
      }
    }
  }
}
