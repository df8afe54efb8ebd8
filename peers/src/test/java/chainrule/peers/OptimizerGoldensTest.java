// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.nn.Layer;
import chainrule.optim.Clipping;
import chainrule.optim.Descent;
import chainrule.optim.Optimizer;
import chainrule.optim.Optimizers;
import chainrule.optim.Stepper;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our optimizers beside libtorch's, and the goldens of core's tests. */
class OptimizerGoldensTest {

  private static final List<Integer> STEPS = List.of(1, 3, 100);

  /** An optimizer and a clipping, as text. */
  static List<String> rules() {
    return List.of(
        "sgd:lr=0.125 none",
        "sgd:lr=0.1,weight_decay=0.05 none",
        "sgd:lr=0.05,momentum=0.9 none",
        "sgd:lr=0.05,momentum=0.9,dampening=0.3,weight_decay=0.01 none",
        "sgd:lr=0.05,momentum=0.9,nesterov none",
        "sgd:lr=0.05,momentum=0.8,nesterov,weight_decay=0.02 none",
        "sgd:lr=0.05,momentum=0.9 norm:0.5",
        "sgd:lr=0.05,momentum=0.9 value:0.25",
        "adagrad:lr=0.1 none",
        "adagrad:lr=0.1,weight_decay=0.1 none",
        "rmsprop:lr=0.01 none",
        "rmsprop:lr=0.01,alpha=0.9,weight_decay=0.1 none",
        "rmsprop:lr=0.01,alpha=0.9,momentum=0.5 none",
        "rmsprop:lr=0.01,alpha=0.9,momentum=0.5,centered,epsilon=0.001 none",
        "adam:lr=0.02 none",
        "adam:lr=0.02,beta1=0.8,beta2=0.95,epsilon=0.001 none",
        "adam:lr=0.02,weight_decay=0.1 none",
        "adam:lr=0.02,beta2=0.9,amsgrad none",
        "adam:lr=0.02 norm:0.5",
        "adamw:lr=0.02 none",
        "adamw:lr=0.02,weight_decay=0.2,beta2=0.9,amsgrad none");
  }

  private static Optimizer optimizer(String rule) {
    return Optimizers.parse(rule.substring(0, rule.indexOf(' ')));
  }

  private static Clipping clipping(String rule) {
    return Clipping.parse(rule.substring(rule.indexOf(' ') + 1));
  }

  private record Weights(Tensor weights) implements Layer {
    @Override
    public Tensor forward(Tensor push) {
      Tensor bowl = Tensor.of(DType.F64, TorchOptimizers.CURVATURES).times(weights.square());
      return bowl.sum().times(0.5).plus(push.times(weights).sum());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_hundred_steps_lead_where_those_of_libtorch_lead(String rule) {
    Weights net = new Weights(Tensor.of(DType.F64, TorchOptimizers.START).requiresGrad());
    Stepper stepper = Descent.by(optimizer(rule)).clipped(clipping(rule)).over(net);
    List<double[]> expected = TorchOptimizers.run(optimizer(rule), clipping(rule), STEPS);
    for (int step = 1; step <= STEPS.getLast(); step++) {
      stepper.zeroGrad();
      net.apply(Tensor.of(DType.F64, TorchOptimizers.push(step))).backward();
      stepper.step();
      if (STEPS.contains(step)) {
        assertThat(net.weights().toDoubles())
            .as("%s after %s steps", rule, step)
            .containsExactly(expected.get(STEPS.indexOf(step)), within(1e-10));
      }
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "optimizerGoldens", matches = ".+")
  void weights_are_stored() throws IOException {
    String text =
        rules().stream()
            .map(rule ->
                rule
                    + "\n"
                    + TorchOptimizers.run(optimizer(rule), clipping(rule), STEPS).stream()
                        .map(OptimizerGoldensTest::line)
                        .collect(Collectors.joining("\n")))
            .collect(Collectors.joining("\n"));
    Files.writeString(Path.of(System.getProperty("optimizerGoldens")), text + "\n");
  }

  private static String line(double[] weights) {
    return Arrays.stream(weights).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }
}
