// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Means of figures, summed in order. */
final class Means {

  private Means() {}

  /** The mean of a figure; NaN of nothing. */
  static <T> double of(List<T> items, ToDoubleFunction<? super T> figure) {
    double sum = 0;
    for (T item : items) {
      sum += figure.applyAsDouble(item);
    }
    return sum / items.size();
  }
}
