// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;
import java.util.Optional;

/** Elements joined along axes: floating ones as work for a backend, integers one by one. */
final class Folds {

  private Folds() {}

  /** What happens to elements on the way. */
  record Steps(Monoid monoid, Optional<Program> map, Optional<Program> finish) {
    static Steps of(Reduction op) {
      return new Steps(op.monoid(), op.map(), op.finish());
    }
  }

  /** The joined elements in fresh memory. */
  static Operand run(Steps steps, Operand input, List<Integer> axes, Spec output, Context context) {
    Operand rows = rows(input, axes);
    Operand result = Operand.allocate(output.dtype(), output.shape());
    Operand flat = result.with(View.of(kept(rows, axes)));
    if (input.dtype().isFloating()) {
      Kernels.run(
          new Work.Reduce(steps.monoid(), steps.map(), steps.finish(), rows, flat), context);
    } else {
      whole(steps.monoid(), rows, flat);
    }
    return result;
  }

  /** The same elements with the reduced axes last. */
  static Operand rows(Operand input, List<Integer> axes) {
    return input.with(input.view().permute(Rows.order(input.shape().rank(), axes)));
  }

  /** The axes of such rows that stay. */
  static Shape kept(Operand rows, List<Integer> axes) {
    return rows.shape().part(0, rows.shape().rank() - axes.size());
  }

  /** A shape after a reduction. */
  static Shape reduced(Shape shape, List<Integer> axes, boolean keep) {
    Shape result = shape;
    for (int axis : axes.reversed()) {
      result = keep ? result.with(axis, 1) : result.without(axis);
    }
    return result;
  }

  /** How many elements go into each result. */
  static long each(Operand rows, Shape kept) {
    return rows.shape().part(kept.rank(), rows.shape().rank()).count();
  }

  /** How many elements of each result are not 0; NaN is not. */
  static long[] nonzero(Operand rows, long each, int results) {
    long[] counts = Memory.longs(results);
    for (long i = 0; i < rows.shape().count(); i++) {
      boolean counted = rows.storage().get(rows.view().position(i)) != 0;
      counts[(int) (i / each)] += counted ? 1 : 0;
    }
    return counts;
  }

  /** Joins integers exactly; sums and products wrap as Java's long does. */
  private static void whole(Monoid monoid, Operand rows, Operand output) {
    long each = each(rows, output.shape());
    for (long i = 0; i < output.shape().count(); i++) {
      long joined = monoid == Monoid.PRODUCT ? 1 : 0;
      for (long j = 0; j < each; j++) {
        long element = rows.storage().getLong(rows.view().position(i * each + j));
        joined =
            switch (monoid) {
              case SUM -> joined + element;
              case PRODUCT -> joined * element;
              case MAXIMUM -> j == 0 ? element : Math.max(joined, element);
              case MINIMUM -> j == 0 ? element : Math.min(joined, element);
            };
      }
      output.storage().setLong(i, joined);
    }
  }
}
