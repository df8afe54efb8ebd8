// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import java.util.Arrays;
import java.util.List;

/** Letters for two tensors some of whose axes are paired. */
final class Pairing {

  private static final char FIRST = 'a';

  private Pairing() {}

  /** The letters of both, then those of what is left. */
  static List<String> terms(Tensor x, Tensor y, int[] mine, int[] its) {
    if (mine.length != its.length) {
      throw new ArgumentException(
          "tensordot: axes "
              + Arrays.toString(mine)
              + " of "
              + x.shape()
              + " and "
              + Arrays.toString(its)
              + " of "
              + y.shape()
              + "; needs as many of one as of the other");
    }
    int[] first = normal(x, mine);
    int[] second = normal(y, its);
    char[] left = letters(0, x.rank());
    char[] right = letters(x.rank(), y.rank());
    for (int pair = 0; pair < first.length; pair++) {
      long size = x.size(first[pair]);
      if (size != y.size(second[pair])) {
        throw new ShapeException(
            "tensordot: axis "
                + first[pair]
                + " of "
                + x.shape()
                + " is "
                + size
                + ", axis "
                + second[pair]
                + " of "
                + y.shape()
                + " is "
                + y.size(second[pair])
                + "; sizes of a pair must be equal");
      }
      right[second[pair]] = left[first[pair]];
    }
    String one = new String(left);
    String two = new String(right);
    return List.of(one, two, once(one, two) + once(two, one));
  }

  private static int[] normal(Tensor tensor, int[] axes) {
    int[] normal =
        Arrays.stream(axes).map(axis -> tensor.shape().axis(axis, "tensordot")).toArray();
    if (Arrays.stream(normal).distinct().count() != normal.length) {
      throw new IndexException(
          "tensordot: axes "
              + Arrays.toString(axes)
              + " of "
              + tensor.shape()
              + " name one axis twice; needs each at most once");
    }
    return normal;
  }

  private static char[] letters(int from, int count) {
    char[] letters = new char[count];
    for (int axis = 0; axis < count; axis++) {
      letters[axis] = (char) (FIRST + from + axis);
    }
    return letters;
  }

  /** The letters of one that the other has not. */
  private static String once(String letters, String others) {
    StringBuilder once = new StringBuilder();
    letters
        .chars()
        .filter(letter -> others.indexOf(letter) < 0)
        .forEach(letter -> once.append((char) letter));
    return once.toString();
  }
}
