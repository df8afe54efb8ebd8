// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of spaces, and what is drawn from them. */
class SearchSpaceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lr=0.0001..0.1:log",
        "hidden=16|32-32|64",
        "batch=16..256:log:int:5",
        "lr=-3..2.5,keep-best=true|false,momentum=0..0.9:3",
        "optimizer=adam"
      })
  void a_space_is_read_and_written(String text) {
    assertThat(SearchSpace.parse(text).text()).isEqualTo(text);
  }

  @Test
  void blanks_and_powers_of_ten_do_not_matter() {
    assertThat(SearchSpace.parse(" lr = 1e-4..+1E-1:log , hidden= 16|32 ").text())
        .isEqualTo("lr=0.0001..0.1:log,hidden=16|32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "lr",
        "lr=",
        "=1",
        "--lr=1..2",
        "Lr=1..2",
        "lr=1..2,",
        "lr=1..2,lr=3..4",
        "lr=2..1",
        "lr=1..1",
        "lr=..",
        "lr=1..",
        "lr=..1",
        "lr=1...2",
        "lr=1..2..3",
        "lr=a..b",
        "lr=0x1..2",
        "lr=1d..2d",
        "lr=NaN..1",
        "lr=0..Infinity",
        "lr=0..1e999",
        "lr=-1e999..1",
        "lr=0..1:log",
        "lr=-1..1:log",
        "lr=1..2:lin",
        "lr=1..2:",
        "lr=1..2:log:log",
        "lr=1..2:3:4",
        "lr=1..2:1",
        "lr=1..2:99999999",
        "lr=1..2:999999999999",
        "lr=1..2:-3",
        "lr=5:1..2",
        "batch=1..2.5:int",
        "batch=0..1e17:int",
        "hidden=16||32",
        "hidden=|",
        "hidden=16|16",
        "hidden=16=32",
        "hidden=16 32",
        "h\u0000=1|2",
        "lr=1..2\n" + "x"
      })
  void what_is_no_space_is_an_error_that_says_what_is_needed(String text) {
    assertThatThrownBy(() -> SearchSpace.parse(text))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("space: ");
  }

  @Test
  void a_space_is_neither_long_nor_wide_without_end() {
    for (var text : List.of("a".repeat(100_000), "a=" + "1|".repeat(20_000), many(65))) {
      assertThatThrownBy(() -> SearchSpace.parse(text)).isInstanceOf(ArgumentException.class);
    }
    assertThat(SearchSpace.parse(many(64)).names()).hasSize(64);
  }

  private static String many(int count) {
    var text = new StringBuilder("x0=1|2");
    for (int i = 1; i < count; i++) {
      text.append(",x").append(i).append("=1|2");
    }
    return text.toString();
  }

  @Test
  void what_is_drawn_lies_in_its_range_and_fills_it() {
    var space = SearchSpace.parse("a=1e-4..1e-1:log,b=-1..3,c=1..3:int,d=1..1000:int:log,e=x|y");
    int small = 0;
    Set<String> wholes = new TreeSet<>();
    Set<String> choices = new TreeSet<>();
    for (int i = 0; i < 1000; i++) {
      var drawn = space.draw(Rng.seed(7).child(i));
      assertThat(drawn.sequencedKeySet()).containsExactly("a", "b", "c", "d", "e");
      assertThat(Double.parseDouble(drawn.get("a"))).isBetween(1e-4, 1e-1);
      assertThat(Double.parseDouble(drawn.get("b"))).isBetween(-1.0, 3.0);
      assertThat(Integer.parseInt(drawn.get("d"))).isBetween(1, 1000);
      small += Double.parseDouble(drawn.get("a")) < 1e-3 ? 1 : 0;
      wholes.add(drawn.get("c"));
      choices.add(drawn.get("e"));
    }
    assertThat(small).as("a third of the orders of magnitude").isBetween(280, 390);
    assertThat(wholes).containsExactly("1", "2", "3");
    assertThat(choices).containsExactly("x", "y");
  }

  @Test
  void the_points_of_a_range_are_even_and_hold_its_ends() {
    assertThat(points("a=0..1:5")).containsExactly("0", "0.25", "0.5", "0.75", "1");
    assertThat(points("a=1e-4..1e-1:log:4")).containsExactly("0.0001", "0.001", "0.01", "0.1");
    assertThat(points("a=16..256:log:int:5")).containsExactly("16", "32", "64", "128", "256");
    assertThat(points("a=1..3:int:9")).containsExactly("1", "2", "3");
    assertThatThrownBy(() -> points("a=0..1")).hasMessageContaining("a=0..1:5");
  }

  private static List<String> points(String text) {
    return SearchSpace.parse(text).dimensions().getFirst().points();
  }
}
