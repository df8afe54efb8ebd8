// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;

/** The whole numbers of an index as ints, each checked, row-major: read anew before each run. */
final class DecodedIndex {

  private final int size;
  private final String name;
  private final int[] places;
  private Operand index;

  /**
   * An index of places.
   *
   * @param size how many places there are
   * @param name of the operation, for what it refuses
   */
  DecodedIndex(Operand index, long size, String name) {
    this.index = index;
    this.size = (int) size;
    this.name = name;
    places = Memory.ints(index.shape().count());
  }

  @SuppressWarnings("ReferenceEquality")
  void rebind(Object from, Object to) {
    index = index.array() == from ? index.over(to) : index;
  }

  /** The places now; the array is the same each time. */
  int[] read() {
    if (!index.view().isContiguous()) {
      for (int i = 0; i < places.length; i++) {
        places[i] = (int) Indices.at(index, i, size, name);
      }
      return places;
    }
    int first = (int) index.view().offset();
    switch (index.array()) {
      case long[] wide -> {
        for (int i = 0; i < places.length; i++) {
          long place = wide[first + i];
          places[i] = place >= 0 && place < size ? (int) place : at(i);
        }
      }
      case int[] narrow -> {
        for (int i = 0; i < places.length; i++) {
          int place = narrow[first + i];
          places[i] = place >= 0 && place < size ? place : at(i);
        }
      }
      default -> throw new AssertionError(index.dtype());
    }
    return places;
  }

  /** Throws for a place that there is not. */
  private int at(int i) {
    return (int) Indices.at(index, i, size, name);
  }
}
