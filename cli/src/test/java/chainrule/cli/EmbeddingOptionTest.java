// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.cli.Shell.Outcome;
import chainrule.explain.Language;
import chainrule.formats.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --embedding}, wherever tables are learned. */
class EmbeddingOptionTest {

  @TempDir private Path folder;
  private String csv = "";

  @BeforeEach
  void write() throws IOException {
    StringBuilder rows = new StringBuilder("length,color,site,kind\n");
    for (int i = 0; i < 120; i++) {
      int site = i * 7 % 12;
      rows.append(i % 11 + 0.5).append(i % 2 == 0 ? ",red,S" : ",blue,S").append(site);
      rows.append(site % 5 < 2 ? ",tree\n" : ",bush\n");
    }
    csv = Files.writeString(folder.resolve("plants.csv"), rows.toString()).toString();
  }

  private String[] words(String... words) {
    return Stream.concat(Arrays.stream(words), Stream.of("--runs", folder.resolve("r").toString()))
        .toArray(String[]::new);
  }

  private Outcome run(String... words) {
    return Shell.piped().run(words(words));
  }

  private String[] train(String... more) {
    List<String> words = new ArrayList<>(List.of("train", csv, "--target=kind"));
    words.addAll(List.of("--embedding=site:3,color", "--net=5-8-2", "--epochs=20", "--lr=0.03"));
    words.addAll(List.of(more));
    return words(words.toArray(String[]::new));
  }

  private static String digest(Outcome outcome) {
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return Json.parse(outcome.lines().getLast()).asObject().text("weights_sha256");
  }

  @Test
  void a_model_of_embedded_columns_is_measured_asked_repeated_and_examined() throws IOException {
    Outcome trained = Shell.piped().run(train());
    assertThat(trained.out()).contains("net       5-8-2", "accuracy 100.00 %");
    assertThat(run("summary", "latest").out())
        .contains("0.tables.0  Embedding(3 x 1)", "0.tables.1  Embedding(13 x 3)");
    assertThat(run("evaluate", "latest").out()).contains("100.00 %");
    assertThat(run("evaluate", "latest", csv).out()).contains("100.00 %", "120");
    Path asked =
        Files.writeString(
            folder.resolve("asked.csv"), "site,length,color\nS1,2,red\nS2,3,green\nNew,1,\n,,\n");
    List<String> answers = run("predict", "latest", asked.toString()).lines();
    assertThat(answers).hasSize(5);
    assertThat(answers.get(1)).startsWith("S1,2,red,tree,");
    assertThat(answers.get(2)).startsWith("S2,3,green,bush,");
    assertThat(run("runs", "verify", "latest").code()).isZero();
    Outcome examined = run("diagnose", "latest");
    assertThat(examined.code()).as(examined.err()).isZero();
    assertThat(examined.out()).doesNotContain("scale");
  }

  @Test
  void a_run_goes_on_and_is_done_again_from_its_record_to_the_same_bits() throws IOException {
    String undisturbed = digest(Shell.piped().run(train("--json")));
    Interruption interruption = new Interruption();
    interruption.ask();
    Outcome stopped =
        Shell.piped().runIn(Messages.of(Language.ENGLISH), interruption, train("--json"));
    assertThat(stopped.code()).isEqualTo(Failure.INTERRUPTED);
    assertThat(digest(run("train", "--resume", "latest", "--json"))).isEqualTo(undisturbed);
    try (Stream<Path> files = Files.walk(folder)) {
      Path record = files.filter(file -> file.endsWith("run.json")).findFirst().orElseThrow();
      assertThat(digest(run("train", "--config", record.toString(), "--json")))
          .isEqualTo(undisturbed);
    }
  }

  @Test
  void all_and_layers_folds_searches_and_sweeps_take_it_too() {
    String[] table = {csv, "--target=kind", "--embedding=all,color:2", "--epochs=2"};
    Outcome folds = run(with("train", table, "--folds=2"));
    assertThat(folds.out()).as(folds.err()).contains("fold 2: ", "mean accuracy ");
    Outcome layers = run(with("train", table, "--layers=dense:4,relu", "--validation=0.2"));
    assertThat(layers.code()).as(layers.err()).isZero();
    assertThat(run("summary", "latest").out())
        .contains("Embedding(3 x 2)", "Embedding(13 x 6)", "Linear(9 -> 4)");
    Outcome search = run(with("search", table, "--space=lr=1e-3|1e-2", "--strategy=grid"));
    assertThat(search.lines().getLast()).as(search.err()).contains("--embedding all,color:2");
    Outcome sweep = Shell.piped().run(with("find-lr", table, "--steps=10"));
    assertThat(sweep.code()).as(sweep.err()).isZero();
  }

  private static String[] with(String verb, String[] words, String... more) {
    return Stream.of(new String[] {verb}, words, more)
        .flatMap(Arrays::stream)
        .toArray(String[]::new);
  }

  @Test
  void what_cannot_be_embedded_is_told_before_anything_is_trained() {
    refused(Failure.FAILED, "did you mean \"site\"?", "sites");
    refused(
        Failure.FAILED, "column \"length\" cannot be embedded, it holds no categories", "length");
    refused(Failure.FAILED, "the column to be learned is no input", "kind:2");
    refused(Failure.FAILED, "there is no column \"\"", "");
    refused(Failure.USAGE, "\"site\" in 0 numbers; needs 1 to 1000", "site:0");
    refused(Failure.USAGE, "\"site\" in 99999999999 numbers", "site:99999999999");
    refused(Failure.USAGE, "\"site\" is given twice", "site:2,color,site");
    refused(Failure.USAGE, "cannot be changed", "site", "--augment=noise:0.1");
    refused(Failure.USAGE, "cannot be changed", "color:1", "--augment=mixup:0.2");
    refused(Failure.USAGE, "needs 5 inputs and 2 outputs", "site:3,color", "--net=3-4-2");
    assertThat(folder.resolve("r")).doesNotExist();
  }

  private void refused(int code, String said, String columns, String... more) {
    String[] words = {"train", csv, "--target=kind", "--embedding=" + columns};
    Outcome outcome = run(with("train", Arrays.copyOfRange(words, 1, words.length), more));
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.err()).contains(said);
    assertThat(outcome.out()).isEmpty();
  }
}
