// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import java.util.List;
import java.util.Optional;

/** Some samples of a dataset, by their places in it. */
final class Selection implements Dataset {

  private final Dataset from;
  private final int[] places;

  Selection(Dataset from, int... places) {
    for (int place : places) {
      if (place < 0 || place >= from.count()) {
        throw new ArgumentException(
            "dataset: place "
                + place
                + " of "
                + from.name()
                + "; it has "
                + from.count()
                + " samples");
      }
    }
    this.from = from;
    this.places = places;
  }

  @Override
  public String name() {
    return from.name();
  }

  @Override
  public long count() {
    return places.length;
  }

  @Override
  public Row inputRow() {
    return from.inputRow();
  }

  @Override
  public Row targetRow() {
    return from.targetRow();
  }

  @Override
  public List<String> classes() {
    return from.classes();
  }

  @Override
  public Optional<TargetScale> targetScale() {
    return from.targetScale();
  }

  @Override
  public int readers() {
    return from.readers();
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    from.read(places[(int) place], inputs, targets, row);
  }
}
