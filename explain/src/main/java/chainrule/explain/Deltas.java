// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.page.Block;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Backpropagation through a chain of layers as the four equations of the delta recursion, with
 * delta = dC/dz:
 *
 * <pre>
 * BP1  delta_L = dC/da_L * f'(z_L)                  the error at the output
 * BP2  delta_l = (delta_{l+1} W_{l+1}^T) * f'(z_l)  the error, one layer back
 * BP3  dC/db_l = delta_l                            summed over the samples
 * BP4  dC/dW_l = a_{l-1}^T delta_l
 * </pre>
 *
 * <p>Rows are samples and weights are [in, out]; {@code *} is elementwise. With the softmax
 * cross-entropy, BP1 is p - y, over the number of samples.
 *
 * <p>Source: Nielsen 2015, Neural Networks and Deep Learning, chapter 2; Rumelhart, Hinton and
 * Williams 1986, doi:10.1038/323533a0.
 */
public final class Deltas implements Told {

  private final Recursion recursion;
  private final String loss;
  private final Language language;

  private Deltas(Recursion recursion, String loss, Language language) {
    this.recursion = recursion;
    this.loss = loss;
    this.language = language;
  }

  /**
   * One layer with all that backpropagation computes there.
   *
   * @param number from 1; the last is the output
   * @param weight the name of its weight
   * @param bias the name of its bias, if it has one
   * @param functions the names of what is applied to z; nothing for a linear layer
   * @param weights W [in, out]
   * @param biases b [out], if it has one
   * @param input a_{l-1} [n, in]
   * @param z [n, out]
   * @param a f(z) [n, out]
   * @param slope f'(z) [n, out]
   * @param activationGradient dC/da [n, out]
   * @param delta dC/dz [n, out]
   * @param weightGradient dC/dW [in, out]
   * @param biasGradient dC/db [out], the sum of delta over the samples
   */
  public record Stage(
      int number,
      String weight,
      Optional<String> bias,
      List<String> functions,
      Tensor weights,
      Optional<Tensor> biases,
      Tensor input,
      Tensor z,
      Tensor a,
      Tensor slope,
      Tensor activationGradient,
      Tensor delta,
      Tensor weightGradient,
      Tensor biasGradient) {}

  /**
   * What BP1 is made of for the softmax cross-entropy.
   *
   * @param probabilities p, the softmax of z
   * @param target y, one row a sample
   */
  public record Classes(Tensor probabilities, Tensor target) {}

  /**
   * The deltas of a network that is a chain of layers, such as an {@code Mlp}, or a {@code
   * Sequential} of {@code Linear} and {@code Nonlinearity}.
   *
   * <p>Shapes: x [n, in], or [in] for one sample; the target as the loss takes it.
   *
   * @throws chainrule.error.ArgumentException if the network is no such chain
   * @throws chainrule.error.ShapeException if the shapes do not suit the network or the loss
   */
  public static Deltas of(Layer net, Loss loss, Tensor x, Tensor target) {
    return new Deltas(Recursion.of(net, loss, x, target), loss.name(), Language.ENGLISH);
  }

  @Override
  public Deltas language(Language other) {
    return new Deltas(recursion, loss, other);
  }

  /** The layers, first layer first. */
  public List<Stage> stages() {
    return recursion.stages();
  }

  /** The cost C of the samples. */
  public double cost() {
    return recursion.cost();
  }

  /** The name of the loss. */
  public String loss() {
    return loss;
  }

  /** Probabilities and targets, if the loss is the softmax cross-entropy. */
  public Optional<Classes> classes() {
    return recursion.classes();
  }

  /**
   * The largest difference between what the recursion gives and what autograd gives, over all
   * deltas and all gradients of weights and biases; 0 or a little rounding.
   */
  public double disagreement() {
    return recursion.disagreement();
  }

  @Override
  public List<Block> page() {
    return new DeltaWords(Catalog.of(language)).of(this);
  }

  /** The words. */
  @Override
  public String toString() {
    return text();
  }
}
