// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.List;

/** Samples in memory, one row of two tensors each. */
final class Samples implements Dataset {

  private final String name;
  private final Tensor inputs;
  private final Tensor targets;
  private final List<String> classes;
  private final Row inputRow;
  private final Row targetRow;
  private final SampleRows inputRows;
  private final SampleRows targetRows;

  Samples(String name, Tensor inputs, Tensor targets, List<String> classes) {
    if (inputs.rank() < 1 || targets.rank() < 1 || inputs.size(0) != targets.size(0)) {
      throw new ShapeException(
          "dataset: inputs are "
              + inputs.spec()
              + ", targets are "
              + targets.spec()
              + "; needs one target for each sample");
    }
    this.name = name;
    this.inputs = inputs;
    this.targets = targets;
    this.classes = List.copyOf(classes);
    inputRow = row(inputs);
    targetRow = row(targets);
    inputRows = SampleRows.of(inputs);
    targetRows = SampleRows.of(targets);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long count() {
    return inputs.size(0);
  }

  @Override
  public Row inputRow() {
    return inputRow;
  }

  @Override
  public Row targetRow() {
    return targetRow;
  }

  private static Row row(Tensor samples) {
    return new Row(samples.dtype(), samples.shape().without(0));
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    inputRows.copy((int) place, inputs, row);
    targetRows.copy((int) place, targets, row);
  }

  @Override
  public Dataset first(long most) {
    return most < 0 || most >= count()
        ? Dataset.super.first(most)
        : new Samples(name, inputs.slice(0, 0, most), targets.slice(0, 0, most), classes);
  }

  @Override
  public Batch all() {
    return new Batch(inputs, targets);
  }
}
