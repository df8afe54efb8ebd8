// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.autograd.Autograd;
import chainrule.error.NonFiniteException;
import chainrule.nn.Hooks;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Parameters;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.optim.Accumulation;
import chainrule.tensor.Anomaly;
import chainrule.tensor.Call;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the first number that is infinite or NaN when a step gave a loss that is: runs the step
 * once more, operation by operation. The network, its gradients and the run's keys are left as they
 * are.
 *
 * <pre>{@code
 * NonFiniteHunt.find(network, loss, batch, StepKeys.of(Rng.seed(seed), steps));
 * }</pre>
 */
public final class NonFiniteHunt {

  private final Layer network;
  private final Loss loss;
  private final Batch batch;
  private final Deque<Place> open = new ArrayDeque<>();
  private Place finished = Finding.NOWHERE;
  private Optional<Call> reached = Optional.empty();

  private NonFiniteHunt(Layer network, Loss loss, Batch batch) {
    this.network = network;
    this.loss = loss;
    this.batch = batch;
  }

  /**
   * The first such number: in the data, in the parameters, in a value, in a gradient; none if all
   * is finite.
   *
   * @param network with its weights as they were before the step
   * @param keys what the step draws by
   */
  public static Optional<Culprit> find(Layer network, Loss loss, Batch batch, StepKeys keys) {
    return find(network, loss, batch, keys, new Accumulation(1));
  }

  /**
   * The same for a step of several passes, each of which draws by keys of its own.
   *
   * @param accumulation the passes of the step
   */
  public static Optional<Culprit> find(
      Layer network, Loss loss, Batch batch, StepKeys keys, Accumulation accumulation) {
    NonFiniteHunt hunt = new NonFiniteHunt(network, loss, batch);
    return hunt.inData()
        .or(hunt::inParameters)
        .or(() -> KeptState.aroundState(network, () -> hunt.inStep(keys, accumulation)));
  }

  private Optional<Culprit> inData() {
    return inData("inputs", batch.inputs()).or(() -> inData("targets", batch.targets()));
  }

  private static Optional<Culprit> inData(String name, Tensor tensor) {
    return place(tensor)
        .map(place ->
            new Culprit(
                new Place("", name),
                "data",
                false,
                tensor.spec()
                    + " of the batch holds "
                    + tensor.toDoubles()[place]
                    + " at "
                    + tensor.shape().index(place)));
  }

  private Optional<Culprit> inParameters() {
    for (Map.Entry<String, Tensor> each : Parameters.of(network).all().entrySet()) {
      Tensor leaf = each.getValue();
      Optional<Integer> place = place(leaf);
      if (place.isPresent()) {
        String layer = new LayerNames(network).ofParameter(each.getKey()).label();
        String detail =
            leaf.spec()
                + " held "
                + leaf.toDoubles()[place.get()]
                + " at "
                + leaf.shape().index(place.get())
                + " before the step";
        return Optional.of(new Culprit(new Place(each.getKey(), layer), "assign", false, detail));
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> place(Tensor tensor) {
    if (tensor.dtype().isFloating()) {
      double[] values = tensor.toDoubles();
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(values[i])) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Culprit> inStep(StepKeys keys, Accumulation accumulation) {
    List<List<Tensor>> parts = accumulation.parts(List.of(batch.inputs(), batch.targets()));
    Optional<Culprit> found = Optional.empty();
    for (int pass = 0; pass < parts.size() && found.isEmpty(); pass++) {
      Batch part = new Batch(parts.get(pass).get(0), parts.get(pass).get(1));
      found = Training.scope(keys, pass, () -> inPass(part));
    }
    return found;
  }

  private Optional<Culprit> inPass(Batch part) {
    Hooks hooks =
        Hooks.before((layer, path, _) -> open.push(new Place(path, layer.label())))
            .and(Hooks.after((_, _, _, _) -> finished = open.pop()));
    return Autograd.anomaly(Anomaly.NON_FINITE, () -> hooks.during(() -> pass(part)));
  }

  private Optional<Culprit> pass(Batch part) {
    Tensor[] results;
    try {
      results = Observation.forward(network, loss, part);
    } catch (NonFiniteException found) {
      return Optional.of(culprit(found, forwardPlace(found)));
    }
    Tensor value = results[1];
    long end = results[0].call().map(Call::sequence).orElse(-1L);
    for (Tensor result : new Behind(value).results()) {
      result.onGradient(_ -> reached = Optional.of(Behind.call(result)));
    }
    try {
      Tensor[] trained = LayerNames.trained(network).values().toArray(Tensor[]::new);
      Autograd.of(value).orZero().retainGraph().gradients(trained);
      return Optional.empty();
    } catch (NonFiniteException found) {
      return Optional.of(culprit(found, backwardPlace(end)));
    }
  }

  private static Culprit culprit(NonFiniteException found, Place place) {
    String detail = String.valueOf(found.getMessage()).lines().findFirst().orElse("");
    return new Culprit(place, found.operation().orElse(""), found.isBackward(), detail);
  }

  private Place forwardPlace(NonFiniteException found) {
    String operation = found.operation().orElse("");
    if (open.isEmpty()) {
      return new Place("", loss.name());
    }
    Place in = open.peek();
    boolean between = finished.path().length() > in.path().length();
    return between ? new Place(finished.path(), operation) : in;
  }

  /** That of the operation whose gradient came last: its rule was running. */
  private Place backwardPlace(long end) {
    return reached
        .filter(call -> call.sequence() <= end)
        .map(LayerNames::of)
        .orElse(new Place("", loss.name()));
  }
}
