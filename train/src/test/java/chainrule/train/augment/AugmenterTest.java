// SPDX-License-Identifier: Apache-2.0
package chainrule.train.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.augment.Augmentation.Cutout;
import chainrule.train.augment.Augmentation.Elastic;
import chainrule.train.augment.Augmentation.Flip;
import chainrule.train.augment.Augmentation.Noise;
import chainrule.train.augment.Augmentation.Rotate;
import chainrule.train.augment.Augmentation.Scale;
import chainrule.train.augment.Augmentation.Shift;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each change against a computation of its own, pixel by pixel, on a picture of 2 x 5 x 7. */
class AugmenterTest {

  private static final int CHANNELS = 2;
  private static final int HEIGHT = 5;
  private static final int WIDTH = 7;
  private static final Tensor PICTURE =
      Tensor.normal(DType.F64, Shape.of(CHANNELS, HEIGHT, WIDTH), Rng.seed(4));

  /** What a pixel of the changed picture is. */
  private interface Expected {
    double at(int channel, int row, int column);
  }

  /** The pixel of the picture, 0 outside. */
  private static double pixel(int channel, int row, int column) {
    boolean outside = row < 0 || row >= HEIGHT || column < 0 || column >= WIDTH;
    return outside ? 0 : PICTURE.get(channel, row, column);
  }

  /** Each pixel weighted by how near it is: a tent of width 1 in both directions. */
  private static double between(int channel, double y, double x) {
    double sum = 0;
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double weight = Math.max(0, 1 - Math.abs(y - row)) * Math.max(0, 1 - Math.abs(x - column));
        sum += weight * pixel(channel, row, column);
      }
    }
    return sum;
  }

  private static Rng key(int draw) {
    return Rng.seed(9).child(draw);
  }

  private static void check(Augmentation augmentation, Rng key, Expected expected) {
    Tensor changed = augmentation.apply(PICTURE, key);
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int row = 0; row < HEIGHT; row++) {
        for (int column = 0; column < WIDTH; column++) {
          assertThat(changed.get(channel, row, column))
              .as("%s at %s, %s, %s", augmentation.text(), channel, row, column)
              .isCloseTo(expected.at(channel, row, column), within(1e-12));
        }
      }
    }
  }

  @Test
  void a_shift_moves_whole_pixels() {
    int distances = 0;
    for (int draw = 0; draw < 40; draw++) {
      Rng own = key(draw).child(0);
      int down = own.below(0, 17) - 8;
      int right = own.below(1, 17) - 8;
      distances += Math.abs(down) + Math.abs(right);
      check(new Shift(8), key(draw), (c, row, column) -> pixel(c, row - down, column - right));
    }
    assertThat(distances).isPositive();
  }

  @Test
  void a_rotation_reads_pixels_turned_back_around_the_center() {
    for (int draw = 0; draw < 20; draw++) {
      double angle = Math.toRadians(180 * (2 * key(draw).child(0).uniformDouble(0) - 1));
      double cosine = StrictMath.cos(angle);
      double sine = StrictMath.sin(angle);
      check(
          new Rotate(180),
          key(draw),
          (channel, row, column) -> {
            double v = row - 2;
            double u = column - 3;
            return between(channel, 2 + sine * u + cosine * v, 3 + cosine * u - sine * v);
          });
    }
  }

  @Test
  void a_quarter_turn_is_counterclockwise() {
    // The pixel right of the center goes above it.
    Tensor picture = Tensor.zeros(3, 3);
    float[] values = picture.toFloats();
    values[5] = 1;
    Picture small = new Picture(1, 3, 3);
    for (int index = 0; index < 9; index++) {
      small.values()[index] = values[index];
    }
    Rng quarter =
        IntStream.range(0, 100_000)
            .mapToObj(Rng::seed)
            .filter(rng -> Math.abs(rng.uniformDouble(0) - 0.75) < 1e-4)
            .findFirst()
            .orElseThrow();
    Change.of(new Rotate(180), small).apply(small, quarter.key());
    assertThat(small.values()[1]).isCloseTo(1, within(1e-2));
  }

  @Test
  void a_scale_reads_pixels_nearer_to_the_center_or_farther_from_it() {
    for (int draw = 0; draw < 20; draw++) {
      double factor = 1 + 0.9 * (2 * key(draw).child(0).uniformDouble(0) - 1);
      check(
          new Scale(0.9),
          key(draw),
          (channel, row, column) ->
              between(channel, 2 + (row - 2) / factor, 3 + (column - 3) / factor));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1.5, 40})
  void an_elastic_change_reads_pixels_at_smoothed_displacements(double deviation) {
    double strength = 3;
    Rng own = key(1).child(0);
    double[][] down = smoothed(own, 0, deviation);
    double[][] right = smoothed(own, HEIGHT * WIDTH, deviation);
    check(
        new Elastic(deviation, strength),
        key(1),
        (channel, row, column) ->
            between(
                channel,
                row + strength * down[row][column],
                column + strength * right[row][column]));
  }

  /** Draws of [-1, 1) under a Gaussian over both directions at once, cut off at 3 deviations. */
  private static double[][] smoothed(Rng rng, int first, double deviation) {
    int reach = (int) Math.ceil(3 * deviation);
    double total = 0;
    for (int by = -reach; by <= reach; by++) {
      for (int over = -reach; over <= reach; over++) {
        total += gaussian(by, over, deviation);
      }
    }
    double[][] field = new double[HEIGHT][WIDTH];
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        for (int y = 0; y < HEIGHT; y++) {
          for (int x = 0; x < WIDTH; x++) {
            if (Math.abs(y - row) <= reach && Math.abs(x - column) <= reach) {
              double drawn = 2 * rng.uniformDouble(first + y * WIDTH + x) - 1;
              field[row][column] += gaussian(y - row, x - column, deviation) / total * drawn;
            }
          }
        }
      }
    }
    return field;
  }

  private static double gaussian(int y, int x, double deviation) {
    return deviation == 0 ? 1 : StrictMath.exp(-(y * y + x * x) / (2 * deviation * deviation));
  }

  @Test
  void noise_is_a_normal_draw_for_each_element() {
    Rng own = key(1).child(0);
    check(
        new Noise(0.3),
        key(1),
        (channel, row, column) ->
            pixel(channel, row, column)
                + 0.3 * own.normal((channel * HEIGHT + row) * WIDTH + column));
  }

  @Test
  void a_flip_exchanges_left_and_right_for_half_of_the_samples() {
    int count = 0;
    for (int draw = 0; draw < 1000; draw++) {
      boolean flips = key(draw).child(0).uniform(0) >= 0.5;
      count += flips ? 1 : 0;
      if (draw < 50) {
        check(
            new Flip(),
            key(draw),
            (channel, row, column) -> pixel(channel, row, flips ? 6 - column : column));
      }
    }
    assertThat(count).isBetween(440, 560);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 100})
  void a_cutout_covers_a_square_around_some_pixel(int side) {
    for (int draw = 0; draw < 20; draw++) {
      Rng own = key(draw).child(0);
      int top = own.below(0, HEIGHT) - side / 2;
      int left = own.below(1, WIDTH) - side / 2;
      check(
          new Cutout(side),
          key(draw),
          (channel, row, column) -> {
            boolean covered =
                row >= top && row < top + side && column >= left && column < left + side;
            return covered ? 0 : pixel(channel, row, column);
          });
    }
  }

  @Test
  void several_changes_follow_one_another_with_draws_of_their_own() {
    Rng key = key(3);
    Tensor expected = new Shift(2).apply(PICTURE, key);
    Storage memory = expected.toStorage();
    Picture picture = new Picture(CHANNELS, HEIGHT, WIDTH);
    System.arraycopy(((Storage.F64) memory).array(), 0, picture.values(), 0, 70);
    Change.of(new Shift(1), picture).apply(picture, key.child(1).key());
    Tensor both = new Shift(2).then(new Shift(1)).apply(PICTURE, key);
    assertThat(both.toDoubles()).isEqualTo(picture.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "shift:0",
        "rotate:0",
        "scale:0",
        "elastic:4:0",
        "noise:0",
        "cutout:0",
        "mixup:0.2",
        "shift:0,rotate:0,scale:0,elastic:0:0,noise:0,cutout:0"
      })
  void parameters_of_zero_leave_every_bit(String text) {
    float[] values = {-0.0f, 0, 1e-45f, -1, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, 3, 4, 5};
    for (int draw = 0; draw < 10; draw++) {
      Tensor changed = Augmentation.parse(text).apply(Tensor.of(Shape.of(3, 3), values), key(draw));
      assertThat(changed.toFloats()).isEqualTo(values);
      assertThat(Float.floatToRawIntBits(changed.toFloats()[0])).isEqualTo(1 << 31);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shift:2",
        "rotate:9",
        "scale:0.2",
        "elastic:1:9",
        "noise:0.1",
        "flip",
        "cutout:3"
      })
  void each_change_is_seen_and_depends_on_its_key_alone(String text) {
    Augmentation augmentation = Augmentation.parse(text);
    List<double[]> seen =
        IntStream.range(0, 20)
            .mapToObj(draw -> augmentation.apply(PICTURE, key(draw)).toDoubles())
            .toList();
    assertThat(seen).anyMatch(values -> !Arrays.equals(values, PICTURE.toDoubles()));
    assertThat(seen.stream().map(Arrays::hashCode).distinct().count()).isGreaterThan(1);
    assertThat(augmentation.apply(PICTURE, key(7)).toDoubles()).isEqualTo(seen.get(7));
  }

  @Test
  void one_row_of_many_is_changed_in_its_place() {
    float[] rows = new float[3 * 16];
    Arrays.fill(rows, 1);
    Augmenter augmenter = new Cutout(100).over(DType.F32, Shape.of(16));
    augmenter.apply(new Storage.F32(rows), 1, 5);
    assertThat(Arrays.copyOfRange(rows, 0, 16)).containsOnly(1);
    assertThat(Arrays.copyOfRange(rows, 16, 32)).containsOnly(0);
    assertThat(Arrays.copyOfRange(rows, 32, 48)).containsOnly(1);
    for (int row : new int[] {-1, 3, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> augmenter.apply(new Storage.F32(rows), row, 5))
          .isInstanceOf(ArgumentException.class);
    }
  }

  @Test
  void forms_of_pictures_agree() {
    float[] values = Tensor.normal(DType.F32, Shape.of(36), Rng.seed(1)).toFloats();
    Augmentation augmentation = Augmentation.parse("rotate:20,elastic:1:5,shift:1");
    List<float[]> changed =
        List.of(Shape.of(36), Shape.of(6, 6), Shape.of(1, 6, 6)).stream()
            .map(shape -> augmentation.apply(Tensor.of(shape, values), key(1)).toFloats())
            .toList();
    assertThat(changed.get(1)).isEqualTo(changed.get(0)).isNotEqualTo(values);
    assertThat(changed.get(2)).isEqualTo(changed.get(0));
  }

  @Test
  void samples_that_are_no_pictures_take_noise_alone() {
    Tensor row = Tensor.of(1, 2, 3);
    assertThat(new Noise(1).apply(row, key(1)).toFloats()).isNotEqualTo(row.toFloats());
    assertThatThrownBy(() -> new Shift(1).apply(row, key(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("samples are F32[3]; shift:1 needs pictures");
    assertThatThrownBy(() -> new Flip().apply(Tensor.zeros(2, 2, 2, 2), key(1)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> new Flip().apply(Tensor.zeros(0, 5), key(1)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> new Noise(1).apply(Tensor.range(DType.I64, 2), key(1)))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("samples are I64[2]; needs F32 or F64");
  }
}
