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
  }

  @ParameterizedTest
  @MethodSource("chainrule.testkit.Samples#operations")
  void every_sentence_stands_alone_under_a_gate(Op op) {
    Meaning meaning = op.meaning();
    assertThat(meaning.english()).contains(" gate ");
    assertThat(meaning.chinese())
        .contains("门")
        .as("Chinese punctuation, and the course's word for the upstream gradient")
        .doesNotContainPattern("[,:;.!?()\\[\\]\"]|上游|  ");
    assertThat(meaning.kink()).isEqualTo(meaning.kink().strip());
    assertThat(meaning.chineseKink()).isEqualTo(meaning.chineseKink().strip());
    assertThat(meaning.chineseKink().isEmpty()).isEqualTo(meaning.kink().isEmpty());
    assertThat(meaning.chineseKink()).doesNotContainPattern("[,:;!?()]|上游");
  }

  @ParameterizedTest
  @MethodSource("chainrule.testkit.Samples#operations")
  void a_role_is_told_in_the_words_of_the_course(Op op) {
    Meaning meaning = op.meaning();
    switch (meaning.role()) {
      case DISTRIBUTOR -> assertSaid(meaning, "gradient distributor", "梯度分配器");
      case SWITCHER -> assertSaid(meaning, "swap multiplier", "梯度转换器");
      case ROUTER -> assertSaid(meaning, "gradient router", "梯度路由器");
      case COPIER -> assertSaid(meaning, "added", "累加");
      case STOPPER -> assertSaid(meaning, "so no", "没有梯度通过|局部梯度为零");
      case SCALER, MOVER, MIXER -> {
        assertThat(meaning.english()).doesNotContainPattern("distributor|router|swap");
        assertThat(meaning.chinese()).doesNotContainPattern("分配器|路由器|转换器");
      }
    }
  }

  private static void assertSaid(Meaning meaning, String english, String chinese) {
    assertThat(meaning.english()).contains(english);
    assertThat(meaning.chinese()).containsPattern(chinese);
  }

  @ParameterizedTest
  @MethodSource("chainrule.testkit.Samples#operations")
  void every_partial_says_how_or_why_not(Op op) {
    Sample sample = OpLaws.samples(op).getFirst();
    for (int slot = 0; slot < sample.inputs().size(); slot++) {
      switch (op.partial(slot)) {
        case Partial.None(String reason, String chineseReason) -> {
          assertThat(reason).contains("no gradient");
          assertThat(chineseReason).contains("没有梯度");
        }
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
