// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.graph.Node;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the delta recursion over a chain of layers, and autograd beside it. */
final class Recursion {

  private final LayerChain chain;
  private final Loss loss;
  private final Tensor target;
  private final List<Tensor> weights = new ArrayList<>();
  private final List<Optional<Tensor>> biases = new ArrayList<>();
  private final List<Tensor> sums = new ArrayList<>();
  private final List<Tensor> activations = new ArrayList<>();
  private Tensor cost;

  private Recursion(LayerChain chain, Loss loss, Tensor target) {
    this.chain = chain;
    this.loss = loss;
    this.target = target;
    cost = Autograd.withGrad(this::forward);
  }

  /** One row a sample, and a target for each row. */
  static Recursion of(Layer net, Loss loss, Tensor x, Tensor target) {
    boolean isSingle = x.rank() == 1;
    Tensor rows = isSingle ? x.detach().reshape(1, -1).detach() : x.detach();
    Tensor targets =
        isSingle && !loss.takesLabels()
            ? target.detach().reshape(1, -1)
            : target.rank() == 0 ? target.detach().reshape(1) : target;
    return of(LayerChain.of(net, rows), loss, targets);
  }

  static Recursion of(LayerChain chain, Loss loss, Tensor targets) {
    return new Recursion(chain, loss, targets.detach());
  }

  /** The network again, layer by layer, over leaves of our own. */
  private Tensor forward() {
    Tensor a = chain.prepared().detach();
    for (LayerChain.Link link : chain.links()) {
      Tensor weight = link.weights().detach().requiresGrad();
      Optional<Tensor> bias = link.biases().map(leaf -> leaf.detach().requiresGrad());
      Tensor z = link.z(a, weight, bias);
      a = link.activate(z);
      weights.add(weight);
      biases.add(bias);
      sums.add(z);
      activations.add(a);
    }
    return loss.of(a, target);
  }

  double cost() {
    return cost.item();
  }

  Optional<Deltas.Classes> classes() {
    if (!loss.name().equals(Losses.crossEntropy().name())) {
      return Optional.empty();
    }
    Tensor z = activations.getLast().detach();
    Tensor y = target.oneHot((int) z.size(1), z.dtype());
    return Optional.of(new Deltas.Classes(z.softmax(1), y));
  }

  /** The recursion, from the last layer to the first. */
  List<Deltas.Stage> stages() {
    List<Deltas.Stage> stages = new ArrayList<>();
    Tensor gradient = costGradient();
    for (int i = chain.links().size() - 1; i >= 0; i--) {
      Tensor slope = slope(i);
      Tensor delta = gradient.times(slope);
      stages.addFirst(stage(i, slope, gradient, delta));
      gradient = delta.matmul(weights.get(i).detach().transpose());
    }
    return List.copyOf(stages);
  }

  private Deltas.Stage stage(int i, Tensor slope, Tensor gradient, Tensor delta) {
    LayerChain.Link link = chain.links().get(i);
    Tensor input = i == 0 ? chain.prepared() : activations.get(i - 1).detach();
    return new Deltas.Stage(
        i + 1,
        link.weight(),
        link.bias(),
        link.functions().stream().map(Node.Gate::op).toList(),
        weights.get(i).detach(),
        biases.get(i).map(Tensor::detach),
        input,
        sums.get(i).detach(),
        activations.get(i).detach(),
        slope,
        gradient,
        delta,
        input.transpose().matmul(delta),
        delta.sum(0));
  }

  /** dC/da at the output. */
  private Tensor costGradient() {
    Tensor a = activations.getLast().detach().requiresGrad();
    return Autograd.withGrad(() -> Autograd.of(loss.of(a, target)).gradient(a));
  }

  /** f'(z): the derivative of each activation by its own sum. */
  private Tensor slope(int i) {
    Tensor z = sums.get(i).detach().requiresGrad();
    Tensor ones = Tensor.full(z.dtype(), z.shape(), 1);
    LayerChain.Link link = chain.links().get(i);
    return link.functions().isEmpty()
        ? ones
        : Autograd.withGrad(() -> Autograd.of(link.activate(z)).upstream(ones).gradient(z));
  }

  /** The largest difference from autograd. */
  double disagreement() {
    List<Tensor> asked = new ArrayList<>(sums);
    asked.addAll(weights);
    biases.forEach(bias -> bias.ifPresent(asked::add));
    List<Tensor> found = Autograd.of(cost).retainGraph().gradients(asked.toArray(Tensor[]::new));
    List<Deltas.Stage> stages = stages();
    List<Tensor> told = new ArrayList<>();
    stages.forEach(stage -> told.add(stage.delta()));
    stages.forEach(stage -> told.add(stage.weightGradient()));
    stages.stream()
        .filter(stage -> stage.bias().isPresent())
        .forEach(stage -> told.add(stage.biasGradient()));
    double largest = 0;
    for (int i = 0; i < told.size(); i++) {
      largest = Math.max(largest, difference(told.get(i), found.get(i)));
    }
    return largest;
  }

  private static double difference(Tensor one, Tensor other) {
    double[] a = one.to(DType.F64).toDoubles();
    double[] b = other.to(DType.F64).toDoubles();
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
