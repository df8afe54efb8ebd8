// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.tensor.Call;
import chainrule.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/** What stands behind a result: recorded results in the order of their making, and leaves. */
final class Behind {

  private final List<Tensor> results = new ArrayList<>();
  private final IdentityHashMap<Tensor, Boolean> leaves = new IdentityHashMap<>();

  Behind(Tensor output) {
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    Deque<Tensor> open = new ArrayDeque<>();
    open.push(output);
    while (!open.isEmpty()) {
      Tensor tensor = open.pop();
      Object node = tensor.call().isPresent() ? tensor.call().get() : tensor;
      if (seen.put(node, true) == null) {
        add(tensor, open);
      }
    }
    results.sort(Comparator.comparingLong(Behind::sequence));
  }

  private void add(Tensor tensor, Deque<Tensor> open) {
    if (tensor.call().isPresent()) {
      results.add(tensor);
      tensor.call().get().inputs().forEach(open::push);
    } else {
      leaves.put(tensor, true);
    }
  }

  private static long sequence(Tensor result) {
    return call(result).sequence();
  }

  static Call call(Tensor result) {
    return result.call().orElseThrow();
  }

  /** Recorded results, the output last. */
  List<Tensor> results() {
    return results;
  }

  /** Whether the output was computed from a leaf. */
  boolean reads(Tensor leaf) {
    return leaves.containsKey(leaf);
  }
}
