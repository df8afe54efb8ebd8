// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;

/** A dataset whose inputs are shifted and scaled. */
final class Normalized implements Derived {

  private final Dataset from;
  private final Normalization normalization;
  private final int length;

  Normalized(Dataset from, Normalization normalization) {
    this.from = from;
    this.normalization = normalization;
    length = from.inputRow().length();
    normalization.check(from.name(), from.inputRow());
  }

  @Override
  public Dataset from() {
    return from;
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    from.read(place, inputs, targets, row);
    normalization.apply(inputs, row * length, length);
  }
}
