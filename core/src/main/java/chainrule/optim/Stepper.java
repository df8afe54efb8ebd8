// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.array.Shape;
import chainrule.error.StateException;
import chainrule.nn.Layer;
import chainrule.nn.Parameters;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;

/**
 * An optimizer at work on one network: keeps its state and counts its steps.
 *
 * <pre>{@code
 * var sgd = Sgd.rate(0.1).over(model);
 * sgd.zeroGrad();
 * loss.of(model.apply(x), y).backward();
 * sgd.step();
 * }</pre>
 */
public final class Stepper {

  private final Optimizer optimizer;
  private final Parameters parameters;
  private final SequencedMap<String, List<Tensor>> kept = new LinkedHashMap<>();
  private final double[] numbers;
  private long steps;

  Stepper(Optimizer optimizer, Layer network) {
    this.optimizer = optimizer;
    this.parameters = Parameters.of(network);
    numbers = optimizer.numbers();
    parameters
        .all()
        .forEach((path, leaf) -> {
          if (leaf.isGradRequired()) {
            kept.put(path, zeros(leaf));
          }
        });
  }

  private List<Tensor> zeros(Tensor leaf) {
    Shape shape = leaf.shape();
    return optimizer.slots().stream().map(_ -> Tensor.full(leaf.dtype(), shape, 0)).toList();
  }

  /** The parameters it rewrites. */
  public Parameters parameters() {
    return parameters;
  }

  /** The number of steps taken. */
  public long steps() {
    return steps;
  }

  /** What is kept for each parameter, by its path, in the order of the optimizer's slots. */
  public SequencedMap<String, List<Tensor>> kept() {
    return Collections.unmodifiableSequencedMap(kept);
  }

  /**
   * What a later stepper needs beside the number of steps to go on with the same bits: copies of
   * all that is kept, named by slot and path, such as {@code momentum/layers.0.weight}.
   */
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    slots((name, leaf) -> state.put(name, Tensor.of(leaf.shape(), leaf.toStorage())));
    return state;
  }

  private void slots(BiConsumer<String, Tensor> each) {
    kept.forEach((path, leaves) -> {
      for (int i = 0; i < leaves.size(); i++) {
        each.accept(optimizer.slots().get(i) + "/" + path, leaves.get(i));
      }
    });
  }

  /**
   * Goes on where another stepper was.
   *
   * @param done the number of steps it had taken
   * @param state what its {@link #state} gave
   * @throws StateException if that is of another optimizer or network; nothing is changed then
   */
  public void restore(long done, Map<String, Tensor> state) {
    slots((name, leaf) -> saved(name, leaf, state));
    slots((name, leaf) -> leaf.assign(saved(name, leaf, state)));
    steps = done;
  }

  private static Tensor saved(String name, Tensor leaf, Map<String, Tensor> state) {
    Tensor saved =
        Optional.ofNullable(state.get(name))
            .orElseThrow(() ->
                new StateException(
                    "optimizer: the saved state lacks " + name,
                    "go on with the optimizer and the network that it was saved from"));
    if (!saved.shape().equals(leaf.shape()) || saved.dtype() != leaf.dtype()) {
      throw new StateException(
          "optimizer: " + name + " is saved as " + saved.spec() + "; needs " + leaf.spec(),
          "go on with the optimizer and the network that it was saved from");
    }
    return saved;
  }

  /** Forgets the gradients of all parameters. */
  public void zeroGrad() {
    parameters.clearGrads();
  }

  /** One step at the optimizer's rate; a parameter without a gradient stays as it is. */
  public void step() {
    step(optimizer.rate());
  }

  /**
   * One step at a rate, as a schedule gives it.
   *
   * @param rate 0 or more
   * @throws chainrule.error.ArgumentException if it is negative, infinite or NaN
   */
  public void step(double rate) {
    advance(rate);
    Context.current().tracer().before(this, "one optimizer", new Advance(this, rate));
    update();
  }

  /** The counting of a step, to be done again before a compiled one. */
  private record Advance(Stepper stepper, double rate) implements Runnable {
    @Override
    public void run() {
      stepper.advance(rate);
    }
  }

  /**
   * Counts a step and sets its numbers, but rewrites nothing; {@link #update} does.
   *
   * @param rate 0 or more
   * @throws chainrule.error.ArgumentException if it is negative, infinite or NaN
   */
  public void advance(double rate) {
    Ranges.notNegative("lr", rate);
    steps++;
    optimizer.advance(numbers, steps, rate);
  }

  /** Rewrites the parameters by their gradients, as the present step; one without stays as is. */
  public void update() {
    for (Map.Entry<String, List<Tensor>> entry : kept.entrySet()) {
      Tensor parameter = parameters.get(entry.getKey()).orElseThrow();
      if (parameter.hasGrad()) {
        optimizer.update(parameter, entry.getValue(), parameter.grad(), numbers);
      }
    }
  }
}
