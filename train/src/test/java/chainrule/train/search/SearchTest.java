// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.StateException;
import chainrule.formats.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies, the log, and searches that go on. */
class SearchTest {

  private static final SearchSpace SPACE = SearchSpace.parse("lr=1e-3..1:log:4,hidden=8|16|32");
  private static final Json.JsonObject WITH = Json.object().with("data", "x");

  @TempDir private Path folder;

  /** Best where lr is 0.1; more epochs are better. */
  private static Outcome bowl(SequencedMap<String, String> options, int epochs) {
    double off = StrictMath.log10(Double.parseDouble(options.get("lr"))) + 1;
    double score = 1 - off * off - 1.0 / epochs + Double.parseDouble(options.get("hidden")) * 1e-6;
    return new Outcome(score, -score, 0.5, "0".repeat(64));
  }

  private static SearchPlan plan(Strategy strategy, int trials, int epochs) {
    return new SearchPlan(SPACE, strategy, trials, epochs, 1);
  }

  @Test
  void random_candidates_depend_on_seed_and_trial_alone() {
    var ten = plan(Strategy.RANDOM, 10, 3).candidates();
    assertThat(plan(Strategy.RANDOM, 20, 5).candidates().subList(0, 10)).isEqualTo(ten);
    assertThat(new HashSet<>(ten)).hasSize(10);
    assertThat(new SearchPlan(SPACE, Strategy.RANDOM, 10, 3, 2).candidates()).isNotEqualTo(ten);
    assertThat(plan(Strategy.HALVING, 10, 3).candidates()).isEqualTo(ten);
  }

  @Test
  void no_candidate_is_drawn_twice_and_few_are_all_tried() {
    var space = SearchSpace.parse("a=1|2|3,b=x|y|z");
    var eight = new SearchPlan(space, Strategy.RANDOM, 8, 1, 1).candidates();
    assertThat(new HashSet<>(eight)).hasSize(8);
    assertThat(new SearchPlan(space, Strategy.RANDOM, 100, 1, 1).candidates()).hasSize(9);
  }

  @Test
  void a_grid_covers_all_combinations_once() {
    var all = plan(Strategy.GRID, 12, 1).candidates();
    assertThat(new HashSet<>(all)).hasSize(12);
    assertThat(all.get(1).toString()).isEqualTo("{lr=0.001, hidden=16}");
    assertThat(all.get(3).toString()).isEqualTo("{lr=0.01, hidden=8}");
    assertThatThrownBy(() -> plan(Strategy.GRID, 11, 1))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("more than 11 combinations");
    var huge = SearchSpace.parse("a=0..1:10000,b=0..1:10000,c=0..1:10000,d=0..1:10000,e=0..1:9999");
    assertThatThrownBy(() -> new SearchPlan(huge, Strategy.GRID, 100, 1, 1))
        .hasMessageContaining("combinations");
  }

  @Test
  void halving_doubles_epochs_and_halves_candidates() {
    var space = SearchSpace.parse("lr=0..1");
    assertThat(rounds(space, 20, 10))
        .containsExactly(new Round(20, 1), new Round(10, 2), new Round(5, 5), new Round(3, 10));
    assertThat(rounds(space, 8, 100))
        .containsExactly(new Round(8, 12), new Round(4, 25), new Round(2, 50), new Round(1, 100));
    assertThat(rounds(space, 5, 1)).containsExactly(new Round(5, 1));
    assertThat(rounds(space, 1, 9)).containsExactly(new Round(1, 9));
    assertThat(new SearchPlan(space, Strategy.RANDOM, 5, 8, 1).rounds())
        .containsExactly(new Round(5, 8));
  }

  private static List<Round> rounds(SearchSpace space, int trials, int epochs) {
    return new SearchPlan(space, Strategy.HALVING, trials, epochs, 1).rounds();
  }

  @Test
  void the_best_of_a_round_go_on() {
    var found = Search.of(plan(Strategy.HALVING, 8, 8), SearchTest::bowl).run();
    assertThat(found.trials()).hasSize(8 + 4 + 2 + 1);
    var first = found.trials().subList(0, 8).stream().sorted(Trial.BEST_FIRST).limit(4);
    var second = found.trials().subList(8, 12).stream();
    assertThat(second.map(Trial::number))
        .containsExactlyInAnyOrderElementsOf(first.map(Trial::number).toList());
    assertThat(found.best()).isEqualTo(found.trials().getLast());
    assertThat(found.best().epochs()).isEqualTo(8);
    assertThat(found.ranked()).hasSize(8);
  }

  @Test
  void the_best_of_a_grid_is_the_best() {
    var found = Search.of(plan(Strategy.GRID, 12, 1), SearchTest::bowl).run();
    assertThat(found.best().options().toString()).isEqualTo("{lr=0.1, hidden=32}");
  }

  @Test
  void what_failed_comes_last_and_is_remembered() {
    Objective half =
        (options, epochs) ->
            options.get("hidden").equals("32") ? Outcome.failed() : bowl(options, epochs);
    var plan = plan(Strategy.GRID, 12, 1);
    var found = Search.of(plan, half).in(new TrialLog(folder), WITH).run();
    assertThat(found.ranked().subList(8, 12)).noneMatch(trial -> trial.outcome().isScored());
    assertThat(found.best().options().get("hidden")).isEqualTo("16");
    assertThat(Search.of(plan, SearchTest::never).in(new TrialLog(folder), WITH).run())
        .isEqualTo(found);
  }

  private static Outcome never(SequencedMap<String, String> options, int epochs) {
    throw new AssertionError("done again: " + options + " " + epochs);
  }

  @Test
  void a_search_cut_anywhere_goes_on_to_the_same_file() throws IOException {
    var plan = plan(Strategy.HALVING, 4, 4);
    var log = new TrialLog(folder.resolve("deep/search"));
    var whole = Search.of(plan, SearchTest::bowl).in(log, WITH).run();
    byte[] bytes = Files.readAllBytes(log.file());
    int head = new String(bytes, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int end = head; end <= bytes.length; end += 13) {
      Files.write(log.file(), Arrays.copyOf(bytes, end));
      long kept =
          new String(bytes, 0, end, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
      List<Integer> done = new ArrayList<>();
      List<Trial> told = new ArrayList<>();
      Objective counting =
          (options, epochs) -> {
            done.add(epochs);
            return bowl(options, epochs);
          };
      assertThat(Search.of(plan, counting).on(told::add).in(log, WITH).run()).isEqualTo(whole);
      assertThat(done).hasSize((int) (whole.trials().size() + 1 - kept));
      assertThat(told).isEqualTo(whole.trials());
      assertThat(Files.readAllBytes(log.file())).isEqualTo(bytes);
    }
  }

  @Test
  void another_search_does_not_go_on_in_the_same_folder() {
    var log = new TrialLog(folder);
    Search.of(plan(Strategy.RANDOM, 3, 1), SearchTest::bowl).in(log, WITH).run();
    for (var other :
        List.of(
            plan(Strategy.RANDOM, 3, 2),
            plan(Strategy.HALVING, 3, 1),
            plan(Strategy.RANDOM, 4, 1))) {
      assertThatThrownBy(() -> Search.of(other, SearchTest::never).in(log, WITH).run())
          .isInstanceOf(StateException.class)
          .hasMessageContaining("another search");
    }
    var same = plan(Strategy.RANDOM, 3, 1);
    assertThatThrownBy(() -> Search.of(same, SearchTest::never).in(log, Json.object()).run())
        .isInstanceOf(StateException.class);
  }

  @Test
  void a_damaged_log_is_an_error_that_names_the_line() throws IOException {
    var log = new TrialLog(folder);
    var plan = plan(Strategy.RANDOM, 3, 1);
    Search.of(plan, SearchTest::bowl).in(log, WITH).run();
    var lines = Files.readAllLines(log.file());
    for (var wrong :
        List.of(
            "",
            "{",
            "[]",
            "{}",
            "{\"v\":2}",
            "{\"v\":1}",
            "\u0000",
            lines.get(2).replace("\"options\":{", "\"options\":["),
            lines.get(2).replace("\"epochs\":1", "\"epochs\":\"x\""))) {
      Files.write(log.file(), List.of(lines.get(0), lines.get(1), wrong));
      assertThatThrownBy(() -> Search.of(plan, SearchTest::bowl).in(log, WITH).run())
          .as(wrong)
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("trials.jsonl: line 3: ");
    }
    for (var wrong :
        List.of(
            lines.get(2).replace("\"trial\":2", "\"trial\":99999999999"),
            lines.get(2).replace("\"trial\":2", "\"trial\":0"),
            lines.get(2).replace("\"trial\":2", "\"trial\":1"))) {
      Files.write(log.file(), List.of(lines.get(0), wrong));
      assertThatThrownBy(() -> Search.of(plan, SearchTest::bowl).in(log, WITH).run())
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("options that it does not have here");
    }
  }

  @Test
  void a_folder_that_cannot_be_is_an_error() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() ->
            Search.of(plan(Strategy.RANDOM, 1, 1), SearchTest::never)
                .in(new TrialLog(file.resolve("in")), WITH)
                .run())
        .isInstanceOf(FileException.class);
  }

  @Test
  void strategies_and_sizes_that_are_not_known_are_errors() {
    assertThat(Strategy.named("halving")).isEqualTo(Strategy.HALVING);
    assertThatThrownBy(() -> Strategy.named("best")).hasMessageContaining("random, grid, halving");
    assertThatThrownBy(() -> plan(Strategy.RANDOM, 0, 1)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> plan(Strategy.RANDOM, 1, 0)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> plan(Strategy.RANDOM, Integer.MAX_VALUE, 1))
        .isInstanceOf(ArgumentException.class);
  }
}
