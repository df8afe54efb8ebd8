// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitImageTest {
  @BeforeAll
  static void say_if_the_real_set_is_absent() {
    RealMnist.announce(DigitImageTest.class, 1);
  }

  @Test
  void mnist_has_this_form_already() {
    Mnist mnist = Mnist.load(RealMnist.folder());
    int unchanged = 0;
    for (int i = 0; i < 1000; i++) {
      float[] pixels = new float[DigitImage.PIXELS];
      float highest = 0;
      for (int pixel = 0; pixel < pixels.length; pixel++) {
        pixels[pixel] = (mnist.train().pixels()[i * pixels.length + pixel] & 0xff) / 255f;
        highest = Math.max(highest, pixels[pixel]);
      }
      float[] image = DigitImage.of(new GrayImage(28, 28, pixels));
      unchanged += distance(image, pixels) <= 1 - highest + 1e-6 ? 1 : 0;
    }
    assertThat(unchanged).isGreaterThanOrEqualTo(999);
  }

  @Test
  void a_finished_image_comes_back_unchanged() {
    for (int i = 0; i < 50; i++) {
      float[] digit = digit(i);
      assertThat(DigitImage.of(new GrayImage(28, 28, digit))).as("digit %d", i).isEqualTo(digit);
    }
  }

  @Test
  void dark_ink_on_light_paper_is_turned_round() {
    float[] digit = digit(3);
    float[] dark = new float[digit.length];
    for (int i = 0; i < dark.length; i++) {
      dark[i] = 0.9f - 0.7f * digit[i];
    }
    assertThat(distance(DigitImage.of(new GrayImage(28, 28, dark)), digit)).isLessThan(1e-5);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 30, 100})
  void size_and_place_on_the_sheet_do_not_matter(int factor) {
    float[] digit = digit(5);
    int width = 28 * factor + 31;
    int height = 28 * factor + 5;
    float[] sheet = new float[width * height];
    for (int y = 0; y < 28 * factor; y++) {
      for (int x = 0; x < 28 * factor; x++) {
        sheet[(y + 2) * width + x + 29] = digit[y / factor * 28 + x / factor];
      }
    }
    float[] image = DigitImage.of(new GrayImage(width, height, sheet));
    assertThat(distance(image, digit)).isLessThan(factor == 100 ? 0.1 : 1e-5);
  }

  @Test
  void proportions_are_kept() {
    float[] sheet = new float[50 * 50];
    for (int y = 5; y < 45; y++) {
      Arrays.fill(sheet, y * 50 + 20, y * 50 + 30, 1);
    }
    InkBox box = InkBox.around(new GrayImage(28, 28, DigitImage.of(new GrayImage(50, 50, sheet))));
    assertThat(box).isEqualTo(new InkBox(12, 5, 5, 20));
  }

  @Test
  void the_grain_of_paper_and_its_specks_are_dropped() {
    float[] digit = digit(8);
    Rng noise = Rng.seed(1);
    float[] photo = new float[112 * 112];
    for (int y = 0; y < 112; y++) {
      for (int x = 0; x < 112; x++) {
        int at = y * 112 + x;
        photo[at] = 0.8f - 0.6f * digit[y / 4 * 28 + x / 4] + 0.1f * (noise.uniform(at) - 0.5f);
      }
    }
    photo[5 * 112 + 5] = 0.2f;
    photo[108 * 112 + 100] = 0.2f;
    float[] image = DigitImage.of(new GrayImage(112, 112, photo));
    double sum = 0;
    for (int i = 0; i < image.length; i++) {
      sum += Math.abs(image[i] - digit[i]);
    }
    assertThat(sum / image.length).as("mean difference").isLessThan(0.05);
  }

  @Test
  void one_pixel_of_ink_fills_the_box() {
    float[] sheet = new float[15];
    sheet[7] = 0.25f;
    float[] image = DigitImage.of(new GrayImage(5, 3, sheet));
    assertThat(InkBox.around(new GrayImage(28, 28, image))).isEqualTo(new InkBox(5, 5, 20, 20));
  }

  @Test
  void a_long_line_is_as_thin_as_one_pixel() {
    float[] sheet = new float[4000 * 3];
    Arrays.fill(sheet, 4000 + 100, 4000 + 3900, 1);
    float[] image = DigitImage.of(new GrayImage(4000, 3, sheet));
    InkBox box = InkBox.around(new GrayImage(28, 28, image));
    assertThat(box.width()).isEqualTo(20);
    assertThat(box.height()).isEqualTo(1);
  }

  @Test
  void blank_paper_is_refused() {
    float[] gray = new float[12];
    Arrays.fill(gray, 0.4f);
    assertThatThrownBy(() -> DigitImage.of(new GrayImage(4, 3, gray)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("all pixels are alike");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void a_pixel_that_is_no_number_is_refused(float pixel) {
    assertThatThrownBy(() -> DigitImage.of(new GrayImage(2, 1, new float[] {0, pixel})))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("a pixel is " + pixel);
  }

  @Test
  void scaling_keeps_the_mean() {
    float[] values = new float[7 * 11];
    Rng.seed(2).uniform(values, 0, values.length, 0);
    GrayImage picture = new GrayImage(7, 11, values);
    float[] scaled = new InkBox(0, 0, 7, 11).resample(picture, 3, 20);
    assertThat(mean(scaled)).isCloseTo(mean(values), within(1e-6));
  }

  private static float[] digit(int i) {
    float[] image = new float[DigitImage.PIXELS];
    new DigitWriter().write(Rng.seed(4).child(i), i % 10, image);
    return image;
  }

  private static double distance(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
