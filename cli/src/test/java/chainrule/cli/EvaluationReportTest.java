// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.Language;
import chainrule.explain.text.TextWidth;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.Classification;
import chainrule.train.EpochReport;
import chainrule.train.Evaluation;
import chainrule.train.EventJson;
import chainrule.train.Ranking;
import chainrule.train.Regression;
import chainrule.train.TrainingEvent;
import chainrule.train.data.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private EvaluationReport report(String... classes) {
    Console console =
        new Console(
            new StandardOutput(out),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            Messages.of(Language.ENGLISH),
            new Console.Style(true, true, false, false),
            Shell.piped().settings());
    return new EvaluationReport(console, List.of(classes));
  }

  private static Classification three(long undecided) {
    return new Classification(
        0.5,
        List.of(List.of(50L, 0L, 0L), List.of(0L, 47L, 3L), List.of(0L, 2L, 48L)),
        List.of(0L, 0L, undecided),
        Optional.empty());
  }

  @Test
  void few_classes_have_a_matrix() {
    report("0", "1", "2").confused(three(0));
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """

            actual classes in rows, predicted classes in columns:
                0   1   2    found
            0  50   .   .  100.0 %
            1   .  47   3   94.0 %
            2   .   2  48   96.0 %
            """);
  }

  @Test
  void long_names_stand_once_and_nan_has_a_column() {
    report("setosa", "versicolor", "virginica-of-the-north").confused(three(50));
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """

            actual classes in rows, predicted classes in columns:
                                 0   1   2  NaN    found
            0 setosa            50   .   .    .  100.0 %
            1 versicolor         .  47   3    .   94.0 %
            2 virginica-of-t..   .   2  48   50   48.0 %
            """);
  }

  @Test
  void counts_that_do_not_fit_become_percentages() {
    int classes = ConfusionTable.MOST;
    List<List<Long>> confusion =
        Collections.nCopies(classes, Collections.nCopies(classes, 123_456_789L));
    String[] names =
        IntStream.range(0, classes).mapToObj(i -> "the class " + i).toArray(String[]::new);
    report(names).confused(Classification.of(0, confusion));
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(classes + 3).allMatch(line -> TextWidth.of(line) <= 80);
    assertThat(lines.getLast())
        .isEqualTo("11 the class 11  8  8  8  8  8  8  8  8  8  8   8   8  8.3 %");
  }

  @Test
  void many_classes_have_their_worst_pairs() {
    int classes = ConfusionTable.MOST + 1;
    List<Long> row = Collections.nCopies(classes, 1L);
    String[] names = IntStream.range(0, classes).mapToObj(i -> "c" + i).toArray(String[]::new);
    report(names).confused(Classification.of(0, Collections.nCopies(classes, row)));
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            "most confused: c0 read as c1 (1 times), c0 read as c2 (1 times),"
                + " c0 read as c3 (1 times)\n");
  }

  @Test
  void names_are_cut_at_the_width_that_they_take() {
    assertThat(ConfusionTable.shortened("abcdef", 6)).isEqualTo("abcdef");
    assertThat(ConfusionTable.shortened("abcdefg", 6)).isEqualTo("abcd..");
    assertThat(ConfusionTable.shortened("轮次轮次", 7)).isEqualTo("轮次..");
  }

  @Test
  void figures_of_classes() {
    Ranking ranking =
        new Ranking(List.of(1L, 0L, 1L, 1L, 1L), Collections.nCopies(5, OptionalDouble.of(0.25)));
    List<Long> none = Collections.nCopies(5, 0L);
    Classification result =
        new Classification(
            0.5,
            List.of(List.of(1L, 3L, 0L, 0L, 0L), none, none, none, none),
            none,
            Optional.of(ranking));
    assertThat(report("a", "b", "c", "d", "e").rows(result, "crossEntropy"))
        .containsExactly(
            List.of("accuracy", "25.00 %"),
            List.of("loss", "0.5000 (crossEntropy)"),
            List.of("macro F1", "0.2000"),
            List.of("ROC AUC", "0.2500"),
            List.of("top 3", "50.00 %"));
  }

  @Test
  void figures_of_numbers() {
    var result = new Regression(3, 0.5, List.of(new Regression.OutputError(4, 1.5, 0.875)));
    EvaluationReport report = report();
    assertThat(report.rows(result, "mse"))
        .containsExactly(
            List.of("R2", "0.8750"),
            List.of("mean squared error", "4.00000"),
            List.of("its root", "2.00000"),
            List.of("mean absolute error", "1.50000"),
            List.of("loss", "0.5000 (mse)"));
    report.confused(result);
    assertThat(out.size()).isZero();
  }

  @Test
  void numbers_and_classes_are_written_as_the_schemas_say() {
    Dataset numbers =
        Dataset.of(
            "mnist",
            Tensor.of(new double[][] {{1}, {2}}),
            Tensor.of(new double[][] {{1}, {3}}),
            List.of());
    var net = Mlp.of("1-1", Activation.RELU, Rng.seed(1));
    Evaluation regression = Evaluation.detailed(net, Losses.mse(), numbers);
    Schemas.check(
        "evaluate",
        EvaluateVerb.json(Path.of("model"), numbers, Losses.mse(), regression).toText());
    var epoch = new TrainingEvent.EpochEnded(new EpochReport(1, 0, regression, 0, 1, 1));
    String line = EventJson.of(epoch, Instant.EPOCH, Optional.empty()).orElseThrow().toText();
    assertThat(line).contains("\"test_r2\":", "\"test_mse\":", "\"test_mae\":");
    Schemas.check("train", line);
    assertThat(Schemas.faults("train", line.replace("\"test_r2\"", "\"r2\""))).isNotEmpty();
  }
}
