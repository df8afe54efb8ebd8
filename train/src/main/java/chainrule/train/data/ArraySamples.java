// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Storage;
import java.util.List;

/** Samples of two arrays. */
record ArraySamples(String name, ArrayInputs inputs, ArrayTargets targets, List<String> classes)
    implements Dataset {

  @Override
  public long count() {
    return inputs.count();
  }

  @Override
  public Row inputRow() {
    return new Row(DType.F32, inputs.form().row());
  }

  @Override
  public Row targetRow() {
    return targets.row();
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    int length = inputRow().length();
    this.inputs.copy((int) place, ((Storage.F32) inputs).array(), row * length);
    int width = targetRow().length();
    SampleRows.copy(this.targets.values(), (int) place * width, targets, row * width, width);
  }
}
