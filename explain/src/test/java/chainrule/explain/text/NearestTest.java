// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> VERBS =
      List.of("train", "evaluate", "predict", "summary", "data", "doctor", "version");

  @Test
  void a_distance_counts_letters_put_in_left_out_replaced_and_swapped() {
    assertThat(Nearest.distance("", "")).isZero();
    assertThat(Nearest.distance("abc", "")).isEqualTo(3);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("abc", "abc")).isZero();
    assertThat(Nearest.distance("abc", "abxc")).isOne();
    assertThat(Nearest.distance("abc", "ac")).isOne();
    assertThat(Nearest.distance("abc", "axc")).isOne();
    assertThat(Nearest.distance("abc", "acb")).isOne();
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void the_nearest_word_is_found_whatever_its_case() {
    assertThat(Nearest.to("trian", VERBS)).contains("train");
    assertThat(Nearest.to("TRAIN", VERBS)).contains("train");
    assertThat(Nearest.to("evalute", VERBS)).contains("evaluate");
    assertThat(Nearest.to("sumary", VERBS)).contains("summary");
    assertThat(Nearest.to("crossentropy", List.of("mse", "crossEntropy"))).contains("crossEntropy");
  }

  @Test
  void what_is_like_nothing_has_no_nearest() {
    assertThat(Nearest.to("zebra", VERBS)).isEmpty();
    assertThat(Nearest.to("", VERBS)).isEmpty();
    assertThat(Nearest.to("--x", List.of("--lang", "--json"))).isEmpty();
    assertThat(Nearest.to("train", List.of())).isEmpty();
  }
}
