// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.error.StateException;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a network around a step of its training. It runs the batch once more, beside the
 * training: leaves, gradients and random keys are left as they are, so that a run has the same bits
 * with it and without.
 *
 * <pre>{@code
 * StatisticsProbe probe = StatisticsProbe.of(network, loss);
 * probe.before(batch);
 * // the step
 * StepStatistics statistics = probe.after(epoch, step, rate);
 * }</pre>
 *
 * <p>Layers are in training mode and draw by keys of the probe's own. Gradients are those of the
 * loss alone, before any clipping.
 */
public final class StatisticsProbe {

  private final Layer network;
  private final Loss loss;
  private Optional<StepStatistics> pending = Optional.empty();
  private final Map<String, double[]> values = new LinkedHashMap<>();

  private StatisticsProbe(Layer network, Loss loss) {
    this.network = network;
    this.loss = loss;
  }

  /** A probe of a network. */
  public static StatisticsProbe of(Layer network, Loss loss) {
    return new StatisticsProbe(network, loss);
  }

  /** Looks at the network before a step with this batch, and keeps its parameters in mind. */
  public void before(Batch batch) {
    pending = Optional.of(new Observation(network, loss, batch).statistics(0, 0, 0));
    values.clear();
    LayerNames.trained(network).forEach((path, leaf) -> values.put(path, leaf.toDoubles()));
  }

  /**
   * What was seen before the step, with how far the step moved the parameters.
   *
   * @param epoch 1 for the first
   * @param step of the whole run, 1 for the first
   * @param rate the learning rate of the step
   * @throws StateException without {@link #before}
   */
  public StepStatistics after(int epoch, long step, double rate) {
    StepStatistics seen =
        pending.orElseThrow(() ->
            new StateException(
                "statistics: after() without before()", "call before(batch) before the step"));
    pending = Optional.empty();
    Map<String, Tensor> now = LayerNames.trained(network);
    List<ParameterStatistics> moved = new ArrayList<>();
    for (ParameterStatistics parameter : seen.parameters()) {
      moved.add(parameter.movedBy(distance(parameter.path(), now)));
    }
    values.clear();
    return new StepStatistics(epoch, step, rate, seen.output(), seen.layers(), moved);
  }

  private double distance(String path, Map<String, Tensor> now) {
    double[] before = values.getOrDefault(path, new double[0]);
    Tensor leaf = now.get(path);
    double[] after = leaf == null ? before : leaf.toDoubles();
    double squares = 0;
    for (int i = 0; i < before.length; i++) {
      squares += (after[i] - before[i]) * (after[i] - before[i]);
    }
    return Math.sqrt(squares);
  }

  /** A look at the network as it is, without a step. */
  public StepStatistics look(Batch batch, int epoch, long step) {
    return new Observation(network, loss, batch).statistics(epoch, step, 0);
  }
}
