// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.tensor.Backward;
import chainrule.tensor.Call;
import chainrule.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A function from tensors to tensors, which gives the function of its gradients. */
@FunctionalInterface
interface Mapping {

  /**
   * The results.
   *
   * @param recorded whether a caller will differentiate them
   */
  List<Tensor> apply(List<Tensor> inputs, boolean recorded);

  /** A user's function; its result must be F64. */
  static Mapping of(Function<List<Tensor>, Tensor> function) {
    return (inputs, _) -> {
      Tensor result = Autograd.given("gradcheck", function.apply(inputs));
      if (result.dtype() != DType.F64) {
        throw new ArgumentException(
            "gradcheck: the function gave " + result.spec() + "; needs F64, as its inputs are",
            "pass all tensors it uses as inputs, which are converted, or make them F64");
      }
      return List.of(result);
    };
  }

  /** From the inputs of this, then an upstream for each result, to a gradient for each input. */
  default Mapping gradient(int inputs) {
    return (all, recorded) -> {
      List<Tensor> at = all.subList(0, inputs);
      Tensor total = weighted(apply(at, true), all.subList(inputs, all.size()));
      return gradients(total, floating(at), recorded);
    };
  }

  /** All results times their upstream, summed. */
  static Tensor weighted(List<Tensor> results, List<Tensor> upstreams) {
    Tensor total = Tensor.scalar(DType.F64, 0);
    for (int result = 0; result < results.size(); result++) {
      total = total.plus(results.get(result).times(upstreams.get(result)).sum());
    }
    return total;
  }

  /** The gradients of a number; zeros where it does not depend on an input. */
  static List<Tensor> gradients(Tensor total, List<Tensor> inputs, boolean recorded) {
    Set<Object> behind = behind(total);
    List<Tensor> reached = inputs.stream().filter(input -> behind.contains(node(input))).toList();
    Backward pass = recorded ? Autograd.of(total).createGraph() : Autograd.of(total).retainGraph();
    List<Tensor> found = new ArrayList<>();
    if (!reached.isEmpty()) {
      found.addAll(pass.gradients(reached.toArray(Tensor[]::new)));
    }
    return inputs.stream()
        .map(input ->
            behind.contains(node(input))
                ? found.removeFirst()
                : Tensor.full(DType.F64, input.shape(), 0))
        .toList();
  }

  /** The inputs that have gradients. */
  static List<Tensor> floating(List<Tensor> inputs) {
    return inputs.stream().filter(input -> input.dtype().isFloating()).toList();
  }

  private static Set<Object> behind(Tensor output) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Tensor> open = new ArrayDeque<>();
    open.push(output);
    while (!open.isEmpty()) {
      Tensor tensor = open.pop();
      if (tensor.isWatched() && seen.add(node(tensor))) {
        tensor.call().map(Call::inputs).orElse(List.of()).forEach(open::push);
      }
    }
    return seen;
  }

  /** What tells a tensor apart in a graph: its call, or itself if it has none. */
  private static Object node(Tensor tensor) {
    return tensor.call().isPresent() ? tensor.call().get() : tensor;
  }
}
