// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.spi.Backends;
import chainrule.testkit.Edge;
import chainrule.testkit.OpLaws;
import chainrule.testkit.Samples;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Vector kernels give the bits of the reference for every operation, by any number of workers. */
class VectorBitsTest {

  private static final AtomicInteger CASES = new AtomicInteger();
  private static long worksBefore;

  @BeforeAll
  static void the_vector_backend_is_in_use() {
    assertThat(Backends.best().name()).isEqualTo("vector");
    worksBefore = works();
  }

  @TestFactory
  Stream<DynamicTest> every_operation_has_the_bits_of_the_reference() {
    return Samples.operations().stream()
        .map(op ->
            dynamicTest(
                op.name(),
                () -> {
                  var samples = OpLaws.samples(op);
                  for (var law : OpLaws.aboutMachines()) {
                    int cases = OpLaws.check(law, samples);
                    assertThat(cases).isPositive();
                    CASES.addAndGet(cases);
                  }
                }));
  }

  @Test
  void the_edges_of_every_elementwise_operation_come_out_exactly() {
    for (var edge : Edge.all()) {
      for (var dtype : List.of(DType.F32, DType.F64)) {
        // Whole vectors and a rest.
        edge.check(dtype, Shape.of(37));
      }
    }
  }

  @AfterAll
  static void vector_kernels_did_run() {
    System.out.println("vector beside reference, and workers: " + CASES + " cases");
    assertThat(works() - worksBefore).isGreaterThan(1000);
  }

  private static long works() {
    return Backends.best().counters().values().stream().mapToLong(count -> count).sum();
  }
}
