// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import chainrule.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsPageTest {

  private static final Path PAGE = Repository.root().resolve("docs/ops.md");
  private static final Path PYTORCH = Repository.root().resolve("docs/pytorch.md");
  private static final String MARK =
      "<!-- The table is made from the records of the operations. -->";

  @Test
  void the_page_of_operations_is_what_their_records_say() throws IOException {
    String text = OperationsPage.text();
    if (Repository.text(PAGE).strip().equals(OperationsPage.FIRST)) {
      Files.writeString(PAGE, text);
    }
    assertThat(Repository.text(PAGE))
        .as("docs/ops.md; leave its first line alone to have it written anew")
        .isEqualTo(text);
  }

  @Test
  void the_page_on_pytorch_ends_with_the_names_of_all_operations() throws IOException {
    String page = Repository.text(PYTORCH);
    String written = page.substring(0, page.indexOf(MARK) + MARK.length()) + "\n";
    if (page.strip().endsWith(MARK)) {
      Files.writeString(PYTORCH, written + OperationsPage.names());
    }
    assertThat(Repository.text(PYTORCH))
        .as("docs/pytorch.md; cut it off after its mark to have the rest written anew")
        .isEqualTo(written + OperationsPage.names());
  }

  @ParameterizedTest
  @MethodSource("chainrule.testkit.Samples#operations")
  void every_operation_has_a_card(Op op) {
    var card = op.meaning().card();
    if (!(op instanceof Elementwise)) {
      assertThat(card.formula()).as("formula of %s", op).isNotBlank();
      assertThat(card.shapes()).as("shapes of %s", op).isNotBlank();
    }
    assertThat(card.torch())
        .as("PyTorch's name of %s", op)
        .matches("|torch[a-zA-Z_.0-9, ()\\[\\]=/*+-]+");
  }

  @Test
  void most_operations_have_a_name_in_pytorch() {
    var without =
        Samples.operations().stream().filter(op -> op.meaning().card().torch().isEmpty()).toList();
    assertThat(without.size()).as("%s", without).isLessThan(Samples.operations().size() / 5);
  }
}
