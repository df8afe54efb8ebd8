// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.util.Optional;

/**
 * Finds strides for a new shape over the same elements, by matching runs of axes: each run of old
 * axes with as many elements as a run of new ones must itself lie evenly in memory.
 */
record Reshaping(Shape from, long[] steps, Shape to) {

  Optional<long[]> find() {
    long[] result = to.strides();
    int old = 0;
    int next = 0;
    while (next < to.rank()) {
      int firstNew = next;
      long newCount = to.size(next++);
      int firstOld = old;
      long oldCount = old < from.rank() ? from.size(old++) : 1;
      while (newCount != oldCount) {
        if (newCount < oldCount) {
          newCount *= to.size(next++);
        } else {
          oldCount *= from.size(old++);
        }
      }
      while (next < to.rank() && to.size(next) == 1) {
        next++;
      }
      Optional<Long> step = innermostStride(firstOld, old);
      if (step.isEmpty()) {
        return Optional.empty();
      }
      fill(result, firstNew, next, step.get());
    }
    return Optional.of(result);
  }

  /** The stride of the last axis wider than 1 in a run, if the run lies evenly. */
  private Optional<Long> innermostStride(int first, int end) {
    long inner = 0;
    long expected = 0;
    boolean found = false;
    for (int axis = end - 1; axis >= first; axis--) {
      if (from.size(axis) == 1) {
        continue;
      }
      if (!found) {
        found = true;
        inner = steps[axis];
        expected = inner * from.size(axis);
      } else if (steps[axis] != expected) {
        return Optional.empty();
      } else {
        expected *= from.size(axis);
      }
    }
    return Optional.of(inner);
  }

  private void fill(long[] result, int first, int end, long inner) {
    long step = inner;
    for (int axis = end - 1; axis >= first; axis--) {
      result[axis] = step;
      step *= to.size(axis);
    }
  }
}
