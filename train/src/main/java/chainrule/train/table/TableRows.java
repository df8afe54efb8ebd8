// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.array.Storage;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.TargetScale;
import java.util.List;
import java.util.Optional;

/** Rows as numbers, which know how their targets were standardized. */
record TableRows(Dataset rows, Optional<TargetScale> targetScale) implements Dataset {

  @Override
  public String name() {
    return rows.name();
  }

  @Override
  public long count() {
    return rows.count();
  }

  @Override
  public Row inputRow() {
    return rows.inputRow();
  }

  @Override
  public Row targetRow() {
    return rows.targetRow();
  }

  @Override
  public List<String> classes() {
    return rows.classes();
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    rows.read(place, inputs, targets, row);
  }

  @Override
  public Batch all() {
    return rows.all();
  }
}
