// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.explain.Wish.Lever;
import chainrule.explain.page.Block;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * What one sample wishes from a network, or what many wish on average: which outputs should rise or
 * fall, and how biases, weights and earlier activations would bring that about. Every wish is minus
 * a gradient, so the average over a batch is minus the gradient of the mean cost.
 *
 * <p>The network is a chain of layers, as for {@link Deltas}.
 */
public final class Wishes implements Told {

  private static final int USUAL_TOP = 10;

  private final List<LayerWishes> layers;
  private final String loss;
  private final double cost;
  private final int samples;
  private final int top;
  private final Language language;

  private Wishes(
      List<LayerWishes> layers, String loss, double cost, int samples, int top, Language language) {
    this.layers = layers;
    this.loss = loss;
    this.cost = cost;
    this.samples = samples;
    this.top = top;
    this.language = language;
  }

  /**
   * The wishes of one sample.
   *
   * <p>Shapes: x [in] or [1, in]; the target as the loss takes it.
   *
   * @throws ArgumentException if the network is no chain of layers, or there are several samples
   */
  public static Wishes of(Layer net, Loss loss, Tensor x, Tensor target) {
    if (x.rank() > 1 && x.size(0) != 1) {
      throw new ArgumentException(
          "wishes: x is " + x.spec() + "; needs one sample", "use Wishes.mean for many");
    }
    return sum(loss, 1, _ -> Recursion.of(net, loss, x, target));
  }

  /**
   * The average of the wishes of many samples, each with the cost it has alone.
   *
   * <p>Shapes: xs [n, in]; targets one row a sample.
   *
   * @throws ArgumentException if the network is no chain of layers, or there is no sample
   */
  public static Wishes mean(Layer net, Loss loss, Tensor xs, Tensor targets) {
    if (xs.rank() != 2 || xs.size(0) == 0) {
      throw new ArgumentException("wishes: xs are " + xs.spec() + "; needs [n, in], n at least 1");
    }
    LayerChain chain = LayerChain.of(net, xs.detach());
    Tensor each = targets.detach();
    return sum(
        loss,
        (int) xs.size(0),
        row -> Recursion.of(chain.sample(row), loss, each.slice(0, row, row + 1)));
  }

  /** The samples one after another, so that only one is in memory. */
  private static Wishes sum(Loss loss, int samples, IntFunction<Recursion> sample) {
    List<LayerWishes> layers = new ArrayList<>();
    double cost = 0;
    for (int row = 0; row < samples; row++) {
      Recursion one = sample.apply(row);
      cost += one.cost() / samples;
      List<Deltas.Stage> stages = one.stages();
      for (int i = 0; i < stages.size(); i++) {
        if (row == 0) {
          layers.add(new LayerWishes(stages.get(i), i == stages.size() - 1));
        }
        layers.get(i).add(stages.get(i), 1.0 / samples);
      }
    }
    return new Wishes(List.copyOf(layers), loss.name(), cost, samples, USUAL_TOP, Language.ENGLISH);
  }

  @Override
  public Wishes language(Language other) {
    return new Wishes(layers, loss, cost, samples, top, other);
  }

  /** The same with another number of wishes told of each kind. */
  public Wishes top(int count) {
    return new Wishes(layers, loss, cost, samples, count, language);
  }

  int top() {
    return top;
  }

  /** How many samples were asked. */
  public int samples() {
    return samples;
  }

  /** The cost, or the mean of the costs. */
  public double cost() {
    return cost;
  }

  /** The name of the loss. */
  public String loss() {
    return loss;
  }

  /** The strongest wishes of a kind, the strongest first; equal ones in their order. */
  public List<Wish> strongest(Lever lever, int count) {
    return sorted(wishes(lever), count);
  }

  /** The most influential parameters: the strongest wishes of biases and weights together. */
  public List<Wish> strongest(int count) {
    return sorted(Stream.concat(wishes(Lever.BIAS), wishes(Lever.WEIGHT)), count);
  }

  private Stream<Wish> wishes(Lever lever) {
    return layers.stream().flatMap(layer -> layer.wishes(lever, samples == 1));
  }

  private static List<Wish> sorted(Stream<Wish> wishes, int count) {
    return wishes
        .sorted(Comparator.comparingDouble((Wish wish) -> Math.abs(wish.change())).reversed())
        .limit(count)
        .toList();
  }

  /**
   * All changes by the name of the parameter, in the order of the layers: minus the gradient of the
   * cost. F64, in the shape of the parameter.
   */
  public SequencedMap<String, Tensor> changes() {
    SequencedMap<String, Tensor> changes = new LinkedHashMap<>();
    for (LayerWishes layer : layers) {
      Shape shape = layer.stage().weights().shape();
      changes.put(layer.weight(), Tensor.of(DType.F64, shape, layer.weightChange()));
      layer.bias().ifPresent(bias -> changes.put(bias, Tensor.of(DType.F64, layer.biasChange())));
    }
    return changes;
  }

  @Override
  public List<Block> page() {
    return new WishWords(Catalog.of(language)).of(this);
  }

  /** The words. */
  @Override
  public String toString() {
    return text();
  }
}
