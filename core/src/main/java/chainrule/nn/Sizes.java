// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.Arrays;

/** Sizes that layers are made of. */
final class Sizes {

  private Sizes() {}

  static void check(String layer, String what, long size) {
    if (size < 1) {
      throw new ArgumentException(layer + ": " + size + " " + what + "; needs 1 or more");
    }
  }

  static void checkWindow(String layer, Shape window) {
    if (window.rank() != 2 || Arrays.stream(window.sizes()).anyMatch(size -> size < 1)) {
      throw new ArgumentException(
          layer + ": window " + window + "; needs rows and columns, 1 or more of each");
    }
  }

  static void checkImages(String layer, Tensor x) {
    if (x.rank() != 4) {
      throw new ShapeException(
          layer + ": x is " + x.spec() + "; needs [n, channels, rows, columns]",
          "make images of rows with Unflatten, a batch of one image with .reshape(1, ..)");
    }
  }
}
