// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.autograd.Autograd;
import chainrule.nn.Hooks;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import chainrule.train.Targets;
import chainrule.train.data.Batch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass forward and back through a network that leaves no trace in it. */
final class Observation {

  /** Draws of its own, so that those of the training stay as they are. */
  private static final Rng KEYS = Rng.seed(0).child("statistics");

  private final Layer network;
  private final Loss loss;
  private final Batch batch;
  private final LayerNames names;

  Observation(Layer network, Loss loss, Batch batch) {
    this.network = network;
    this.loss = loss;
    this.batch = batch;
    names = new LayerNames(network);
  }

  /** What was seen: the output, the loss and the values of layers. */
  private record Seen(
      Tensor output, Tensor value, Place operation, List<Spot> spots, Behind behind) {}

  /** What the network gives in training mode, with a function of it. */
  static Tensor[] forward(Layer network, Loss loss, Batch batch) {
    Tensor output = network.apply(batch.inputs());
    Tensor target = Targets.of(loss, batch.targets(), output);
    return new Tensor[] {output, loss.of(output, target)};
  }

  /** The statistics, without those of an update. */
  StepStatistics statistics(int epoch, long step, double rate) {
    return KeptState.aroundState(
        network, () -> Training.scope(StepKeys.of(KEYS), () -> observed(epoch, step, rate)));
  }

  private StepStatistics observed(int epoch, long step, double rate) {
    Seen seen = seen();
    Map<String, Tensor> trained = LayerNames.trained(network);
    List<Tensor> asked = new ArrayList<>(trained.values());
    seen.spots().forEach(spot -> asked.add(spot.value()));
    asked.add(seen.output());
    List<Tensor> gradients =
        Autograd.of(seen.value()).orZero().gradients(asked.toArray(Tensor[]::new));
    Tensor atOutput = gradients.getLast();
    double outputGradient = Moments.of(atOutput.toDoubles()).rms();
    List<LayerStatistics> layers = new ArrayList<>();
    for (int i = 0; i < seen.spots().size(); i++) {
      layers.add(seen.spots().get(i).statistics(gradients.get(trained.size() + i)));
    }
    List<ParameterStatistics> parameters = new ArrayList<>();
    trained.forEach((path, leaf) -> {
      Moments gradient = Moments.of(gradients.get(parameters.size()).toDoubles());
      parameters.add(parameter(path, leaf, gradient, seen.behind().reads(leaf)));
    });
    OutputStatistics output =
        Outputs.of(seen.output(), seen.value(), loss, batch, seen.operation(), outputGradient);
    return named(new StepStatistics(epoch, step, rate, output, layers, parameters));
  }

  private ParameterStatistics parameter(
      String path, Tensor leaf, Moments gradient, boolean isReached) {
    return new ParameterStatistics(
        path,
        names.ofParameter(path),
        leaf.rank(),
        leaf.count(),
        Moments.of(leaf.toDoubles()).norm(),
        gradient.norm(),
        gradient.meanAbs(),
        gradient.greatest(),
        0,
        isReached,
        "");
  }

  private Seen seen() {
    Map<Tensor, Spot> layers = new LinkedHashMap<>();
    Hooks hooks =
        Hooks.after((layer, path, _, output) -> {
          if (LayerNames.hasLeaves(layer)) {
            Place place = new Place(path, layer.label());
            layers.putIfAbsent(output, new Spot(place, Optional.empty(), output, false));
          }
        });
    Tensor[] results = hooks.during(() -> forward(network, loss, batch));
    Behind behind = new Behind(results[1]);
    List<Spot> spots = new ArrayList<>(layers.values());
    long end = results[0].call().map(call -> call.sequence()).orElse(-1L);
    for (Tensor result : behind.results()) {
      if (Behind.call(result).op() instanceof Activation function
          && Behind.call(result).sequence() <= end) {
        boolean isLast = Behind.call(result).sequence() == end;
        spots.add(
            new Spot(LayerNames.of(Behind.call(result)), Optional.of(function), result, isLast));
      }
    }
    spots.sort(Comparator.comparingLong(Observation::sequence));
    return new Seen(results[0], results[1], operation(results[0]), spots, behind);
  }

  private static long sequence(Spot spot) {
    return spot.value().call().map(call -> call.sequence()).orElse(-1L);
  }

  private static Place operation(Tensor output) {
    return output.call().map(LayerNames::of).orElse(Finding.NOWHERE);
  }

  /** With what lets no gradient through to parameters that got none. */
  private StepStatistics named(StepStatistics step) {
    boolean starved =
        step.parameters().stream().anyMatch(each -> each.gradientNorm() == 0 && each.count() > 0);
    boolean settled = step.output().gradient() == 0 && !step.output().operation().label().isEmpty();
    if (!starved || settled) {
      return step;
    }
    Blockage blockage =
        Context.current().withAllRecorded().call(() -> new Blockage(network, loss, batch));
    List<ParameterStatistics> parameters =
        step.parameters().stream()
            .map(each -> each.gradientNorm() == 0 ? blockage.named(each) : each)
            .toList();
    return new StepStatistics(
        step.epoch(), step.step(), step.rate(), step.output(), step.layers(), parameters);
  }
}
