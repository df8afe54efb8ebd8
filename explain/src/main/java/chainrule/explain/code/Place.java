// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where in one array the partner of element i of another stands, as an expression in i. */
final class Place {

  /** Neighboring axes over which a place moves evenly: how many steps, and how wide. */
  private record Run(long size, long stride) {}

  private Place() {}

  /** In an array that is stretched to a shape. */
  static String stretched(Shape shape, Shape around) {
    return of(around, stretches(shape, around), 0);
  }

  /** How far a step along each axis of a shape goes in an array that is stretched to it. */
  static long[] stretches(Shape shape, Shape around) {
    long[] own = shape.strides();
    long[] strides = new long[around.rank()];
    int missing = around.rank() - shape.rank();
    for (int axis = 0; axis < own.length; axis++) {
      strides[missing + axis] = shape.size(axis) == 1 ? 0 : own[axis];
    }
    return strides;
  }

  /**
   * By steps along the axes.
   *
   * @param shape that i counts through
   * @param strides how far a step along each axis goes
   * @param offset where element 0 stands
   */
  static String of(Shape shape, long[] strides, long offset) {
    List<Run> runs = runs(shape, strides);
    List<String> terms = new ArrayList<>();
    long inner = 1;
    for (int k = runs.size() - 1; k >= 0; k--) {
      Run run = runs.get(k);
      if (run.stride() != 0) {
        terms.addFirst(
            "i"
                + (inner == 1 ? "" : " / " + inner)
                + (k == 0 ? "" : " % " + run.size())
                + (run.stride() == 1 ? "" : " * " + run.stride()));
      }
      inner *= run.size();
    }
    if (offset != 0 || terms.isEmpty()) {
      terms.add(Long.toString(offset));
    }
    return terms.stream().collect(Collectors.joining(" + "));
  }

  private static List<Run> runs(Shape shape, long[] strides) {
    List<Run> runs = new ArrayList<>();
    for (int axis = 0; axis < strides.length; axis++) {
      long size = shape.size(axis);
      if (size == 1) {
        continue;
      }
      Run before = runs.isEmpty() ? null : runs.getLast();
      if (before != null && before.stride() == strides[axis] * size) {
        runs.set(runs.size() - 1, new Run(before.size() * size, strides[axis]));
      } else {
        runs.add(new Run(size, strides[axis]));
      }
    }
    return runs;
  }
}
