// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import chainrule.tensor.Movement;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OpLawsTest {

  private static final Map<String, Integer> CASES = new ConcurrentSkipListMap<>();

  @TestFactory
  Stream<DynamicNode> every_operation_keeps_every_law() {
    return Samples.operations().stream()
        .map(op -> {
          List<Sample> samples = OpLaws.samples(op);
          return dynamicContainer(op.name(), OpLaws.all().stream().map(law -> test(law, samples)));
        });
  }

  private static DynamicTest test(Law law, List<Sample> samples) {
    return DynamicTest.dynamicTest(
        law.name(), () -> CASES.merge(law.name(), OpLaws.check(law, samples), Integer::sum));
  }

  @AfterAll
  static void print_how_many_cases_there_were() {
    CASES.forEach((law, cases) -> System.out.println("law: " + law + ": " + cases + " cases"));
    assertThat(CASES).hasSize(OpLaws.all().size());
    assertThat(CASES.remove("every backend gives the bits of the reference"))
        .as("only the reference is here; the others are judged in their own modules")
        .isZero();
    assertThat(CASES.values()).allMatch(cases -> cases > 0);
  }

  @Test
  void there_are_thirty_small_samples_of_every_operation_and_a_large_one() {
    for (Op op : Samples.operations()) {
      var samples = OpLaws.samples(op);
      assertThat(samples).as("%s", op).allMatch(sample -> sample.op().getClass() == op.getClass());
      assertThat(samples.stream().filter(sample -> !sample.isLarge()))
          .as("%s, of each type", op)
          .hasSizeGreaterThanOrEqualTo(60);
      assertThat(samples).as("%s", op).anyMatch(Sample::isLarge);
    }
  }

  @Test
  void thirty_samples_of_every_differentiable_operation_are_differentiated() {
    var differences = OpLaws.all().getFirst();
    for (Op op : Samples.operations()) {
      var checked = OpLaws.samples(op).stream().filter(differences.speaksOf()).toList();
      boolean differentiable =
          OpLaws.samples(op).stream().anyMatch(Sample::hasGradients)
              && !(op instanceof Movement.Cast);
      assertThat(checked.size()).as("%s", op).isBetween(differentiable ? 30 : 0, 1000);
    }
  }

  @Test
  void a_broken_law_is_reported_with_its_samples() {
    var samples = OpLaws.samples(Samples.operations().getFirst());
    var wrong = samples.stream().map(OpLawsTest::withWrongGradient).toList();
    var differences = OpLaws.all().getFirst();
    assertThat(differences).hasToString("gradients of order 1 and 2 equal differences");
    assertThatThrownBy(() -> OpLaws.check(differences, wrong))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("gradients of order 1 and 2 equal differences: broken by")
        .hasMessageContaining("add(F64[], F64[]) Add[] DENSE, seed 0")
        .hasMessageContaining("gradients differ from central differences");
  }

  private static Sample withWrongGradient(Sample sample) {
    return new Sample(
        sample.op(),
        sample.about(),
        sample.inputs(),
        inputs -> {
          Tensor value = sample.call().apply(inputs);
          return value.plus(value.detach());
        },
        sample.isLarge());
  }
}
