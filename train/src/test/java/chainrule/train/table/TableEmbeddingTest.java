// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Shape;
import chainrule.formats.Json;
import chainrule.formats.Model;
import chainrule.formats.Models;
import chainrule.nn.ColumnEmbedding;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Parameters;
import chainrule.nn.Sequential;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import chainrule.train.Evaluation;
import chainrule.train.Run;
import chainrule.train.Trainer;
import chainrule.train.data.Split;
import chainrule.train.diagnosis.Diagnosis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that are looked up in tables, from the file to the answer. */
class TableEmbeddingTest {

  private static final int CITIES = 40;
  private static final int ROWS = 600;

  @TempDir private Path folder;
  private TableData data;

  /** Which cities are warm follows no order of their names. */
  private static boolean isWarm(int city) {
    return Rng.seed(8).child(city).uniform(0) < 0.5;
  }

  @BeforeEach
  void read() throws IOException {
    StringBuilder csv = new StringBuilder("noise,city,other,warm\n");
    for (int i = 0; i < ROWS; i++) {
      int city = i % CITIES;
      csv.append(String.valueOf(Rng.seed(1).child(i).normal(0))).append(",C").append(city);
      csv.append(i % 7 == 0 ? ",a" : i % 7 == 1 ? "," : ",b").append(isWarm(city) ? ",yes" : ",no");
      csv.append('\n');
    }
    Path file = Files.writeString(folder.resolve("t.csv"), csv);
    TableOptions options =
        TableOptions.of("warm").withEmbedded(EmbeddedColumns.parse("city:2,other:1"));
    data = TableData.of(Table.read(file, options), 0.25, Rng.seed(1));
  }

  private Sequential network() {
    ColumnEmbedding tables = data.transformation().embedding(Rng.seed(2)).orElseThrow();
    return Sequential.of(tables, Linear.of(tables.out(), 2, Rng.seed(3)));
  }

  private Trainer trainer(Layer network) {
    return Trainer.of(network, TableDefaults.loss(data.task()))
        .optimizer(Adam.rate(0.03))
        .epochs(15)
        .batch(30)
        .seed(4);
  }

  private double accuracy(Layer network) {
    return trainer(network).fit(data.train(), data.test()).test().score();
  }

  @Test
  void what_a_category_means_is_learned_as_its_number_alone_cannot_be() {
    assertThat(accuracy(network())).isEqualTo(1);
    Linear plain = Linear.of(data.inputs(), 2, Rng.seed(3));
    assertThat(accuracy(plain)).isLessThan(0.75);
  }

  @Test
  void rows_hold_places_and_the_network_begins_with_tables() {
    Transformation transformation = data.transformation();
    assertThat(transformation.labels()).containsExactly("noise", "city", "other");
    assertThat(data.inputs()).isEqualTo(3);
    assertThat(transformation.features()).isEqualTo(4);
    ColumnEmbedding tables = transformation.embedding(Rng.seed(2)).orElseThrow();
    assertThat(tables.columns()).containsExactly(1L, 2L);
    assertThat(tables.out()).isEqualTo(4);
    assertThat(tables.tables().getFirst().count()).isEqualTo(CITIES + 1);
    assertThat(tables.tables().getLast().count()).as("a, b, missing, unmet").isEqualTo(4);
    Layer usual = TableDefaults.of(data).network(data, Rng.seed(1));
    assertThat(Parameters.of(usual).all().sequencedKeySet())
        .startsWith("0.tables.0.weight", "0.tables.1.weight", "1.weight");
    assertThat(usual.apply(data.test().all().inputs()).size(1)).isEqualTo(2);
  }

  private static Tensor tensor(float... row) {
    return Tensor.of(Shape.of(1, row.length), row);
  }

  private static float[] row(Transformation transformation, String city, String other) {
    return transformation.row(Map.of("noise", "0", "city", city, "other", other));
  }

  @Test
  void what_was_not_met_in_training_stands_for_zeros() {
    Transformation fitted = data.transformation();
    assertThat(row(fitted, "C0", "a")).endsWith(0, 0);
    assertThat(row(fitted, " C10 ", "b")).as("after C1").endsWith(2, 1);
    assertThat(row(fitted, "Rome", "c")).endsWith(CITIES, 3);
    assertThat(row(fitted, "NA", "")).as("gaps: never, and met").endsWith(CITIES, 2);
    Sequential network = network();
    accuracy(network);
    Layer tables = network.layers().getFirst();
    assertThat(tables.apply(tensor(row(fitted, "Rome", "c"))).toDoubles()).endsWith(0, 0, 0);
    assertThat(tables.apply(tensor(row(fitted, "Rome", ""))).toDoubles()[3]).isNotZero();
  }

  @Test
  void model_and_transformation_come_back_as_they_were() throws IOException {
    Sequential network = network();
    accuracy(network);
    Path file = folder.resolve("model.safetensors");
    Models.save(network, data.info(), file);
    Model loaded = Models.load(file);
    String json = data.transformation().toJson().toText();
    assertThat(json).contains("\"kind\":\"embedded\",\"of\":\"categorical\"", "\"size\":2}");
    assertThat(Transformation.of(Json.parse(json).asObject()).toJson().toText()).isEqualTo(json);
    assertThat(loaded.info().input().toText()).isEqualTo(json);
    assertThat(Parameters.of(loaded).sha256()).isEqualTo(Parameters.of(network).sha256());
    Path asked =
        Files.writeString(
            folder.resolve("asked.csv"), "other,city,noise\nz,C3,0\nb,Rome,1\n,,0\n,C29,-1\n");
    Path answers = folder.resolve("answers.csv");
    assertThat(TablePredictions.of(loaded).write(asked, answers)).isEqualTo(4);
    List<String> lines = Files.readAllLines(answers);
    assertThat(lines.get(1)).startsWith("z,C3,0," + (isWarm(3) ? "yes" : "no") + ",");
    assertThat(lines.get(4)).startsWith(",C29,-1," + (isWarm(29) ? "yes" : "no") + ",");
    float[] one = row(data.transformation(), "C3", "a");
    assertThat(loaded.predictor().predict(one))
        .containsExactly(network.apply(tensor(one)).toFloats());
  }

  @Test
  void the_same_bits_come_out_whoever_reads_and_computes() {
    String judge =
        trainer(network()).epochs(3).loaders(0).fit(data.train(), data.test()).weightsSha256();
    for (int team : new int[] {1, 2, 8}) {
      for (int loaders : new int[] {1, 4}) {
        Run run =
            Context.current()
                .withWorkers(Workers.of(team))
                .call(() ->
                    trainer(network()).epochs(3).loaders(loaders).fit(data.train(), data.test()));
        assertThat(run.weightsSha256()).as("%s, %s", team, loaders).isEqualTo(judge);
      }
    }
  }

  @Test
  void the_size_of_a_place_is_no_mistake_of_scale() {
    assertThat(Diagnosis.ofData(data.train(), network())).isEmpty();
    assertThat(Diagnosis.ofData(data.train(), Linear.of(3, 2, Rng.seed(1))))
        .anySatisfy(finding -> assertThat(finding.code()).contains("scale"));
  }

  @Test
  void a_wild_value_that_is_held_back_changes_nothing_that_is_learned_from() throws IOException {
    TableData tame = held("");
    for (String wild : List.of("1e30,C1,b,7", ",C1,b,7", "0,Rome,b,7", "0,,,7", "0,C1,b,1e30")) {
      TableData other = held(wild);
      assertThat(other.train().all().inputs().toDoubles())
          .as(wild)
          .containsExactly(tame.train().all().inputs().toDoubles());
      assertThat(other.train().all().targets().toDoubles())
          .containsExactly(tame.train().all().targets().toDoubles());
      assertThat(other.transformation().toJson()).isEqualTo(tame.transformation().toJson());
    }
  }

  /** Numbers to be learned, the last row held back for validation and that before it to test. */
  private TableData held(String last) throws IOException {
    StringBuilder csv = new StringBuilder("noise,city,other,y\n");
    for (int i = 0; i < 60; i++) {
      csv.append(i * i % 13 + 0.5).append(",C").append(i % 4).append(i % 3 == 0 ? ",a," : ",b,");
      csv.append(i % 23 + 0.25).append('\n');
    }
    csv.append(last.isEmpty() ? "1.5,C1,b,7" : last).append('\n');
    Path file = Files.writeString(folder.resolve("h.csv"), csv);
    TableOptions options =
        TableOptions.of("y").withEmbedded(EmbeddedColumns.of("city")).withDelimiter(',');
    Table table = Table.read(file, options.withCategorical(List.of("other")));
    int[] train = IntStream.range(0, 59).toArray();
    TableData fitted = TableData.of(table, new Split(train, new int[] {59}));
    assertThat(fitted.rows(table, 60).count()).isEqualTo(1);
    assertThat(fitted.rows(table, 59).all().inputs().toDoubles())
        .containsExactly(fitted.test().all().inputs().toDoubles());
    return fitted;
  }

  @Test
  void the_passengers_are_learned_with_embedded_columns() {
    Table table =
        Table.read(
            RealTables.file("titanic.csv"),
            TableOptions.of("Survived").withEmbedded(EmbeddedColumns.ofAll()));
    Split split = TableData.folds(table, 5, Rng.seed(1)).getFirst();
    TableData fold = TableData.of(table, split);
    TableDefaults defaults = TableDefaults.of(fold);
    Evaluation test =
        defaults
            .trainer(defaults.network(fold, Rng.seed(1)), fold.task())
            .fit(fold.train(), fold.test())
            .test();
    assertThat(test.score()).isGreaterThan(0.76);
  }
}
