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

  static final Comparator<Tensor> LATEST_FIRST =
      Comparator.comparingLong(Walk::sequence).reversed();

  private final Tensor output;
  private final boolean retainGraph;
  private final boolean createGraph;

  /** By {@link #node}, as are all maps of a walk. */
  private final IdentityHashMap<Object, Tensor> gradients = new IdentityHashMap<>();

  /** The tensors whose gradients are results, and so are kept. */
  private final IdentityHashMap<Object, Boolean> asked = new IdentityHashMap<>();

  /** Where it goes no further. */
  private final IdentityHashMap<Object, Boolean> ends = new IdentityHashMap<>();

  Walk(Tensor output, boolean retainGraph, boolean createGraph) {
    this.output = output;
    this.retainGraph = retainGraph;
    this.createGraph = createGraph;
  }

  void intoLeaves(Tensor seed) {
    inMode(() -> {
      start(seed);
      List<Tensor> leaves = new ArrayList<>();
      Deque<Tensor> open = new ArrayDeque<>(reachable());
      // What was passed is let go, so that its memory serves the gradients before it.
      for (Tensor tensor = open.poll(); tensor != null; tensor = open.poll()) {
        if (tensor.isLeaf()) {
          leaves.add(tensor);
        } else {
          passThrough(tensor, null);
        }
      }
      leaves.forEach(this::finish);
      leaves.forEach(leaf -> leaf.accumulate(gradientOf(leaf)));
    });
  }

  /**
   * The gradients for some tensors; zeros, if so asked, where the output does not depend on one.
   */
  List<Tensor> gradients(Tensor seed, List<Tensor> inputs, boolean orZero) {
    List<Tensor> results = new ArrayList<>();
    inMode(() -> {
      inputs.forEach(input -> asked.put(node(input), true));
      List<Tensor> order = reachable();
      IdentityHashMap<Object, Boolean> needed = needed(order, inputs, orZero);
      start(seed);
      Deque<Tensor> open = new ArrayDeque<>(order);
      order.clear();
      for (Tensor tensor = open.poll(); tensor != null; tensor = open.poll()) {
        if (needed.containsKey(node(tensor))) {
          if (tensor.isLeaf()) {
            finish(tensor);
          } else {
            passThrough(tensor, needed);
          }
        }
      }
      inputs.forEach(input -> results.add(gradientOf(input)));
    });
    return List.copyOf(results);
  }

  /**
   * The gradients of one gate's definition for its inputs, going no further; zeros for those it
   * does not depend on.
   */
  static List<Tensor> back(
      Tensor output, Tensor upstream, List<Tensor> inputs, boolean createGraph) {
    Walk walk = new Walk(output, true, createGraph);
    List<Tensor> watched = inputs.stream().filter(Tensor::isWatched).toList();
    watched.forEach(input -> walk.ends.put(node(input), true));
    if (output.isWatched()) {
      walk.gradients(upstream, watched, true);
    }
    return inputs.stream().map(walk::gradientOf).toList();
  }

  /** The upstream as no leaf, so that nobody can rewrite a gradient that is handed out. */
  static Tensor own(Tensor seed) {
    return seed.isLeaf() || seed.isWatched() ? seed.reshape(seed.shape()) : seed;
  }

  private void start(Tensor seed) {
    Anomaly anomaly = Context.watching().anomaly();
    if (anomaly != Anomaly.NONE) {
      new AnomalyCheck(anomaly).seed(output, seed);
    }
    gradients.put(node(output), own(seed));
  }

  private void inMode(Runnable walk) {
    Context.current().withRecording(createGraph).run(walk);
  }

  /** Every watched tensor behind the output: latest calls first, leaves last. */
  private List<Tensor> reachable() {
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    List<Tensor> found = new ArrayList<>();
    Deque<Tensor> open = new ArrayDeque<>();
    open.push(output);
    seen.put(node(output), true);
    while (!open.isEmpty()) {
      Tensor tensor = open.pop();
      found.add(tensor);
      for (Tensor input : ends.containsKey(node(tensor)) ? List.<Tensor>of() : inputs(tensor)) {
        if (input.isWatched() && seen.put(node(input), true) == null) {
          open.push(input);
        }
      }
    }
    found.sort(LATEST_FIRST);
    return found;
  }

  private static List<Tensor> inputs(Tensor tensor) {
    return tensor.call().map(Call::inputs).orElse(List.of());
  }

  /** What tells a tensor apart in a graph: its call, also where a husk stands for it. */
  static Object node(Tensor tensor) {
    Hook.Holder holder = tensor.hooks();
    return holder == null ? tensor : holder;
  }

  private static long sequence(Tensor tensor) {
    Optional<Call> call = tensor.call();
    return call.isPresent() ? call.get().sequence() : -1;
  }

  /** The tensors that lie between the output and the inputs asked for. */
  private static IdentityHashMap<Object, Boolean> needed(
      List<Tensor> order, List<Tensor> inputs, boolean orZero) {
    IdentityHashMap<Object, Boolean> reached = new IdentityHashMap<>();
    order.forEach(tensor -> reached.put(node(tensor), true));
    IdentityHashMap<Object, Boolean> needed = new IdentityHashMap<>();
    for (int slot = 0; slot < inputs.size(); slot++) {
      if (reached.containsKey(node(inputs.get(slot)))) {
        needed.put(node(inputs.get(slot)), true);
      } else if (!orZero) {
        throw unreachable(slot, inputs.get(slot), order);
      }
    }
    addBetween(order, needed);
    return needed;
  }

  private static void addBetween(List<Tensor> order, IdentityHashMap<Object, Boolean> needed) {
    for (Tensor tensor : order.reversed()) {
      if (leadsTo(needed, tensor)) {
        needed.put(node(tensor), true);
      }
    }
  }

  private static boolean leadsTo(IdentityHashMap<Object, Boolean> needed, Tensor tensor) {
    return inputs(tensor).stream().map(Walk::node).anyMatch(needed::containsKey);
  }

  /** Passes the gradient of a result on to the inputs of its call. */
  private void passThrough(Tensor tensor, @Nullable IdentityHashMap<Object, Boolean> needed) {
    Call call = tensor.call().orElseThrow();
    boolean passes = !ends.containsKey(node(tensor)) && (needed == null || leadsTo(needed, tensor));
    finish(tensor);
    Tensor upstream = gradients.get(node(tensor));
    if (upstream != null && passes) {
      if (call.op() instanceof Checkpoint checkpoint) {
        passInside(checkpoint.again(call, tensor), upstream, needed);
      } else {
        pass(new Passage(call, tensor, upstream), needed);
      }
    }
    if (!asked.containsKey(node(tensor))) {
      gradients.remove(node(tensor));
    }
    if (!retainGraph && passes) {
      call.release();
    }
  }

  /** Hooks see and may replace a gradient of which all has arrived. */
  private void finish(Tensor tensor) {
    List<GradientHook> hooks = Hook.Holder.hooks(tensor);
    Tensor gradient = gradients.get(node(tensor));
    if (!hooks.isEmpty() && gradient != null) {
      for (GradientHook hook : hooks) {
        gradient = hook.run(tensor, gradient);
      }
      gradients.put(node(tensor), gradient);
    }
  }

  private void pass(Passage passage, @Nullable IdentityHashMap<Object, Boolean> needed) {
    Context context = Context.current();
    if (context.watch().anomaly() == Anomaly.NONE) {
      pass(passage, needed, null);
    } else {
      context
          .withWatch(context.watch().passing(passage.call()))
          .run(() -> pass(passage, needed, new AnomalyCheck(context.watch().anomaly())));
    }
  }

  private void pass(
      Passage passage,
      @Nullable IdentityHashMap<Object, Boolean> needed,
      @Nullable AnomalyCheck check) {
    Call call = passage.call();
    List<Tensor> inputs = call.inputs();
    for (int slot = 0; slot < inputs.size(); slot++) {
      Tensor input = inputs.get(slot);
      if (input.isWatched() && (needed == null || needed.containsKey(node(input)))) {
        Optional<Tensor> part = Gradients.contribution(call.op(), slot, passage);
        if (part.isPresent()) {
          if (check != null) {
            check.contribution(call, slot, part.get());
          }
          add(input, part.get());
        }
      }
    }
  }

  /** Through what a checkpoint computed again, as if it had been kept. */
  private void passInside(
      Checkpoint.Again again, Tensor upstream, @Nullable IdentityHashMap<Object, Boolean> needed) {
    if (needed != null) {
      addBetween(again.inside(), needed);
    }
    gradients.put(node(again.output()), upstream);
    for (Tensor tensor : again.inside()) {
      if (needed == null || needed.containsKey(node(tensor))) {
        passThrough(tensor, needed);
      }
    }
  }

  private void add(Tensor input, Tensor contribution) {
    Tensor present = gradients.get(node(input));
    gradients.put(node(input), present == null ? contribution : present.plus(contribution));
  }

  private Tensor gradientOf(Tensor tensor) {
    Tensor gradient = gradients.get(node(tensor));
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

  static String reason(Tensor input) {
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
