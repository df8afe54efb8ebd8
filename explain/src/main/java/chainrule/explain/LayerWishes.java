// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.Wish.Lever;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The gradients of one layer, summed over samples, and the values they belong to. */
final class LayerWishes {

  private final Deltas.Stage shape;
  private final boolean isOutput;
  private final double[] weights;
  private final double[] biases;
  private final double[] activations;
  private final double[] inputs;
  private final double[] weightGradient;
  private final double[] biasGradient;
  private final double[] activationGradient;

  LayerWishes(Deltas.Stage stage, boolean isOutput) {
    shape = stage;
    this.isOutput = isOutput;
    weights = stage.weights().toDoubles();
    biases = stage.biases().map(Tensor::toDoubles).orElseGet(() -> new double[0]);
    activations = new double[(int) stage.a().size(1)];
    inputs = new double[(int) stage.input().size(1)];
    weightGradient = new double[(int) stage.weights().count()];
    biasGradient = new double[activations.length];
    activationGradient = new double[activations.length];
  }

  /** Adds a share of what one sample says. */
  void add(Deltas.Stage stage, double share) {
    add(stage.a().toDoubles(), share, activations);
    add(stage.input().toDoubles(), share, inputs);
    add(stage.weightGradient().toDoubles(), share, weightGradient);
    add(stage.biasGradient().toDoubles(), share, biasGradient);
    add(stage.activationGradient().toDoubles(), share, activationGradient);
  }

  private static void add(double[] values, double share, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i] * share;
    }
  }

  String weight() {
    return shape.weight();
  }

  Optional<String> bias() {
    return shape.bias();
  }

  Deltas.Stage stage() {
    return shape;
  }

  double[] weightChange() {
    return negated(weightGradient);
  }

  double[] biasChange() {
    return negated(biasGradient);
  }

  private static double[] negated(double[] gradient) {
    return IntStream.range(0, gradient.length).mapToDouble(i -> -gradient[i]).toArray();
  }

  /** The wishes of a kind; what a weight hangs on is told of a single sample only. */
  Stream<Wish> wishes(Lever lever, boolean isSingle) {
    return switch (lever) {
      case OUTPUT -> isOutput ? activations(lever) : Stream.of();
      case ACTIVATION -> isOutput ? Stream.of() : activations(lever);
      case BIAS ->
          bias().isEmpty()
              ? Stream.of()
              : IntStream.range(0, biasGradient.length)
                  .mapToObj(i ->
                      new Wish(
                          lever,
                          bias().get(),
                          List.of(i),
                          biases[i],
                          -biasGradient[i],
                          OptionalDouble.empty()));
      case WEIGHT -> IntStream.range(0, weightGradient.length).mapToObj(i -> weight(i, isSingle));
    };
  }

  private Stream<Wish> activations(Lever lever) {
    return IntStream.range(0, activations.length)
        .mapToObj(i ->
            new Wish(
                lever,
                "a" + shape.number(),
                List.of(i),
                activations[i],
                -activationGradient[i],
                OptionalDouble.empty()));
  }

  private Wish weight(int i, boolean isSingle) {
    int from = i / activations.length;
    return new Wish(
        Lever.WEIGHT,
        weight(),
        List.of(from, i % activations.length),
        weights[i],
        -weightGradient[i],
        isSingle ? OptionalDouble.of(inputs[from]) : OptionalDouble.empty());
  }
}
