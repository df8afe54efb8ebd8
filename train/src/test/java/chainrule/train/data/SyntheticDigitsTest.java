// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import chainrule.error.LimitException;
import chainrule.random.Rng;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SyntheticDigitsTest {
  private static final Rng RNG = Rng.seed(7).child("train");

  @Test
  void a_key_has_recorded_bits() throws NoSuchAlgorithmException {
    LabeledImages digits = SyntheticDigits.generate(RNG, 1000);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(digits.pixels());
    digest.update(digits.labels());
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("1e1594b03eba894053ca9ab1d311d6015584e0b2f4159ae2f05f8c62b5291146");
  }

  @Test
  void a_digit_alone_is_the_digit_in_bulk() {
    LabeledImages digits = SyntheticDigits.generate(RNG, 350);
    for (int i : new int[] {349, 0, 100, 99, 201}) {
      float[] image = new float[DigitImage.PIXELS];
      new DigitWriter().write(SyntheticDigits.key(RNG, i), digits.labels()[i], image);
      assertThat(bytes(image)).as("digit %d", i).isEqualTo(image(digits, i));
    }
    LabeledImages fewer = SyntheticDigits.generate(RNG, 123);
    assertThat(fewer.pixels()).isEqualTo(Arrays.copyOf(digits.pixels(), 123 * DigitImage.PIXELS));
    assertThat(fewer.labels()).isEqualTo(Arrays.copyOf(digits.labels(), 123));
  }

  @Test
  void one_thread_and_three_write_the_same() {
    assertThat(by(1)).isEqualTo(by(3));
  }

  private static ByteBuffer by(int threads) {
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return ByteBuffer.wrap(pool.submit(() -> SyntheticDigits.generate(RNG, 500).pixels()).join());
    }
  }

  @Test
  void every_ten_in_a_row_are_the_ten_classes() {
    byte[] labels = SyntheticDigits.generate(RNG, 500).labels();
    Set<String> orders = new HashSet<>();
    for (int first = 0; first < labels.length; first += 10) {
      byte[] ten = Arrays.copyOfRange(labels, first, first + 10);
      orders.add(Arrays.toString(ten));
      Arrays.sort(ten);
      assertThat(ten).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
    assertThat(orders).as("orders of fifty tens").hasSizeGreaterThan(45);
  }

  @Test
  void other_keys_and_indexes_write_other_digits() {
    Set<ByteBuffer> seen = new HashSet<>();
    for (Rng rng : new Rng[] {RNG, Rng.seed(7).child("test"), Rng.seed(8).child("train")}) {
      LabeledImages digits = SyntheticDigits.generate(rng, 300);
      for (int i = 0; i < digits.count(); i++) {
        assertThat(seen.add(ByteBuffer.wrap(image(digits, i)))).as("%s digit %d", rng, i).isTrue();
      }
    }
  }

  @Test
  void ink_fills_a_box_of_twenty_about_its_center_of_mass() {
    DigitWriter writer = new DigitWriter();
    float[] image = new float[DigitImage.PIXELS];
    for (int i = 0; i < 2000; i++) {
      int digit = i % 10;
      writer.write(SyntheticDigits.key(RNG, i), digit, image);
      String which = "digit " + i + ", a " + digit;
      float lowest = 0;
      float highest = 0;
      double sum = 0;
      double sumX = 0;
      double sumY = 0;
      for (int pixel = 0; pixel < image.length; pixel++) {
        lowest = Math.min(lowest, image[pixel]);
        highest = Math.max(highest, image[pixel]);
        sum += image[pixel];
        sumX += image[pixel] * (pixel % 28);
        sumY += image[pixel] * (pixel / 28);
      }
      assertThat(lowest).as(which).isZero();
      assertThat(highest).as(which).isEqualTo(1f);
      assertThat(sum / image.length).as("mean ink of " + which).isBetween(0.015, 0.5);
      assertThat(sumX / sum).as("column of " + which).isBetween(13.499, 14.501);
      assertThat(sumY / sum).as("row of " + which).isBetween(13.499, 14.501);
      InkBox box = InkBox.around(new GrayImage(28, 28, image));
      assertThat(Math.max(box.width(), box.height())).as(which).isEqualTo(20);
    }
  }

  @Test
  void no_digit_at_all_is_an_empty_set() {
    assertThat(SyntheticDigits.generate(RNG, 0).count()).isZero();
  }

  @Test
  void counts_below_zero_or_beyond_one_array_are_refused() {
    assertThatThrownBy(() -> SyntheticDigits.generate(RNG, -1))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("count is -1");
    assertThatThrownBy(() -> SyntheticDigits.generate(RNG, 3_000_000))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("count is 3000000");
  }

  private static byte[] image(LabeledImages digits, int i) {
    return Arrays.copyOfRange(digits.pixels(), i * DigitImage.PIXELS, (i + 1) * DigitImage.PIXELS);
  }

  private static byte[] bytes(float[] image) {
    byte[] bytes = new byte[image.length];
    for (int i = 0; i < image.length; i++) {
      bytes[i] = (byte) Math.round(image[i] * 255);
    }
    return bytes;
  }
}
