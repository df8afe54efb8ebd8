// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;

/** Makes the samples of a {@link Dataset#streamed} dataset. */
@FunctionalInterface
public interface SampleSource {

  /**
   * Writes one sample into memory of the caller, as {@link Dataset#read} does.
   *
   * @param place from 0
   * @param row where in the two memories it goes
   */
  void read(long place, Storage inputs, Storage targets, int row);
}
