// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Variant;
import chainrule.error.StateException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchTest {

  private static final Pace SHORT = new Pace(7, 1e-6, 1e-6, 1e-6, 1e9, 1);

  /** Notes the beginning of each of its rounds. */
  private record Noting(String name, List<String> notes, double check) implements Contender {
    @Override
    public void begin() {
      notes.add(name);
    }

    @Override
    public void run() {}

    @Override
    public void repeat(long times) {
      long end = System.nanoTime() + 2000;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void rounds_of_all_contenders_alternate() {
    List<String> notes = new ArrayList<>();
    Trial trial =
        Trial.of("work", new Noting("ours", notes, 1))
            .beside(
                "peer",
                List.of(
                    new Variant("one", new Noting("one", notes, 1)),
                    new Variant("two", new Noting("two", notes, 1))));
    List<Row> rows = new Match(trial, SHORT).play();
    List<String> rounds = notes.subList(notes.size() - 3 * SHORT.rounds(), notes.size());
    for (int i = 0; i < rounds.size(); i += 3) {
      assertThat(rounds.subList(i, i + 3)).containsExactly("ours", "one", "two");
    }
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().rounds()).containsOnlyKeys("ours", "one", "two");
    assertThat(rows.getFirst().rounds().values())
        .allSatisfy(figures -> assertThat(figures).hasSize(7).allMatch(time -> time > 0));
  }

  @Test
  void who_does_something_else_is_found_out() {
    Trial trial =
        Trial.of("work", new Noting("ours", new ArrayList<>(), 1))
            .beside("peer", new Noting("peer", new ArrayList<>(), 1.1));
    assertThatThrownBy(() -> new Match(trial, SHORT).play())
        .isInstanceOf(StateException.class)
        .hasMessageContaining("work: ours gives 1.0, peer gives 1.1");
  }

  @Test
  void not_a_number_agrees_with_nothing() {
    Trial trial =
        Trial.of("work", new Noting("ours", new ArrayList<>(), Double.NaN))
            .beside("peer", new Noting("peer", new ArrayList<>(), Double.NaN));
    assertThatThrownBy(() -> new Match(trial, SHORT).play()).isInstanceOf(StateException.class);
  }

  @Test
  void every_way_of_ours_has_a_row_beside_each_peer_and_the_bar() {
    List<String> notes = new ArrayList<>();
    Trial trial =
        Trial.of(
                "step",
                List.of(
                    new Variant("compiled", new Noting("a", notes, 1)),
                    new Variant("eager", new Noting("b", notes, 1))))
            .beside("peer", new Noting("c", notes, 1))
            .beside("absent", List.of())
            .withBar(12);
    assertThat(new Match(trial, SHORT).play())
        .extracting(row -> row.work() + " " + row.peer())
        .containsExactly(
            "step compiled peer", "step compiled bar", "step eager peer", "step eager bar");
  }
}
