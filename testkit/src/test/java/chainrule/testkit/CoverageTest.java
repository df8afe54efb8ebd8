// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The samples that are differentiated cover the shapes and layouts that go wrong first. */
class CoverageTest {

  private static final Predicate<Sample> NUMBER =
      sample -> sample.inputs().stream().allMatch(input -> input.rank() == 0);

  private static final Predicate<Sample> ONE =
      sample ->
          sample.inputs().stream().anyMatch(input -> input.rank() > 0 && sizes(input).contains(1L));

  private static final Predicate<Sample> NONE =
      sample -> sample.inputs().stream().anyMatch(input -> input.count() == 0);

  private static final Predicate<Sample> STRIDED = sample -> sample.about().startsWith("STRIDED");

  private static final Predicate<Sample> BROADCAST =
      sample -> sample.inputs().stream().map(Tensor::shape).distinct().count() > 1;

  /** One number deviates by nothing, where the root has its kink, or by NaN. */
  private static final String AT_A_KINK = "std";

  @Test
  void samples_of_every_differentiable_operation_cover_numbers_size_1_size_0_views() {
    TreeMap<String, List<String>> excused = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    for (Op op : Samples.operations()) {
      List<Sample> samples = differentiated(op);
      if (!samples.isEmpty()) {
        if (!op.name().equals(AT_A_KINK)) {
          excuse(op, "0-d", numbers(samples, NUMBER), excused, missing);
        }
        excuse(op, "size 1", lacks(samples, ONE), excused, missing);
        excuse(op, "size 0", nothing(samples), excused, missing);
        excuse(op, "strided", lacks(samples, STRIDED), excused, missing);
        if (op instanceof Elementwise && samples.getFirst().inputs().size() > 1) {
          excuse(op, "broadcast", lacks(samples, BROADCAST), excused, missing);
        }
      }
    }
    excused.forEach((what, names) -> System.out.println("not sampled, " + what + ": " + names));
    assertThat(missing).isEmpty();
  }

  private static List<Sample> differentiated(Op op) {
    return Samples.of(op, DType.F64).stream()
        .filter(sample -> sample.hasGradients() && !sample.isLarge())
        .toList();
  }

  /** Why something is missing: empty if it is not, or the refusal of a call that would have it. */
  private static void excuse(
      Op op,
      String what,
      Optional<String> reason,
      TreeMap<String, List<String>> excused,
      List<String> missing) {
    reason.ifPresent(why -> {
      if (why.isEmpty()) {
        missing.add(op.name() + ": no sample of " + what);
      } else {
        excused.computeIfAbsent(what + ", " + why, _ -> new ArrayList<>()).add(op.name());
      }
    });
  }

  private static Optional<String> lacks(List<Sample> samples, Predicate<Sample> feature) {
    return samples.stream().anyMatch(feature) ? Optional.empty() : Optional.of("");
  }

  private static Optional<String> numbers(List<Sample> samples, Predicate<Sample> feature) {
    if (lacks(samples, feature).isEmpty()) {
      return Optional.empty();
    }
    boolean refused =
        samples.stream()
            .allMatch(sample ->
                isRefused(
                    sample,
                    sample.inputs().stream()
                        .map(input -> Tensor.full(input.dtype(), Shape.SCALAR, 0))
                        .toList()));
    return Optional.of(refused ? "refused" : "");
  }

  /** Every axis of every input, and equal axes together, made empty. */
  private static Optional<String> nothing(List<Sample> samples) {
    if (lacks(samples, NONE).isEmpty()) {
      return Optional.empty();
    }
    for (Sample sample : samples) {
      for (long size : new long[] {1, 2, 3, 4, 5}) {
        List<Tensor> emptied = sample.inputs().stream().map(input -> emptied(input, size)).toList();
        if (emptied.stream().anyMatch(input -> input.count() == 0) && !isRefused(sample, emptied)) {
          return Optional.of("");
        }
      }
    }
    return Optional.of("refused");
  }

  private static Tensor emptied(Tensor input, long size) {
    int axis = sizes(input).indexOf(size);
    return axis < 0 ? input : Tensor.full(input.dtype(), input.shape().with(axis, 0), 0);
  }

  private static boolean isRefused(Sample sample, List<Tensor> inputs) {
    try {
      Autograd.noGrad(() -> sample.withInputs(inputs).value());
      return false;
    } catch (ChainruleException refused) {
      return true;
    }
  }

  private static List<Long> sizes(Tensor tensor) {
    List<Long> sizes = new ArrayList<>();
    for (long size : tensor.shape().sizes()) {
      sizes.add(size);
    }
    return sizes;
  }
}
