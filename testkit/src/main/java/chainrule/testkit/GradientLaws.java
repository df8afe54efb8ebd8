// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.autograd.GradCheck;
import chainrule.autograd.GradReport;
import chainrule.tensor.Backward;
import chainrule.tensor.Fused;
import chainrule.tensor.Gate;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Laws about gradients: of every operation, and of the fused ones beside their definition. */
final class GradientLaws {

  private GradientLaws() {}

  /** Differences, orders 1 and 2, with nothing excused. */
  static Law differences() {
    return new Law(
        "gradients of order 1 and 2 equal differences",
        GradientLaws::isSmooth,
        sample -> {
          GradReport report =
              GradCheck.ofMany(sample.call())
                  .order(2)
                  .kinkDistance(0)
                  .report(sample.inputs().toArray(Tensor[]::new));
          if (!report.passed()) {
            throw new AssertionError(report.toString());
          }
        });
  }

  /** A mean of nothing is NaN, which has no slope. */
  private static boolean isSmooth(Sample sample) {
    return sample.hasGradients()
        && !sample.isLarge()
        && isF64(sample)
        && Arrays.stream(sample.value().toDoubles()).allMatch(Double::isFinite);
  }

  /** Shape and type. */
  static Law specs() {
    return new Law(
        "a gradient has the type and the sizes of its input",
        sample -> sample.hasGradients() && !sample.isLarge(),
        sample -> {
          List<Tensor> results = Gradients.withValue(sample);
          List<Tensor> inputs = sample.differentiable();
          for (int i = 0; i < inputs.size(); i++) {
            TensorAssert.assertThat(results.get(i + 1))
                .hasShape(inputs.get(i).shape())
                .hasType(inputs.get(i).dtype())
                .isNotWatched();
          }
        });
  }

  /** One loop, or one recorded operation a node. */
  static Law replays() {
    return new Law(
        "recording the backward pass keeps its bits",
        Sample::hasGradients,
        sample -> {
          Sample watched = sample.watched();
          Tensor value = watched.value();
          Tensor[] inputs = watched.differentiable().toArray(Tensor[]::new);
          Backward pass = Autograd.of(value).upstream(Gradients.upstream(value)).retainGraph();
          List<Tensor> plain = pass.gradients(inputs);
          List<Tensor> recorded = pass.createGraph().gradients(inputs);
          for (int i = 0; i < inputs.length; i++) {
            TensorAssert.assertThat(recorded.get(i)).as("input %s", i).hasBits(plain.get(i));
          }
        });
  }

  /** What has no gradient is not recorded. */
  static Law stops() {
    return new Law(
        "a result without gradients is not watched",
        sample -> !sample.hasGradients() && !sample.isLarge(),
        sample -> TensorAssert.assertThat(sample.watched().value()).isNotWatched());
  }

  /** Whether it is made of other operations; a gate of two functions is not. */
  private static boolean isDefined(Sample sample) {
    return sample.op() instanceof Gate gate
        ? gate.split(sample.inputs()).isPresent()
        : sample.op() instanceof Fused;
  }

  /** The value of a fused operation. */
  static Law definedValue() {
    return new Law(
        "a fused operation has the bits of its definition",
        GradientLaws::isDefined,
        sample -> {
          Tensor defined = ((Fused) sample.op()).define(sample.inputs());
          TensorAssert.assertThat(sample.value()).hasBits(defined);
        });
  }

  /** The gradients of a fused operation. */
  static Law definedGradients() {
    return new Law(
        "a fused operation has the gradients of its definition, orders 1 and 2",
        sample -> isDefined(sample) && sample.hasGradients(),
        sample -> {
          Fused fused = (Fused) sample.op();
          double relative = isF64(sample) ? 1e-11 : 1e-4;
          List<Tensor> own = bothOrders(sample, sample.call());
          List<Tensor> defined = bothOrders(sample, fused::define);
          for (int i = 0; i < own.size(); i++) {
            double scale = magnitude(defined.get(i));
            TensorAssert.assertThat(own.get(i))
                .as("%s of %s: first the gradients, then their gradients", i, own.size())
                .isCloseTo(defined.get(i), relative, relative * scale);
          }
        });
  }

  /** What an operation is made of. */
  static Law splits() {
    return new Law(
        "the parts of an operation have its value and its gradients",
        sample ->
            isF64(sample) && !sample.isLarge() && sample.op().split(sample.inputs()).isPresent(),
        sample -> {
          Sample parts =
              new Sample(
                  sample.op(),
                  sample.about(),
                  sample.inputs(),
                  inputs -> sample.op().split(inputs).orElseThrow(),
                  false);
          List<Tensor> own = Gradients.withValue(sample);
          List<Tensor> made = Gradients.withValue(parts);
          for (int i = 0; i < own.size(); i++) {
            TensorAssert.assertThat(made.get(i))
                .as("%s of %s: the value, then the gradients", i, own.size())
                .isCloseTo(own.get(i), 1e-12, 1e-12);
          }
        });
  }

  /** The largest element, for absolute tolerances. */
  private static double magnitude(Tensor tensor) {
    double most = 0;
    for (double element : tensor.toDoubles()) {
      most = Math.max(most, Math.abs(element));
    }
    return Double.isFinite(most) ? Math.max(most, 0.1) : 1;
  }

  /** The gradients, then the gradients of their weighted sum. */
  private static List<Tensor> bothOrders(Sample sample, Function<List<Tensor>, Tensor> call) {
    Sample watched = sample.watched();
    Tensor value = call.apply(watched.inputs());
    Tensor[] inputs = watched.differentiable().toArray(Tensor[]::new);
    List<Tensor> first =
        Autograd.of(value).upstream(Gradients.upstream(value)).createGraph().gradients(inputs);
    Tensor total = Tensor.scalar(sample.inputs().getFirst().dtype(), 0);
    for (Tensor gradient : first) {
      total = total.plus(gradient.times(Gradients.upstream(gradient)).sum());
    }
    // Some gradients depend on no input, as that of a difference: adding 0 * x joins them all.
    for (Tensor input : inputs) {
      total = total.plus(input.times(0).sum());
    }
    List<Tensor> second = Autograd.of(total).gradients(inputs);
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static boolean isF64(Sample sample) {
    return sample.inputs().stream()
        .filter(input -> input.dtype().isFloating())
        .allMatch(input -> input.dtype() == DType.F64);
  }
}
