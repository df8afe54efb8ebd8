// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Resampling;
import chainrule.tensor.Resizing;

/** Samples of resizing by every rule: longer, shorter, to one element, from one, by scales. */
final class ResizingSamples {

  private static final Values ANY = Values.usual();

  private ResizingSamples() {}

  static void add(Resizing operation, SampleList list) {
    for (Resampling rule : Resampling.values()) {
      switch (operation) {
        case Resizing.Resize _ -> resizes(list, rule);
        case Resizing.TransposedResize _ -> transposed(list, rule);
      }
    }
  }

  private static void resizes(SampleList list, Resampling rule) {
    long[][] shapes = {{1, 1, 1}, {1, 2, 3}, {2, 1, 5}, {1, 1, 2, 4}, {0, 1, 3}, {4}};
    long[] sizes = {3, 7, 2, 6, 2, 1};
    for (int i = 0; i < shapes.length; i++) {
      long size = sizes[i];
      list.rows(
          new Resizing.Resize(shapes[i].length - 1, size, rule, 0),
          in -> in.get(0).resize(rule, size),
          Input.of(ANY, shapes[i]));
    }
    boolean bySize = rule == Resampling.AREA || rule == Resampling.LINEAR_CORNERS;
    list.rows(
        new Resizing.Resize(2, 7, rule, bySize ? 0 : 1.8),
        in -> in.get(0).resizeBy(rule, 1.8),
        Input.of(ANY, 1, 2, 4));
    list.large(
        new Resizing.Resize(3, 70, rule, 0),
        in -> in.get(0).resize(rule, 70),
        Input.of(ANY, 4, 5, 40, 50));
  }

  private static void transposed(SampleList list, Resampling rule) {
    long[][] shapes = {{1, 1, 3}, {1, 2, 5}, {2, 3, 2}, {1, 6, 2}, {0, 2, 2}, {1}};
    int[] axes = {-1, 2, 1, -2, 1, 0};
    long[] sizes = {1, 3, 5, 4, 3, 4};
    for (int i = 0; i < shapes.length; i++) {
      int axis = axes[i];
      long size = sizes[i];
      int along = axis < 0 ? axis + shapes[i].length : axis;
      list.rows(
          new Resizing.TransposedResize(along, size, rule, 0),
          in -> in.get(0).transposedResize(rule, axis, size),
          Input.of(ANY, shapes[i]));
    }
    list.large(
        new Resizing.TransposedResize(3, 50, rule, 0),
        in -> in.get(0).transposedResize(rule, 3, 50),
        Input.of(ANY, 4, 5, 40, 70));
  }
}
