// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The exact values and gradients of every elementwise operation at its edges: edges.txt. */
class EdgeTest {

  @Test
  void the_table_speaks_of_elementwise_operations() {
    var elementwise =
        Samples.operations().stream().filter(op -> op instanceof Elementwise).map(Op::name);
    var named = Edge.all().stream().map(Edge::op).distinct().toList();
    assertThat(elementwise).containsExactlyInAnyOrderElementsOf(named);
    assertThat(Edge.all()).hasSizeGreaterThan(350);
    assertThat(Edge.all().stream().map(Edge::toString)).doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> every_row_holds_in_both_types_alone_and_in_a_long_row() {
    return Edge.all().stream()
        .map(edge ->
            dynamicTest(
                edge.toString(),
                () -> {
                  for (DType dtype : List.of(DType.F32, DType.F64)) {
                    edge.check(dtype, Shape.SCALAR);
                    edge.check(dtype, Shape.of(37));
                  }
                }));
  }

  @Test
  void a_wrong_row_fails() {
    var value = new Edge("relu", List.of("-0"), "-0", List.of("0"));
    assertThatThrownBy(() -> value.check(DType.F64, Shape.of(3)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("F64 relu -0")
        .hasMessageContaining("3 of 3 elements of F64[3] are wrong");
    var gradient = new Edge("relu", List.of("0"), "0", List.of("1"));
    assertThatThrownBy(() -> gradient.check(DType.F32, Shape.SCALAR))
        .hasMessageContaining("the gradient of input 0");
  }
}
