// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.autograd.GradCheck;
import chainrule.error.StateException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every layer. */
class LayerLawsTest {

  static Stream<LayerExamples.Example> layers() {
    return LayerExamples.all();
  }

  private static List<Tensor> inputs(LayerExamples.Example example) {
    List<Tensor> inputs = new ArrayList<>(List.of(example.x()));
    inputs.addAll(example.trained());
    return inputs;
  }

  private static Tensor applied(LayerExamples.Example example, List<Tensor> inputs) {
    List<Tensor> leaves = inputs.subList(1, inputs.size());
    return example.make().apply(leaves.iterator()).apply(inputs.getFirst());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradients_in_training_are_those_of_differences_to_order_2(LayerExamples.Example example) {
    GradCheck.ofMany(in -> Training.scope(StepKeys.of(Rng.seed(5)), () -> applied(example, in)))
        .order(2)
        .check(inputs(example).toArray(Tensor[]::new));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradients_in_use_are_those_of_differences(LayerExamples.Example example) {
    GradCheck.ofMany(in -> applied(example, in)).check(inputs(example).toArray(Tensor[]::new));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void in_use_nothing_is_drawn_and_nothing_rewritten(LayerExamples.Example example) {
    Map<String, Integer> versions = versions(example.layer());
    String digest = Parameters.of(example.layer()).sha256();
    double[] first = example.layer().apply(example.x()).toDoubles();
    assertThat(example.layer().apply(example.x()).toDoubles()).containsExactly(first);
    assertThat(versions(example.layer())).isEqualTo(versions);
    assertThat(Parameters.of(example.layer()).sha256()).isEqualTo(digest);
  }

  private static Map<String, Integer> versions(Layer layer) {
    return Parameters.of(layer).all().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().version()));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void who_draws_needs_keys_and_draws_anew_in_each_step(LayerExamples.Example example) {
    if (!example.draws()) {
      Training.scope(() -> example.layer().apply(example.x()));
      return;
    }
    assertThatThrownBy(() -> Training.scope(() -> example.layer().apply(example.x())))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("nothing to draw by here")
        .hasMessageContaining("in:  " + example.layer().label());
    StepKeys keys = StepKeys.of(Rng.seed(1));
    double[] first = Training.scope(keys, () -> example.layer().apply(example.x())).toDoubles();
    double[] second = Training.scope(keys, () -> example.layer().apply(example.x())).toDoubles();
    assertThat(second).isNotEqualTo(first);
  }
}
