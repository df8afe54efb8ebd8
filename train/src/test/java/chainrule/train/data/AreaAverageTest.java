// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaAverageTest {
  private static Picture picture(ColorMode channels, int height, int width, float... values) {
    return new Picture(channels, new Picture.Size(width, height), values);
  }

  private static float[] resized(Picture picture, int height, int width) {
    return picture.resized(new Picture.Size(width, height)).values();
  }

  @Test
  void half_as_wide_and_high_takes_means_of_four() {
    Picture picture = picture(ColorMode.GRAY, 2, 4, 1, 0, 0, 0, 1, 0, 1, 0.5f);
    assertThat(resized(picture, 1, 2)).containsExactly(0.5f, 0.375f);
  }

  @Test
  void parts_of_pixels_count_by_their_share() {
    // A new pixel is 1.5 old ones wide.
    assertThat(resized(picture(ColorMode.GRAY, 1, 3, 0, 0.75f, 0.75f), 1, 2))
        .containsExactly(0.25f, 0.75f);
    assertThat(resized(picture(ColorMode.GRAY, 3, 1, 0, 0.75f, 0.75f), 2, 1))
        .containsExactly(0.25f, 0.75f);
    // 2 of 5: shares 2, 2, 1 and 1, 2, 2 of fifths.
    assertThat(resized(picture(ColorMode.GRAY, 1, 5, 1, 0, 0.5f, 0, 1), 1, 2))
        .containsExactly(0.5f, 0.5f);
  }

  @Test
  void larger_pictures_repeat_pixels_and_mix_at_their_borders() {
    assertThat(resized(picture(ColorMode.GRAY, 1, 2, 0, 1), 1, 4)).containsExactly(0, 0, 1, 1);
    assertThat(resized(picture(ColorMode.GRAY, 1, 2, 0, 1), 2, 3))
        .containsExactly(0, 0.5f, 1, 0, 0.5f, 1);
  }

  @Test
  void channels_stay_apart() {
    Picture picture = picture(ColorMode.RGB, 1, 2, 0, 1, 0.25f, 0.75f, 1, 1);
    assertThat(resized(picture, 1, 1)).containsExactly(0.5f, 0.5f, 1);
  }

  @Test
  void the_same_size_is_the_same_picture() {
    Picture picture = picture(ColorMode.GRAY, 1, 2, 0.1f, 0.9f);
    assertThat(picture.resized(new Picture.Size(2, 1))).isSameAs(picture);
  }

  @Test
  void whatever_the_sizes_the_mean_stays_and_nothing_leaves_the_range() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int height = 1 + random.nextInt(20);
      int width = 1 + random.nextInt(20);
      float[] values = new float[height * width];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(5) == 0 ? 1 : random.nextFloat();
      }
      float[] other =
          resized(
              picture(ColorMode.GRAY, height, width, values),
              1 + random.nextInt(40),
              1 + random.nextInt(40));
      assertThat(mean(other))
          .as("seed %d", seed)
          .isCloseTo(mean(values), org.assertj.core.api.Assertions.within(1e-6));
      for (float value : other) {
        assertThat(value).as("seed %d", seed).isBetween(0f, 1f);
      }
    }
  }

  private static double mean(float... values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
