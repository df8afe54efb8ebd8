// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import java.util.List;

/** Samples made by a function. */
record Streamed(
    String name, long count, Row inputRow, Row targetRow, List<String> classes, SampleSource source)
    implements Dataset {

  Streamed {
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new ArgumentException(
          "dataset: " + count + " samples in " + name + "; needs 0 to " + Integer.MAX_VALUE);
    }
  }

  @Override
  public int readers() {
    return 1;
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    source.read(place, inputs, targets, row);
  }
}
