// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import chainrule.spi.Backends;
import chainrule.testkit.Law;
import chainrule.testkit.OpLaws;
import chainrule.testkit.Sample;
import chainrule.testkit.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The laws of all operations, computed by vector kernels. */
class VectorLawsTest {

  @BeforeAll
  static void the_vector_backend_is_in_use() {
    assertThat(Backends.best().name()).isEqualTo("vector");
  }

  @TestFactory
  Stream<DynamicNode> every_operation_keeps_every_law() {
    return Samples.operations().stream()
        .map(op -> {
          List<Sample> samples = OpLaws.samples(op);
          return dynamicContainer(
              op.name(), OpLaws.aboutValues().stream().map(law -> test(law, samples)));
        });
  }

  private static DynamicTest test(Law law, List<Sample> samples) {
    return DynamicTest.dynamicTest(law.name(), () -> OpLaws.check(law, samples));
  }
}
