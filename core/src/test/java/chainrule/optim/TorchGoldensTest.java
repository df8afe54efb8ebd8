// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.nn.Layer;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A hundred steps down a bowl that is pushed, where libtorch's stored steps lead, and Lion's, which
 * libtorch does not have, where a plain loop leads.
 */
class TorchGoldensTest {

  private static final double[] START = {1, -2, 0.5, 3, -0.25, 0};
  private static final double[] CURVATURES = {1, 0.5, 4, 0.125, 2, 0.25};
  private static final List<Integer> STEPS = List.of(1, 3, 100);

  /** An optimizer and a clipping as text, and the weights after some steps. */
  private record Golden(String rule, List<double[]> weights) {
    Descent descent() {
      String[] parts = rule.split(" ");
      return Descent.by(Optimizers.parse(parts[0])).clipped(Clipping.parse(parts[1]));
    }

    @Override
    public String toString() {
      return rule;
    }
  }

  static List<Golden> goldens() throws IOException {
    try (InputStream in = TorchGoldensTest.class.getResourceAsStream("torch.txt")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      List<Golden> goldens = new ArrayList<>();
      for (int at = 0; at < lines.size(); at += 1 + STEPS.size()) {
        List<double[]> weights =
            lines.subList(at + 1, at + 1 + STEPS.size()).stream()
                .map(line ->
                    Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray())
                .toList();
        goldens.add(new Golden(lines.get(at), weights));
      }
      return goldens;
    }
  }

  /** The bowl sum(curvatures * w^2) / 2 + sum(push * w). */
  private record Bowl(Tensor weights) implements Layer {
    @Override
    public Tensor forward(Tensor push) {
      Tensor curvatures = Tensor.of(weights.dtype(), CURVATURES);
      Tensor slope = curvatures.times(weights).times(0.5).plus(push);
      return slope.times(weights).sum();
    }
  }

  private static double[] push(int step) {
    double[] push = new double[START.length];
    for (int i = 0; i < push.length; i++) {
      push[i] = ((7 * step + 13 * i) % 11 - 5) / 8.0;
    }
    return push;
  }

  private static List<double[]> run(Descent descent, DType dtype) {
    Bowl bowl = new Bowl(Tensor.of(dtype, START).requiresGrad());
    Stepper stepper = descent.over(bowl);
    List<double[]> found = new ArrayList<>();
    for (int step = 1; step <= STEPS.getLast(); step++) {
      stepper.zeroGrad();
      bowl.apply(Tensor.of(dtype, push(step))).backward();
      stepper.step();
      if (STEPS.contains(step)) {
        found.add(bowl.weights().toDoubles());
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void steps_lead_where_those_of_libtorch_lead(Golden golden) {
    List<double[]> exact = run(golden.descent(), DType.F64);
    List<double[]> single = run(golden.descent(), DType.F32);
    for (int i = 0; i < STEPS.size(); i++) {
      assertThat(exact.get(i)).containsExactly(golden.weights().get(i), within(1e-10));
      assertThat(single.get(i)).containsExactly(golden.weights().get(i), within(1e-5));
    }
  }

  @Test
  void every_optimizer_but_lion_has_goldens() throws IOException {
    assertThat(goldens()).hasSize(21);
    assertThat(goldens().stream().map(golden -> golden.descent().optimizer().name()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Optimizers.all().stream()
                .map(Optimizer::name)
                .filter(name -> !name.equals("lion"))
                .toList());
  }

  @Test
  void lion_leads_where_a_plain_loop_leads() {
    double[] weights = START.clone();
    double[] momentum = new double[weights.length];
    List<double[]> expected = new ArrayList<>();
    for (int step = 1; step <= STEPS.getLast(); step++) {
      double[] push = push(step);
      for (int i = 0; i < weights.length; i++) {
        double gradient = CURVATURES[i] * weights[i] + push[i];
        double sign = Math.signum(0.9 * momentum[i] + 0.1 * gradient);
        weights[i] -= 0.01 * (sign + 0.1 * weights[i]);
        momentum[i] = 0.99 * momentum[i] + 0.01 * gradient;
      }
      if (STEPS.contains(step)) {
        expected.add(weights.clone());
      }
    }
    List<double[]> found = run(Descent.by(Lion.rate(0.01).withWeightDecay(0.1)), DType.F64);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-12));
    }
  }
}
