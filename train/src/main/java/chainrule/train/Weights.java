// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.StateException;
import chainrule.nn.Parameters;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Copies of the leaves of a network, and their way back. */
final class Weights {

  private Weights() {}

  /** Copies of all leaves, trained and kept, by path. */
  static SequencedMap<String, Tensor> copy(Parameters parameters) {
    SequencedMap<String, Tensor> copies = new LinkedHashMap<>();
    parameters
        .all()
        .forEach((path, leaf) -> copies.put(path, Tensor.of(leaf.shape(), leaf.toStorage())));
    return copies;
  }

  /**
   * Rewrites all leaves.
   *
   * @throws StateException if they are not those of the copies; nothing is rewritten then
   */
  static void restore(Parameters parameters, Map<String, Tensor> copies) {
    parameters.all().forEach((path, leaf) -> saved(path, leaf, copies));
    for (String path : copies.keySet()) {
      if (!parameters.all().containsKey(path)) {
        throw misfit(path + " is saved, the network has no such leaf");
      }
    }
    parameters.all().forEach((path, leaf) -> leaf.assign(saved(path, leaf, copies)));
  }

  private static Tensor saved(String path, Tensor leaf, Map<String, Tensor> copies) {
    Tensor copy =
        Optional.ofNullable(copies.get(path))
            .orElseThrow(() -> misfit(path + " of the network is not saved"));
    if (!copy.shape().equals(leaf.shape()) || copy.dtype() != leaf.dtype()) {
      throw misfit(path + " is " + leaf.spec() + " in the network, " + copy.spec() + " as saved");
    }
    return copy;
  }

  private static StateException misfit(String fact) {
    return new StateException("resume: " + fact, "go on with the network that the run began with");
  }
}
