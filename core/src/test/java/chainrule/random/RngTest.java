// SPDX-License-Identifier: Apache-2.0
package chainrule.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RngTest {
  private static final int MANY = 100_000;
  private static final Rng RNG = Rng.seed(20_25);

  @Test
  void key_zero_starts_with_the_published_block() {
    Rng zero = Rng.seed(0);
    assertThat(zero.bits(0)).isEqualTo(0x6627e8d5);
    assertThat(zero.bits(3)).isEqualTo(0x9b00dbd8);
    assertThat(zero.longBits(0)).isEqualTo(0xe169c58d_6627e8d5L);
    assertThat(zero.longBits(1)).isEqualTo(0x9b00dbd8_bc57ac4cL);
    assertThat(zero.uniform(0)).isEqualTo(0x6627e8 * 0x1p-24f);
    assertThat(zero.uniformDouble(1)).isEqualTo((0x9b00dbd8_bc57ac4cL >>> 11) * 0x1p-53);
  }

  @Test
  void a_child_is_the_philox_block_at_counter_word_three_one() {
    long n = 0x0123456789ABCDEFL;
    assertThat(RNG.child(n).key()).isEqualTo(Philox.half(RNG.key(), n, 1L << 32, false));
  }

  @Test
  void a_named_child_is_the_child_of_the_published_hash() {
    assertThat(RNG.child("")).isEqualTo(RNG.child(0xcbf29ce484222325L));
    assertThat(RNG.child("a")).isEqualTo(RNG.child(0xaf63dc4c8601ec8cL));
    assertThat(RNG.child("foobar")).isEqualTo(RNG.child(0x85944171f73967e8L));
  }

  @Test
  void children_differ_from_each_other_and_from_their_parent() {
    Set<Rng> seen = new HashSet<>();
    seen.add(RNG);
    for (int n = 0; n < 1000; n++) {
      assertThat(seen.add(RNG.child(n))).as("child %d", n).isTrue();
      assertThat(seen.add(RNG.child("layer" + n))).as("child layer%d", n).isTrue();
    }
  }

  @Test
  void draws_have_recorded_bits() {
    assertThat(Long.toHexString(RNG.child("weight").child(3).key())).isEqualTo("d3c4b07d1a685a06");
    assertThat(Double.toHexString(RNG.normal(0))).isEqualTo("-0x1.4dbecfe23d691p1");
    assertThat(Double.toHexString(RNG.normal(1))).isEqualTo("-0x1.de8330fc76f24p-2");
    assertThat(RNG.permutation(10)).containsExactly(0, 5, 1, 8, 2, 6, 7, 4, 3, 9);
  }

  @Test
  void negative_indexes_are_unsigned() {
    assertThat(RNG.bits(-1)).isEqualTo((int) (Philox.half(RNG.key(), -1L >>> 2, 0, true) >>> 32));
    assertThat(RNG.longBits(-2)).isEqualTo(Philox.half(RNG.key(), -1L >>> 1, 0, false));
    assertThat(RNG.normal(-1)).isFinite();
  }

  @Test
  void uniforms_lie_in_the_unit_interval_and_have_its_moments() {
    double sum = 0;
    double squares = 0;
    double doubles = 0;
    for (int i = 0; i < MANY; i++) {
      float u = RNG.uniform(i);
      assertThat(u).isBetween(0f, 1f - 0x1p-24f);
      sum += u;
      squares += u * u;
      double v = RNG.uniformDouble(i);
      assertThat(v).isBetween(0.0, 1 - 0x1p-53);
      doubles += v;
    }
    assertThat(sum / MANY).isCloseTo(0.5, within(0.005));
    assertThat(squares / MANY).isCloseTo(1.0 / 3, within(0.005));
    assertThat(doubles / MANY).isCloseTo(0.5, within(0.005));
  }

  @Test
  void normals_have_the_moments_of_the_standard_normal() {
    double[] moments = new double[5];
    double neighbors = 0;
    for (int i = 0; i < MANY; i++) {
      double z = RNG.normal(i);
      double power = 1;
      for (int m = 1; m < moments.length; m++) {
        power *= z;
        moments[m] += power / MANY;
      }
      neighbors += z * RNG.normal(i ^ 1) / MANY;
    }
    assertThat(moments[1]).isCloseTo(0, within(0.015));
    assertThat(moments[2]).isCloseTo(1, within(0.02));
    assertThat(moments[3]).isCloseTo(0, within(0.05));
    assertThat(moments[4]).isCloseTo(3, within(0.15));
    assertThat(neighbors).as("cosine and sine uncorrelated").isCloseTo(0, within(0.02));
  }

  @Test
  void a_normal_pair_is_box_muller_of_one_block() {
    double u = RNG.uniformDouble(14);
    double v = RNG.uniformDouble(15);
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - u));
    assertThat(RNG.normal(14)).isEqualTo(radius * StrictMath.cos(2 * StrictMath.PI * v));
    assertThat(RNG.normal(15)).isEqualTo(radius * StrictMath.sin(2 * StrictMath.PI * v));
  }

  @Test
  void below_is_even_and_stays_below() {
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[RNG.below(i, 7)]++;
    }
    assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(9_600);
    assertThat(RNG.below(5, 1)).isZero();
    assertThat(RNG.below(5, Integer.MAX_VALUE)).isBetween(0, Integer.MAX_VALUE - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void below_refuses_a_bound_that_leaves_nothing(int bound) {
    assertThatThrownBy(() -> RNG.below(0, bound))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("bound is " + bound);
  }

  @Test
  void a_permutation_holds_every_index_once() {
    int[] order = RNG.permutation(1000);
    assertThat(order).isNotEqualTo(RNG.child(1).permutation(1000));
    Arrays.sort(order);
    for (int i = 0; i < order.length; i++) {
      assertThat(order[i]).isEqualTo(i);
    }
    assertThat(RNG.permutation(0)).isEmpty();
    assertThat(RNG.permutation(1)).containsExactly(0);
    assertThatThrownBy(() -> RNG.permutation(-1)).isInstanceOf(ArgumentException.class);
  }

  @Test
  void all_orders_of_four_are_equally_frequent() {
    int[] counts = new int[256];
    for (int n = 0; n < 24_000; n++) {
      int[] order = RNG.child(n).permutation(4);
      counts[order[0] + 4 * order[1] + 16 * order[2] + 64 * order[3]]++;
    }
    int[] seen = Arrays.stream(counts).filter(c -> c > 0).toArray();
    assertThat(seen).hasSize(24);
    assertThat(Arrays.stream(seen).min().orElseThrow()).isGreaterThan(880);
  }

  @Test
  void bulk_draws_equal_single_draws_at_every_alignment() {
    for (long first : new long[] {0, 1, 2, 3, 4, 5, (1L << 33) - 2, -3}) {
      for (int count = 0; count <= 11; count++) {
        float[] floats = new float[20];
        double[] doubles = new double[20];
        float[] normalFloats = new float[20];
        double[] normals = new double[20];
        RNG.uniform(floats, 3, count, first);
        RNG.uniform(doubles, 3, count, first);
        RNG.normal(normalFloats, 3, count, first);
        RNG.normal(normals, 3, count, first);
        for (int k = 0; k < 20; k++) {
          boolean inside = k >= 3 && k < 3 + count;
          long i = first + k - 3;
          String at = "first " + first + " count " + count + " at " + k;
          assertThat(floats[k]).as(at).isEqualTo(inside ? RNG.uniform(i) : 0f);
          assertThat(doubles[k]).as(at).isEqualTo(inside ? RNG.uniformDouble(i) : 0.0);
          assertThat(normalFloats[k]).as(at).isEqualTo(inside ? (float) RNG.normal(i) : 0f);
          assertThat(normals[k]).as(at).isEqualTo(inside ? RNG.normal(i) : 0.0);
        }
      }
    }
  }

  @Test
  void bulk_draws_refuse_a_range_outside_the_target() {
    float[] target = new float[4];
    assertThatThrownBy(() -> RNG.uniform(target, -1, 2, 0)).isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> RNG.uniform(target, 3, 2, 0)).isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> RNG.normal(target, 0, -1, 0)).isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> RNG.normal(new double[2], Integer.MAX_VALUE, 1, 0))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("the target holds 2");
    assertThatThrownBy(() -> RNG.uniform(new double[2], 0, 3, 0))
        .isInstanceOf(IndexException.class);
  }
}
