// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.Meaning;
import chainrule.tensor.Op;
import chainrule.tensor.Partial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeaningTest {

  @Test
  void every_operation_has_a_name_of_its_own() {
    assertThat(Samples.operations().stream().map(Op::name))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(70);
  }

  @ParameterizedTest
  @MethodSource("chainrule.testkit.Samples#operations")
  void every_operation_is_named_and_explained_in_both_languages(Op op) {
    Meaning meaning = op.meaning();
    assertThat(meaning.name()).matches("[a-z][a-zA-Z0-9]*").isEqualTo(op.name());
    assertThat(meaning.symbol()).isNotBlank().hasSizeLessThanOrEqualTo(14);
    assertThat(meaning.role()).isNotNull();
    assertThat(meaning.english())
        .matches("[A-Z][ -~]*\\.")
        .doesNotContain("  ")
        .hasSizeLessThan(120);
    assertThat(meaning.chinese()).endsWith("。").hasSizeLessThan(60);
    assertThat(meaning.chinese().codePoints().filter(Character::isIdeographic).count())
        .isGreaterThan(4);
    assertThat(meaning.kink()).isEqualTo(meaning.kink().strip());
  }

  @ParameterizedTest
  @MethodSource("chainrule.testkit.Samples#operations")
  void every_partial_says_how_or_why_not(Op op) {
    Sample sample = OpLaws.samples(op).getFirst();
    for (int slot = 0; slot < sample.inputs().size(); slot++) {
      switch (op.partial(slot)) {
        case Partial.None(String reason) -> assertThat(reason).contains("no gradient");
        case Partial.Local local -> assertThat(local.formula()).isNotBlank();
        case Partial.Rule rule -> assertThat(rule.formula()).isNotBlank();
      }
    }
  }

  @Test
  void equal_records_are_the_same_operation() {
    assertThat(Samples.operations()).doesNotHaveDuplicates().isEqualTo(Samples.operations());
  }
}
