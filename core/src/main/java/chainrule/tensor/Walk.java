// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.GraphException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk back through the graph, iterative, from the latest call to the earliest. Calls are
 * numbered as they are made, so descending numbers are a topological order.
 */
final class Walk {

  private final Tensor output;
  private final boolean retainGraph;
  private final boolean createGraph;
  private final IdentityHashMap<Tensor, Tensor> gradients = new IdentityHashMap<>();

  Walk(Tensor output, boolean retainGraph, boolean createGraph) {
    this.output = output;
    this.retainGraph = retainGraph;
    this.createGraph = createGraph;
  }

  void intoLeaves(Tensor seed) {
    inMode(() -> {
      List<Tensor> leaves = new ArrayList<>();
      gradients.put(output, own(seed));
      for (Tensor tensor : reachable()) {
        if (tensor.isLeaf()) {
          leaves.add(tensor);
        } else {
          passThrough(tensor, null);
        }
      }
      leaves.forEach(leaf -> leaf.accumulate(gradientOf(leaf)));
    });
  }

  List<Tensor> gradients(Tensor seed, List<Tensor> inputs) {
    List<Tensor> results = new ArrayList<>();
    inMode(() -> {
      List<Tensor> order = reachable();
      IdentityHashMap<Tensor, Boolean> needed = needed(order, inputs);
      gradients.put(output, own(seed));
      for (Tensor tensor : order) {
        if (!tensor.isLeaf() && needed.containsKey(tensor)) {
          passThrough(tensor, needed);
        }
      }
      inputs.forEach(input -> results.add(gradientOf(input)));
    });
    return List.copyOf(results);
  }

  /** The upstream as no leaf, so that nobody can rewrite a gradient that is handed out. */
  private static Tensor own(Tensor seed) {
    return seed.isLeaf() || seed.isWatched() ? seed.reshape(seed.shape()) : seed;
  }

  private void inMode(Runnable walk) {
    Context.current().withRecording(createGraph).run(walk);
  }

  /** Every watched tensor behind the output: latest calls first, leaves last. */
  private List<Tensor> reachable() {
    IdentityHashMap<Tensor, Boolean> seen = new IdentityHashMap<>();
    List<Tensor> found = new ArrayList<>();
    Deque<Tensor> open = new ArrayDeque<>();
    open.push(output);
    seen.put(output, true);
    while (!open.isEmpty()) {
      Tensor tensor = open.pop();
      found.add(tensor);
      for (Tensor input : inputs(tensor)) {
        if (input.isWatched() && seen.put(input, true) == null) {
          open.push(input);
        }
      }
    }
    found.sort(Comparator.comparingLong(Walk::sequence).reversed());
    return found;
  }

  private static List<Tensor> inputs(Tensor tensor) {
    return tensor.call().map(Call::inputs).orElse(List.of());
  }

  private static long sequence(Tensor tensor) {
    Optional<Call> call = tensor.call();
    return call.isPresent() ? call.get().sequence() : -1;
  }

  /** The tensors that lie between the output and the inputs asked for. */
  private static IdentityHashMap<Tensor, Boolean> needed(List<Tensor> order, List<Tensor> inputs) {
    IdentityHashMap<Tensor, Boolean> reached = new IdentityHashMap<>();
    order.forEach(tensor -> reached.put(tensor, true));
    IdentityHashMap<Tensor, Boolean> needed = new IdentityHashMap<>();
    for (int slot = 0; slot < inputs.size(); slot++) {
      if (!reached.containsKey(inputs.get(slot))) {
        throw unreachable(slot, inputs.get(slot), order);
      }
      needed.put(inputs.get(slot), true);
    }
    for (Tensor tensor : order.reversed()) {
      if (inputs(tensor).stream().anyMatch(needed::containsKey)) {
        needed.put(tensor, true);
      }
    }
    return needed;
  }

  /** Passes the gradient of a result on to the inputs of its call. */
  private void passThrough(Tensor tensor, @Nullable IdentityHashMap<Tensor, Boolean> needed) {
    Tensor upstream = gradients.get(tensor);
    Call call = tensor.call().orElseThrow();
    if (upstream != null) {
      Passage passage = new Passage(call, tensor, upstream);
      List<Tensor> inputs = call.inputs();
      for (int slot = 0; slot < inputs.size(); slot++) {
        Tensor input = inputs.get(slot);
        if (input.isWatched() && (needed == null || needed.containsKey(input))) {
          Gradients.contribution(call.op(), slot, passage).ifPresent(part -> add(input, part));
        }
      }
    }
    if (needed == null) {
      gradients.remove(tensor);
    }
    if (!retainGraph) {
      call.release();
    }
  }

  private void add(Tensor input, Tensor contribution) {
    Tensor present = gradients.get(input);
    gradients.put(input, present == null ? contribution : present.plus(contribution));
  }

  private Tensor gradientOf(Tensor tensor) {
    Tensor gradient = gradients.get(tensor);
    return gradient != null
        ? gradient
        : Tensor.plain(Memory.full(tensor.dtype(), tensor.shape(), 0));
  }

  /** Each of some tensors with what keeps gradients from it. */
  static String reasons(List<Tensor> inputs) {
    List<String> reasons = new ArrayList<>();
    for (int slot = 0; slot < inputs.size(); slot++) {
      reasons.add(
          "input " + slot + ", " + inputs.get(slot).spec() + ": " + reason(inputs.get(slot)));
    }
    return String.join("; ", reasons);
  }

  private static String reason(Tensor input) {
    if (input.isWatched()) {
      return "the output was not computed from it";
    }
    if (!input.dtype().isFloating()) {
      return "its type has no gradient";
    }
    return input.isLeaf()
        ? "a leaf that does not require a gradient"
        : "made in noGrad, or from leaves that require none";
  }

  private static GraphException unreachable(int slot, Tensor input, List<Tensor> order) {
    List<Spec> leaves = order.stream().filter(Tensor::isLeaf).map(Tensor::spec).toList();
    return new GraphException(
        "grad: no gradient for input "
            + slot
            + ", "
            + input.spec()
            + ": "
            + reason(input)
            + "; the leaves behind the output are "
            + leaves,
        input.isWatched()
            ? "ask for a tensor that the output depends on"
            : "call requiresGrad() on it before the output is computed");
  }
}
