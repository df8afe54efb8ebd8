// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.tensor.Gate;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Gates of users are held to the laws by their own samples. */
class GateLawsTest {

  /** a^2 b, of which both broadcast. */
  private record Mixed() implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      return in.get(0).square().times(in.get(1)).tanh();
    }
  }

  private static final Gate FUNCTIONS =
      Gate.of(
          "cubed",
          in -> in.get(0).times(in.get(0)).times(in.get(0)),
          back -> List.of(back.upstream().times(back.input(0).square().times(3))));

  private static List<Sample> mixed() {
    return Stream.of(
            OpLaws.samples(new Mixed(), Shape.SCALAR, Shape.SCALAR),
            OpLaws.samples(new Mixed(), Shape.of(2, 3), Shape.of(3)),
            OpLaws.samples(new Mixed(), Shape.of(0), Shape.of(1)))
        .flatMap(List::stream)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> a_gate_of_a_record_keeps_the_laws() {
    return laws(mixed());
  }

  @TestFactory
  Stream<DynamicTest> a_gate_of_functions_keeps_the_laws() {
    return laws(OpLaws.samples(FUNCTIONS, Shape.of(2, 3)));
  }

  private static Stream<DynamicTest> laws(List<Sample> samples) {
    return OpLaws.all().stream()
        .map(law -> DynamicTest.dynamicTest(law.name(), () -> OpLaws.check(law, samples)));
  }

  @Test
  void samples_come_in_both_types_and_every_layout() {
    var samples = OpLaws.samples(new Mixed(), Shape.of(2, 3), Shape.of(3));
    assertThat(samples).hasSize(2 * Layout.values().length);
    assertThat(samples.stream().filter(each -> each.inputs().getFirst().dtype() == DType.F64))
        .hasSize(Layout.values().length);
  }

  @Test
  void definitions_are_compared_only_where_there_is_one() {
    var defined =
        OpLaws.all().stream().filter(law -> law.name().startsWith("a fused operation")).toList();
    assertThat(defined).hasSize(2);
    for (Law law : defined) {
      assertThat(OpLaws.check(law, mixed())).isPositive();
      assertThat(OpLaws.check(law, OpLaws.samples(FUNCTIONS, Shape.of(3)))).isZero();
    }
  }

  @Test
  void no_gate_is_among_the_operations_and_none_has_samples_of_ours() {
    assertThat(Samples.operations()).noneMatch(Gate.class::isInstance);
    assertThatThrownBy(() -> Samples.of(new Mixed(), DType.F64))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("samples: mixed is a gate of yours")
        .hasMessageContaining("fix: make them with OpLaws.samples(gate, shapes)");
  }
}
