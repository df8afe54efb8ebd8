// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A run between two steps: everything that the bits of its next steps depend on, beside the plan.
 *
 * @param position where it is
 * @param epochs what the epochs so far came to
 * @param weights the leaves of the network, trained and kept, by path
 * @param optimizer what the optimizer keeps, by name
 * @param best the weights to end with, where the best are kept and an epoch has ended
 */
public record Snapshot(
    Position position,
    List<EpochReport> epochs,
    SequencedMap<String, Tensor> weights,
    SequencedMap<String, Tensor> optimizer,
    Optional<Best> best) {

  /**
   * The best weights so far.
   *
   * @param epoch after which epoch
   * @param steps after how many steps
   * @param loss on the watched data
   * @param weights the leaves of the network by path
   */
  public record Best(int epoch, long steps, double loss, SequencedMap<String, Tensor> weights) {

    /** Keeps its own copy of the map. */
    public Best {
      weights = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(weights));
    }
  }

  /** Keeps its own copies of lists and maps. */
  public Snapshot {
    epochs = List.copyOf(epochs);
    weights = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(weights));
    optimizer = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(optimizer));
  }
}
