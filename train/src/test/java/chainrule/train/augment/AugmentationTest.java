// SPDX-License-Identifier: Apache-2.0
package chainrule.train.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.train.augment.Augmentation.Composed;
import chainrule.train.augment.Augmentation.Cutout;
import chainrule.train.augment.Augmentation.Elastic;
import chainrule.train.augment.Augmentation.Flip;
import chainrule.train.augment.Augmentation.Mixup;
import chainrule.train.augment.Augmentation.Noise;
import chainrule.train.augment.Augmentation.Rotate;
import chainrule.train.augment.Augmentation.Scale;
import chainrule.train.augment.Augmentation.Shift;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

  private static final String ALL =
      "shift:2,rotate:10,scale:0.1,elastic:4:34,noise:0.05,flip,cutout:8,mixup:0.2";

  @Test
  void every_augmentation_is_read_from_text() {
    assertThat(Augmentation.parse(ALL).steps())
        .containsExactly(
            new Shift(2),
            new Rotate(10),
            new Scale(0.1),
            new Elastic(4, 34),
            new Noise(0.05),
            new Flip(),
            new Cutout(8),
            new Mixup(0.2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALL,
        "none",
        "shift:0",
        "rotate:0.1",
        "scale:1.0E-7",
        "elastic:0:1.5",
        "noise:1000",
        "flip"
      })
  void what_is_read_is_written_the_same(String text) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      Augmentation read = Augmentation.parse(text);
      assertThat(read.text()).isEqualTo(text);
      assertThat(Augmentation.parse(read.text())).isEqualTo(read);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "shift",
        "shift:",
        "shift:-1",
        "shift:1.5",
        "shift:1:2",
        "shift:10001",
        "Shift:1",
        "shift:99999999999",
        "shift: 1",
        "rotate:181",
        "rotate:-1",
        "rotate:NaN",
        "rotate:1,5",
        "rotate:0x10",
        "rotate:1d",
        "rotate:1e999",
        "scale:0.91",
        "scale:Infinity",
        "elastic:4",
        "elastic:101:1",
        "elastic:4:10001",
        "elastic:4:34:1",
        "noise:1001",
        "noise:.5",
        "flip:1",
        "flip:",
        "cutout:",
        "cutout:-8",
        "mixup:101",
        "mixup:0.2,flip",
        "mixup:1,mixup:1",
        "none,none",
        "none,flip",
        "flip,",
        "shift:\u0661",
        "shift:2;rotate:10"
      })
  void nonsense_is_refused(String text) {
    assertThatThrownBy(() -> Augmentation.parse(text))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("augmentation: ");
  }

  @Test
  void refusals_tell_what_is_needed() {
    assertThatThrownBy(() -> Augmentation.parse("shift:2,turn:3"))
        .hasMessageStartingWith("augmentation: no \"turn:3\"\n  fix: use shift:PIXELS, rotate:");
    assertThatThrownBy(() -> Augmentation.parse("elastic:4"))
        .hasMessageStartingWith("augmentation: \"elastic:4\"; needs elastic:DEVIATION:STRENGTH");
    assertThatThrownBy(() -> Augmentation.parse("rotate:200"))
        .hasMessage("augmentation: rotate: degrees 200; needs 0 to 180");
    assertThatThrownBy(() -> new Noise(Double.NaN)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> Augmentation.parse("x".repeat(1001)))
        .hasMessage("augmentation: 1001 characters; needs at most 1000");
  }

  @Test
  void composed_ones_are_taken_apart() {
    Augmentation two = new Flip().then(new Shift(1));
    assertThat(two.then(new Composed(List.of(new Noise(1), two))).text())
        .isEqualTo("flip,shift:1,noise:1,flip,shift:1");
    assertThat(Augmentation.none().then(new Flip()).steps()).containsExactly(new Flip());
    assertThat(two.mixup()).isEmpty();
    assertThat(two.then(new Mixup(1)).mixup()).contains(new Mixup(1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.2, 0.5, 1, 2, 30})
  void shares_of_a_mixup_follow_a_beta_distribution(double alpha) {
    Mixup mixup = new Mixup(alpha);
    int draws = 20_000;
    double[] moments = new double[5];
    for (int draw = 0; draw < draws; draw++) {
      double share = mixup.share(Rng.seed(5).child(draw).key());
      assertThat(share).isBetween(0.0, 1.0);
      double power = 1;
      for (int order = 0; order < moments.length; order++) {
        moments[order] += power / draws;
        power *= share;
      }
    }
    // E s^n = product over r below n of (alpha + r) / (2 alpha + r).
    double expected = 1;
    for (int order = 1; order < moments.length; order++) {
      expected *= (alpha + order - 1) / (2 * alpha + order - 1);
      assertThat(moments[order]).isCloseTo(expected, within(0.015));
    }
  }

  @Test
  void a_mixup_of_alpha_zero_takes_a_sample_whole() {
    assertThat(new Mixup(0).share(77)).isEqualTo(1);
    double least = new Mixup(Double.MIN_VALUE).share(77);
    assertThat(least == 0 || least == 1).isTrue();
  }

  @Test
  void partners_of_a_mixup_are_all_samples_alike() {
    int[] times = new int[7];
    for (int draw = 0; draw < 7_000; draw++) {
      times[new Mixup(1).partner(Rng.seed(6).child(draw).key(), 7)]++;
    }
    assertThat(Arrays.stream(times)).allMatch(count -> count > 880 && count < 1120);
  }
}
