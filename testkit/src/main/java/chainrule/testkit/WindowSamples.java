// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.Shape;
import chainrule.tensor.Pooling;
import chainrule.tensor.Resizing;
import chainrule.tensor.Sliding;
import chainrule.tensor.Unfolding;
import chainrule.tensor.Window;
import java.util.Collections;
import java.util.List;

/** Samples of windows laid out as columns, and back; other files have pooling and resizing. */
final class WindowSamples {

  private static final Values ANY = Values.usual();
  private static final Sliding PLAIN = Sliding.valid();

  private WindowSamples() {}

  static void add(Window operation, SampleList list) {
    switch (operation) {
      case Unfolding.Unfold _ -> unfolds(list);
      case Unfolding.Fold _ -> folds(list);
      case Pooling op -> PoolingSamples.add(op, list);
      case Resizing op -> ResizingSamples.add(op, list);
    }
  }

  private static void unfolds(SampleList list) {
    unfold(list, PLAIN, Shape.of(1), 1, 1, 1);
    unfold(list, PLAIN, Shape.of(2), 2, 2, 4);
    unfold(list, Sliding.by(2).padding(1), Shape.of(3), 1, 2, 5);
    unfold(list, Sliding.by(3), Shape.of(2), 0, 1, 6);
    unfold(list, Sliding.by(1).dilation(2).padding(List.of(2L), List.of(0L)), Shape.of(2), 1, 1, 3);
    unfold(list, PLAIN, Shape.of(2, 2), 1, 2, 3, 3);
    unfold(list, Sliding.by(2, 1).padding(1, 0), Shape.of(2, 1), 2, 1, 3, 2);
    unfold(list, Sliding.by(1).dilation(1, 2), Shape.of(1, 2), 1, 1, 2, 4);
    unfold(list, Sliding.by(2).padding(1, 1, 0), Shape.of(2, 2, 1), 1, 1, 2, 2, 2);
    Shape window = Shape.of(3, 3);
    list.large(
        unfold(window, List.of(2L, 2L), List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L)),
        in -> in.get(0).unfoldWindows(window, Sliding.by(2).padding(1)),
        Input.of(ANY, 4, 5, 30, 40));
  }

  private static void unfold(SampleList list, Sliding sliding, Shape window, long... sizes) {
    int axes = window.rank();
    list.rows(
        unfold(
            window,
            over(axes, sliding.stride()),
            over(axes, sliding.before()),
            over(axes, sliding.after()),
            over(axes, sliding.dilation())),
        in -> in.get(0).unfoldWindows(window, sliding),
        Input.of(ANY, sizes));
  }

  private static Unfolding unfold(
      Shape window, List<Long> stride, List<Long> before, List<Long> after, List<Long> dilation) {
    return new Unfolding.Unfold(window, stride, before, after, dilation);
  }

  /** One number for each axis. */
  static List<Long> over(int axes, List<Long> numbers) {
    return numbers.size() == axes ? numbers : Collections.nCopies(axes, numbers.get(0));
  }

  private static void folds(SampleList list) {
    fold(list, PLAIN, Shape.of(1), Shape.of(1), 1, 1, 1);
    fold(list, PLAIN, Shape.of(4), Shape.of(2), 2, 4, 3);
    fold(list, Sliding.by(2).padding(1), Shape.of(5), Shape.of(3), 1, 6, 3);
    fold(list, Sliding.by(3), Shape.of(6), Shape.of(2), 0, 2, 2);
    fold(list, Sliding.by(1).dilation(2).padding(1), Shape.of(3), Shape.of(2), 1, 2, 3);
    fold(list, PLAIN, Shape.of(3, 3), Shape.of(2, 2), 1, 4, 4);
    fold(list, Sliding.by(2, 1).padding(1, 0), Shape.of(3, 2), Shape.of(2, 1), 2, 2, 4);
    fold(list, Sliding.by(1).dilation(1, 2), Shape.of(2, 4), Shape.of(1, 2), 1, 4, 4);
    fold(list, Sliding.by(2).padding(1, 1, 0), Shape.of(2, 2, 1), Shape.of(2, 2, 1), 1, 4, 4);
    Shape size = Shape.of(30, 40);
    Shape window = Shape.of(3, 3);
    Sliding sliding = Sliding.by(2).padding(1);
    list.large(
        fold(sliding, size, window),
        in -> in.get(0).foldWindows(size, window, sliding),
        Input.of(ANY, 4, 45, 300));
  }

  private static void fold(
      SampleList list, Sliding sliding, Shape size, Shape window, long... sizes) {
    list.rows(
        fold(sliding, size, window),
        in -> in.get(0).foldWindows(size, window, sliding),
        Input.of(ANY, sizes));
  }

  private static Unfolding fold(Sliding sliding, Shape size, Shape window) {
    int axes = window.rank();
    return new Unfolding.Fold(
        size,
        window,
        over(axes, sliding.stride()),
        over(axes, sliding.before()),
        over(axes, sliding.after()),
        over(axes, sliding.dilation()));
  }
}
