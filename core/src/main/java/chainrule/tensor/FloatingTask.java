// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Workers;

/** Writes an index down as floating numbers. */
final class FloatingTask implements Task {

  private final DecodedIndex index;
  private final Object[] arrays;
  private final int into;

  FloatingTask(DecodedIndex index, Operand output) {
    this.index = index;
    arrays = new Object[] {output.array()};
    into = (int) output.view().offset();
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
    index.rebind(from, to);
  }

  @Override
  public void run(Workers workers) {
    int[] places = index.read();
    switch (arrays[0]) {
      case float[] result -> {
        for (int i = 0; i < places.length; i++) {
          result[into + i] = places[i];
        }
      }
      case double[] result -> {
        for (int i = 0; i < places.length; i++) {
          result[into + i] = places[i];
        }
      }
      default -> throw new AssertionError(arrays[0].getClass());
    }
  }
}
