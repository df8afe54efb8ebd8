// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.autograd.Autograd;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.tensor.Call;
import chainrule.tensor.Partial;
import chainrule.tensor.Role;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which operation keeps the gradient from a parameter: of those on the ways from it to the loss,
 * the first that knows none or lets none through, or that makes 0 of one that is not. To be made
 * while everything is recorded.
 */
final class Blockage {

  private final Map<String, Tensor> trained;
  private final IdentityHashMap<Object, List<Tensor>> users = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Boolean> hasGradient = new IdentityHashMap<>();

  Blockage(Layer network, Loss loss, Batch batch) {
    trained = LayerNames.trained(network);
    Tensor value = Observation.forward(network, loss, batch)[1];
    List<Tensor> results = new Behind(value).results();
    for (Tensor result : results) {
      for (Tensor input : Behind.call(result).inputs()) {
        users.computeIfAbsent(node(input), _ -> new ArrayList<>()).add(result);
      }
    }
    List<Tensor> floating = results.stream().filter(result -> result.dtype().isFloating()).toList();
    List<Tensor> gradients =
        Autograd.of(value).orZero().retainGraph().gradients(floating.toArray(Tensor[]::new));
    for (int i = 0; i < floating.size(); i++) {
      hasGradient.put(node(floating.get(i)), Moments.of(gradients.get(i).toDoubles()).norm() != 0);
    }
  }

  private static Object node(Tensor tensor) {
    return tensor.call().isPresent() ? tensor.call().get() : tensor;
  }

  /** The same with the operation's name. */
  ParameterStatistics named(ParameterStatistics parameter) {
    Tensor leaf = trained.get(parameter.path());
    String name = leaf == null ? "" : blocking(leaf);
    return new ParameterStatistics(
        parameter.path(),
        parameter.layer(),
        parameter.rank(),
        parameter.count(),
        parameter.norm(),
        parameter.gradientNorm(),
        parameter.gradientMean(),
        parameter.gradientMax(),
        parameter.updateNorm(),
        parameter.isReached(),
        name);
  }

  private String blocking(Tensor leaf) {
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    Deque<Tensor> open = new ArrayDeque<>();
    open.add(leaf);
    while (!open.isEmpty()) {
      Tensor at = open.remove();
      for (Tensor user : users.getOrDefault(node(at), List.of())) {
        if (stops(Behind.call(user), at) || hasGradient.getOrDefault(node(user), false)) {
          return LayerNames.of(Behind.call(user)).toString();
        }
        if (seen.put(node(user), true) == null) {
          open.add(user);
        }
      }
    }
    return "";
  }

  private static boolean stops(Call call, Tensor input) {
    for (int slot = 0; slot < call.inputs().size(); slot++) {
      if (node(call.inputs().get(slot)).equals(node(input))) {
        return call.op().meaning().role() == Role.STOPPER
            || call.op().partial(slot) instanceof Partial.None;
      }
    }
    return false;
  }
}
