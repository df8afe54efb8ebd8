// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.text.TextWidth;
import chainrule.formats.Json;
import chainrule.formats.Models;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainVerbTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeModel() throws IOException {
    TinyMnist.in(folder);
    Models.save(
        Mlp.of("784-6-10", Activation.SIGMOID, Rng.seed(1)), folder.resolve("net.safetensors"));
  }

  private Shell.Outcome explain(String... more) {
    var words =
        new ArrayList<>(
            List.of(
                "explain",
                folder.resolve("net.safetensors").toString(),
                "--data",
                folder.toString(),
                "--test-index",
                "3"));
    words.addAll(List.of(more));
    return Shell.piped().run(words.toArray(String[]::new));
  }

  @Test
  void the_recursion_and_the_wishes_of_an_image_are_told() {
    var outcome = explain();
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.lines().getFirst()).startsWith("mnist 3: it is ");
    assertThat(outcome.out())
        .contains("BP1", "BP2", "BP3", "BP4", "The three levers", "layers.1.bias[");
    assertThat(outcome.lines()).allMatch(line -> TextWidth.of(line) <= 80);
  }

  @Test
  void it_speaks_chinese_too() {
    var outcome = explain("--lang", "zh");
    assertThat(outcome.out()).contains("隐藏层", "偏置", "反向传播");
    assertThat(outcome.lines()).allMatch(line -> TextWidth.of(line) <= 80);
  }

  @Test
  void the_true_class_wishes_to_rise_and_the_deltas_sum_to_nothing() {
    var object = Json.parse(explain("--json", "--top", "10").out()).asObject();
    long label = object.whole("label");
    for (var wish : object.array("wishes")) {
      if (wish.asObject().text("lever").equals("output")) {
        long output = wish.asObject().array("index").getFirst().asWhole();
        assertThat(wish.asObject().number("change") > 0).isEqualTo(output == label);
      }
    }
    double sum = 0;
    for (var delta : object.array("layers").getLast().asObject().array("delta")) {
      sum += delta.asNumber();
    }
    assertThat(Math.abs(sum)).isLessThan(1e-6);
  }

  @Test
  void pages_come_in_two_forms_more() {
    assertThat(explain("--markdown").out()).contains("### ");
    assertThat(explain("--latex").out()).contains("\\delta");
    assertThat(explain("--latex", "--markdown").code()).isEqualTo(2);
  }

  @Test
  void an_image_that_is_not_there_is_refused() {
    var outcome = explain("--test-index", "1000000");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("chainrule: --test-index: 1000000; mnist has 0 to ");
  }
}
