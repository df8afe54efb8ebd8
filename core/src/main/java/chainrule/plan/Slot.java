// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.DType;
import chainrule.array.Storage;

/**
 * The place of one array in a plan: what the array is differs from run to run.
 *
 * @param id its number, from 0 in order of appearance
 */
record Slot(int id, DType dtype, long length) implements Storage.Device {

  @Override
  public double get(long index) {
    throw new AssertionError("a place has no numbers: " + this);
  }

  @Override
  public void set(long index, double value) {
    throw new AssertionError("a place has no numbers: " + this);
  }

  /** The bytes of its elements. */
  long bytes() {
    return length * dtype.bytes();
  }
}
