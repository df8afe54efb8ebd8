// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs, gradients and kept statistics of layers are those that libtorch 2.10 computed. */
class LayerGoldensTest {

  static Stream<LayerGolden> goldens() {
    return LayerGolden.all();
  }

  @Test
  void every_layer_that_computes_is_among_them() {
    assertThat(LayerGolden.all().map(LayerGolden::kind).distinct()).hasSize(12);
    assertThat(LayerGolden.all()).hasSize(29);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void a_layer_computes_what_libtorch_does(LayerGolden golden) {
    check(golden, DType.F64, 1e-10);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void a_layer_computes_what_libtorch_does_in_f32_too(LayerGolden golden) {
    check(golden, DType.F32, 1e-5);
  }

  private static void check(LayerGolden golden, DType dtype, double tolerance) {
    Map<String, Tensor> leaves = leaves(golden, dtype);
    Tensor x = Objects.requireNonNull(leaves.get("x"));
    Supplier<Tensor> forward = () -> golden.layer(leaves).apply(x);
    Tensor out = golden.isTraining() ? Training.scope(forward) : forward.get();
    out.backward(array(golden, "upstream").tensor(dtype));
    assertClose("out", out, array(golden, "out"), tolerance);
    golden
        .arrays()
        .forEach((name, array) -> {
          String leaf = name.substring(name.indexOf(' ') + 1);
          if (name.startsWith("gradient ")) {
            assertClose(name, leaves.get(leaf).grad(), array, tolerance);
          } else if (name.startsWith("kept ")) {
            assertClose(name, leaves.get(leaf), array, tolerance);
          }
        });
  }

  private static LayerGolden.Array array(LayerGolden golden, String name) {
    return Objects.requireNonNull(golden.arrays().get(name));
  }

  /** Those with a gradient there require one here. */
  private static Map<String, Tensor> leaves(LayerGolden golden, DType dtype) {
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    golden
        .arrays()
        .forEach((name, array) -> {
          if (name.startsWith("given ")) {
            String leaf = name.substring("given ".length());
            boolean indices = golden.kind().equals("embedding") && leaf.equals("x");
            Tensor tensor = array.tensor(indices ? DType.I64 : dtype);
            leaves.put(leaf, tensor.requiresGrad(golden.arrays().containsKey("gradient " + leaf)));
          }
        });
    return leaves;
  }

  private static void assertClose(
      String name, Tensor found, LayerGolden.Array expected, double tolerance) {
    assertThat(found.shape()).as(name).isEqualTo(expected.shape());
    double[] numbers = found.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      double allowed = tolerance * Math.max(1, Math.abs(expected.numbers()[i]));
      assertThat(Math.abs(numbers[i] - expected.numbers()[i]))
          .as("%s, place %s: %s, libtorch %s", name, i, numbers[i], expected.numbers()[i])
          .isLessThanOrEqualTo(allowed);
    }
  }
}
