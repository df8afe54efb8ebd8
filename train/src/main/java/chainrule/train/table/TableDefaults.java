// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.nn.Dropout;
import chainrule.nn.Init;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Sequential;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/**
 * A network and a training that do well on most tables without being asked for: GELU layers with
 * dropout, Adam at a rate that falls along a cosine, small batches, and so many epochs that small
 * tables get some hundred steps.
 *
 * @param hidden the sizes of the hidden layers
 * @param activation after each of them
 * @param init how weights start
 * @param dropout after each activation
 * @param rate of Adam
 * @param batch rows a step
 * @param epochs over all rows
 */
public record TableDefaults(
    List<Integer> hidden,
    Activation activation,
    Init init,
    double dropout,
    double rate,
    int batch,
    int epochs) {

  private static final int SMALL = 10_000;
  private static final int LARGE = 100_000;
  private static final int STEPS = 700;
  private static final double DROPOUT_OF_CLASSES = 0.2;
  private static final double DROPOUT_OF_NUMBERS = 0.05;

  /** Keeps its own copy of the sizes. */
  public TableDefaults {
    hidden = List.copyOf(hidden);
  }

  /** What suits a table with so many training rows. */
  public static TableDefaults of(TableData data) {
    long rows = data.train().count();
    int batch = rows < SMALL ? 32 : rows < LARGE ? 128 : 256;
    long batches = (rows + batch - 1) / batch;
    int epochs = Math.clamp(STEPS / batches, 20, 200);
    List<Integer> hidden = rows < SMALL ? List.of(64, 32) : List.of(128, 64);
    double dropout = data.task() == TableTask.CLASS ? DROPOUT_OF_CLASSES : DROPOUT_OF_NUMBERS;
    return new TableDefaults(
        hidden, Activation.GELU, Init.XAVIER, dropout, 0.003, batch, rows < LARGE ? epochs : 10);
  }

  /**
   * A network for the data, its weights started by Xavier's rule; with tables before the first
   * layer where columns are embedded.
   *
   * <p>Shapes: x [n, {@code data.inputs()}] gives [n, {@code data.outputs()}].
   */
  public Layer network(TableData data, Rng rng) {
    List<Layer> layers = new ArrayList<>();
    data.transformation().embedding(rng.child("embedding")).ifPresent(layers::add);
    long in = data.transformation().features();
    for (int size : hidden) {
      layers.add(Linear.of(in, size, init, rng.child("layers").child(layers.size())));
      layers.add(new Nonlinearity(activation));
      layers.add(Dropout.of(dropout));
      in = size;
    }
    layers.add(Linear.of(in, data.outputs(), init, rng.child("layers").child(layers.size())));
    return new Sequential(layers);
  }

  /** The loss of the task: cross-entropy for classes, the mean squared error for numbers. */
  public static Loss loss(TableTask task) {
    return task == TableTask.CLASS ? Losses.crossEntropy() : Losses.mse();
  }

  /** A trainer of a network for the data. */
  public Trainer trainer(Layer network, TableTask task) {
    return Trainer.of(network, loss(task)).optimizer(Adam.rate(rate)).epochs(epochs).batch(batch);
  }
}
