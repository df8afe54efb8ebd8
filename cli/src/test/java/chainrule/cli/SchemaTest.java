// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.Language;
import chainrule.formats.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verb prints what its published schema says, one object a line. */
class SchemaTest {

  @TempDir private static Path folder;

  private static String trained;

  @BeforeAll
  static void train() throws IOException {
    TinyMnist.in(folder.resolve("data"));
    trained = run("train", "--epochs", "2", "--net", "784-10", "--runs", runs(), "--data", data());
  }

  @Test
  void every_verb_with_json_has_a_schema_and_every_schema_a_verb() throws IOException {
    var verbs =
        Shell.piped()
            .program()
            .root(Messages.of(Language.ENGLISH))
            .getSubcommands()
            .values()
            .stream()
            .filter(verb -> verb.getCommandSpec().findOption("--json") != null)
            .map(verb -> verb.getCommandName())
            .toList();
    try (var files = Files.list(Schemas.file("train").getParent())) {
      var names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .map(name -> name.replace(".schema.json", ""))
              .toList();
      assertThat(names).containsAll(verbs).contains("run", "graph", "plan");
      assertThat(names)
          .isSubsetOf(Stream.concat(verbs.stream(), Stream.of("run", "graph", "plan")).toList());
    }
  }

  @Test
  void training_prints_the_lines_of_its_record() throws IOException {
    Schemas.check("train", trained);
    assertThat(trained.lines().map(line -> Json.parse(line).asObject().text("event")))
        .containsExactly("start", "stats", "stats", "epoch", "stats", "epoch", "done");
    var record = Path.of(Json.parse(trained.lines().toList().getLast()).asObject().text("run"));
    assertThat(Files.readString(record.resolve("events.jsonl"))).isEqualTo(trained);
    var configuration = Files.readString(record.resolve("run.json"));
    assertThat(Schemas.faults("run", configuration)).as(configuration).isEmpty();
  }

  @Test
  void every_other_verb_prints_what_its_schema_says() {
    Schemas.check("version", run("version"));
    Schemas.check("doctor", run("doctor"));
    Schemas.check("data", run("data"));
    Schemas.check("completion", run("completion", "bash"));
    Schemas.check("jshell", run("jshell"));
    Schemas.check("summary", run("summary", "784-16-16-10"));
    Schemas.check("explain", run("explain", "latest", "--runs", runs(), "--data", data()));
    Schemas.check("graph", run("graph", "x*x+1/y", "x=2", "y=0", "--quiet"));
    Schemas.check(
        "graph",
        run("graph", "sum(tanh(W@x))", "W=[[1,2]]", "x=[[1],[2]]", "--check", "--nudge", "W=0.1"));
    Schemas.check("plan", run("graph", "sum(tanh(W@x))", "W=[[1,2]]", "x=[[1],[2]]", "--plan"));
    Schemas.check("plan", run("train", "--net", "784-10", "--data", data(), "--plan"));
    Schemas.check("gradcheck", run("gradcheck", "relu(W@x)", "W=[[1,2]]", "x=[[0],[0]]"));
    Schemas.check(
        "gradcheck",
        run("gradcheck", "latest", "--elements=3", "--runs", runs(), "--data", data()));
    Schemas.check("summary", run("summary", "latest", "--runs", runs()));
    Schemas.check("find-lr", run("find-lr", "blobs", "--points=60", "--steps=20"));
    Schemas.check("runs", run("runs", "list", "--runs", runs()));
    Schemas.check("runs", run("runs", "show", "latest", "--runs", runs()));
    Schemas.check("train", run("train", "blobs", "--points=60", "--epochs=2", "--folds=2"));
    Schemas.check("evaluate", run("evaluate", "latest", "--runs", runs(), "--data", data()));
    Schemas.check(
        "predict", run("predict", "latest", "--runs", runs(), "--data", data(), "--test-index=7"));
  }

  @Test
  void the_schemas_reject_what_is_wrong() {
    for (var wrong :
        List.of(
            "{\"v\":1,\"event\":\"version\",\"version\":\"1\"}",
            "{\"v\":2,\"event\":\"version\",\"version\":\"1\",\"java\":\"25\"}",
            "{\"v\":1,\"event\":\"version\",\"version\":\"1\",\"java\":\"25\",\"more\":1}")) {
      assertThat(Schemas.faults("version", wrong)).as(wrong).isNotEmpty();
    }
    var done = trained.lines().toList().getLast();
    assertThat(Schemas.faults("train", done.replaceFirst("\"time\":\"[^\"]*", "\"time\":\"noon")))
        .isNotEmpty();
    assertThat(Schemas.faults("run", done)).isNotEmpty();
  }

  private static String run(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--json");
    var outcome = Shell.piped().run(all.toArray(String[]::new));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    return outcome.out();
  }

  private static String runs() {
    return folder.resolve("runs").toString();
  }

  private static String data() {
    return folder.resolve("data").toString();
  }
}
