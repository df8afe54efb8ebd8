// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.autograd.Autograd;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.optim.Sgd;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Row 54: the gradient of a mini-batch points nearly where the gradient of all samples points, at a
 * fraction of the cost. How nearly, is told by the cosine between the two: 1 is the same direction,
 * 0 a right angle.
 */
public final class BatchGradient {

  private static final int SAMPLES = 5000;
  private static final int MOST_BATCHES = 20;
  private static final int TRAINING = 100;
  private static final List<Integer> BATCHES = List.of(1, 10, 100, 1000, SAMPLES);

  private final Mlp net = Mlp.of("784-16-16-10", Activation.SIGMOID, Rng.seed(1));
  private final Dataset data = Digits.synthetic(SAMPLES, 1).train();
  private final Batch all = data.all();
  private final int[] order = Rng.seed(54).permutation(SAMPLES);
  private final Tensor[] parameters = Parameters.of(net).trained().toArray(Tensor[]::new);
  private final Compiled gradient =
      Compiled.of(batch -> Autograd.grad(loss(batch.get(0), batch.get(1)), parameters));

  private BatchGradient() {}

  private Tensor loss(Tensor inputs, Tensor labels) {
    return net.apply(inputs).crossEntropy(labels);
  }

  /** Trains the net by mini-batches of 100, as many steps. */
  private void train(int steps) {
    Stepper sgd = Sgd.rate(0.5).over(net);
    Compiled step =
        Compiled.of(batch -> {
          sgd.zeroGrad();
          Tensor loss = loss(batch.get(0), batch.get(1));
          loss.backward();
          sgd.step();
          return List.of(loss);
        });
    for (int i = 0; i < steps; i++) {
      Batch batch = batch(TRAINING, i);
      step.apply(batch.inputs(), batch.targets());
    }
  }

  /** A mini-batch of the shuffled samples. */
  private Batch batch(int count, int number) {
    int from = number % (SAMPLES / count) * count;
    return data.batch(Arrays.copyOfRange(order, from, from + count));
  }

  private List<Tensor> gradient(Batch batch) {
    return gradient.apply(batch.inputs(), batch.targets());
  }

  /** The mean cosine between the gradients of some batches of a size and that of all samples. */
  private double cosine(int count, List<Tensor> full) {
    double sum = 0;
    int batches = Math.min(MOST_BATCHES, SAMPLES / count);
    for (int number = 0; number < batches; number++) {
      sum += cosine(gradient(batch(count, number)), full);
    }
    return sum / batches;
  }

  /** The cosines of all sizes. */
  private List<Double> cosines() {
    List<Tensor> full = gradient(all);
    return BATCHES.stream().map(count -> cosine(count, full)).toList();
  }

  private static double cosine(List<Tensor> one, List<Tensor> other) {
    return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
  }

  private static double dot(List<Tensor> one, List<Tensor> other) {
    double sum = 0;
    for (int i = 0; i < one.size(); i++) {
      sum += one.get(i).times(other.get(i)).sum().item();
    }
    return sum;
  }

  /** The least milliseconds that a gradient took. */
  double milliseconds(int count) {
    Batch batch = batch(count, 0);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_BATCHES; i++) {
      long start = System.nanoTime();
      gradient(batch);
      least = Math.min(least, System.nanoTime() - start);
    }
    return least / 1e6;
  }

  /** The table: cosines at the start, after 100 steps and after 500. */
  static void table(Consumer<String> page) {
    tell(new BatchGradient(), page);
  }

  private static void tell(BatchGradient net, Consumer<String> page) {
    Table table = Table.of(page, "batch", "at the start", "100 steps", "500 steps");
    List<Double> start = net.cosines();
    net.train(100);
    List<Double> later = net.cosines();
    net.train(400);
    List<Double> last = net.cosines();
    for (int i = 0; i < BATCHES.size(); i++) {
      List<Double> row = List.of(start.get(i), later.get(i), last.get(i));
      table.row(Integer.toString(BATCHES.get(i)), row, "%.3f");
    }
  }

  /** The table of what a gradient costs, here and now. */
  private void costs(Consumer<String> page) {
    Table table = Table.of(page, "batch", "milliseconds");
    for (int count : BATCHES) {
      table.row(Integer.toString(count), List.of(milliseconds(count)), "%.3f");
    }
  }

  /** Prints both tables. */
  public static void main() {
    BatchGradient net = new BatchGradient();
    tell(net, IO::println);
    net.costs(IO::println);
  }
}
