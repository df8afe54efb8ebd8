// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.FormatException;
import chainrule.formats.Model;
import chainrule.formats.ModelInfo;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.Evaluation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablePredictionsTest {

  @TempDir private Path folder;
  private Path file;
  private Model model;
  private TableData data;

  @BeforeEach
  void train() throws IOException {
    file = Files.writeString(folder.resolve("twin.csv"), PassengerTwin.csv(300, Rng.seed(2)));
    data = TableData.of(Table.read(file, TableOptions.of("Saved")), 0.2, Rng.seed(1));
    Mlp net = Mlp.of(data.inputs() + "-8-2", Activation.RELU, Rng.seed(1));
    TableDefaults.of(data).trainer(net, data.task()).epochs(3).fit(data.train(), data.test());
    model = new Model(net, data.info());
  }

  private String predicted(Path csv) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TablePredictions.of(model).write(csv, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void columns_are_added_and_the_others_kept_as_they_are() throws IOException {
    String text = predicted(file);
    List<String> before = Files.readString(file).lines().toList();
    List<String> after = text.lines().toList();
    assertThat(after).hasSameSizeAs(before);
    assertThat(after.getFirst()).isEqualTo(before.getFirst() + ",prediction,p(0),p(1)");
    assertThat(text).contains("\r\n");
    for (int i = 1; i < before.size(); i++) {
      assertThat(after.get(i)).startsWith(before.get(i) + ",");
      String[] cells = after.get(i).substring(before.get(i).length() + 1).split(",", -1);
      double first = Double.parseDouble(cells[1]);
      double second = Double.parseDouble(cells[2]);
      assertThat(first + second).isBetween(0.999999, 1.000001);
      assertThat(cells[0]).isEqualTo(second > first ? "1" : "0");
    }
  }

  @Test
  void order_of_columns_and_batches_do_not_matter() throws IOException {
    StringBuilder turned = new StringBuilder("Port|Cabin|Fare|Age|Sex|Class|More\n");
    for (int i = 0; i < 2100; i++) {
      turned.append("S|B7|31.5|22|female|1|x\n");
    }
    Path other = Files.writeString(folder.resolve("other.csv"), turned);
    List<String> lines = predicted(other).lines().toList();
    assertThat(lines).hasSize(2101);
    assertThat(lines.stream().skip(1).distinct()).hasSize(1);
    assertThat(lines.getFirst()).endsWith("|More|prediction|p(0)|p(1)");
  }

  @Test
  void a_measured_file_gives_the_share_of_right_predictions() throws IOException {
    Evaluation measured =
        Evaluation.of(
            model,
            TableDefaults.loss(TableTask.CLASS),
            data.transformation().read(file, model.info().classes()));
    long right =
        predicted(file)
            .lines()
            .skip(1)
            .filter(line -> {
              String[] cells = line.split(",", -1);
              return cells[1].equals(cells[cells.length - 3]);
            })
            .count();
    assertThat(measured.count()).isEqualTo(300);
    assertThat(measured.accuracy()).isEqualTo(right / 300.0);
  }

  @Test
  void a_bad_row_is_named_and_nothing_is_written() throws IOException {
    String text = Files.readString(file);
    int line = 250;
    String bad = text.lines().toList().get(line - 1);
    for (String worse : List.of(bad + ",1", bad.substring(bad.indexOf(',') + 1), "x")) {
      Path broken = Files.writeString(folder.resolve("broken.csv"), text.replace(bad, worse));
      Path target = Files.writeString(folder.resolve("answers.csv"), "old");
      assertThatThrownBy(() -> TablePredictions.of(model).write(broken, target))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("broken.csv: line " + line + " has ");
      assertThat(target).hasContent("old");
    }
    assertThat(folder.toFile().list()).hasSize(3);
  }

  @Test
  void a_stream_ends_after_the_last_row_before_the_bad_one() throws IOException {
    String good = predicted(file);
    List<String> rows = Files.readString(file).lines().toList();
    for (int line : new int[] {2, 250, 301}) {
      List<String> broken = new ArrayList<>(rows);
      broken.set(line - 1, "x");
      Path bad = Files.writeString(folder.resolve("bad.csv"), String.join("\r\n", broken));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThatThrownBy(() -> TablePredictions.of(model).write(bad, out))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("bad.csv: line " + line + " has ");
      assertThat(out.toString(StandardCharsets.UTF_8).lines())
          .containsExactlyElementsOf(good.lines().limit(line - 1).toList());
    }
  }

  @Test
  void a_cell_that_is_no_number_is_named_with_line_and_column() throws IOException {
    Path broken =
        Files.writeString(
            folder.resolve("b.csv"),
            "Port,Cabin,Fare,Age,Sex,Class\nS,,1,2,male,1\nS,,1,two,male,1\n");
    assertThatThrownBy(() -> predicted(broken))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("b.csv: line 3: column \"Age\": \"two\" is no number");
  }

  @Test
  void missing_columns_are_named_all_at_once() throws IOException {
    Path broken = Files.writeString(folder.resolve("b.csv"), "Port,Cabin,Fare,age,Class\n");
    assertThatThrownBy(() -> predicted(broken))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("columns the model needs are not there: \"Sex\", \"Age\"");
  }

  @Test
  void a_file_that_has_a_prediction_already_is_refused() throws IOException {
    Path again = folder.resolve("again.csv");
    assertThat(TablePredictions.of(model).write(file, again)).isEqualTo(300);
    assertThatThrownBy(() -> predicted(again))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("there is a column \"prediction\" already");
  }

  @Test
  void a_model_of_something_else_is_refused() {
    Model other = new Model(model.network(), ModelInfo.empty());
    assertThatThrownBy(() -> TablePredictions.of(other))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("does not say how rows");
  }
}
