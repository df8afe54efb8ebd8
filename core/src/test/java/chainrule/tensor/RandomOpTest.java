// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomOpTest {

  private static final Rng RNG = Rng.seed(3);

  @Test
  void a_dropout_keeps_by_the_draws_of_its_key_and_scales() {
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      var x = Tensor.full(dtype, Shape.of(50, 100), 3).requiresGrad();
      var out = x.dropout(0.25, RNG);
      double scaled = dtype.round(3 * dtype.round(1 / 0.75));
      for (int i = 0; i < 5000; i++) {
        boolean kept = RNG.uniform(i) >= 0.25;
        assertThat(out.get(i / 100, i % 100)).isEqualTo(kept ? scaled : 0);
      }
      assertThat(out.mean().item()).isBetween(2.9, 3.1);
      out.sum().backward();
      assertThat(x.grad().times(3).toDoubles()).containsExactly(out.toDoubles());
    }
  }

  @Test
  void rate_0_keeps_all_and_rate_1_nothing_not_even_nan() {
    var x = Tensor.of(1, -2, Double.NaN).requiresGrad();
    assertThat(x.dropout(0, RNG).toDoubles()).containsExactly(1, -2, Double.NaN);
    var none = x.dropout(1, RNG);
    assertThat(none.toDoubles()).containsExactly(0, 0, 0);
    none.sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(0, 0, 0);
    assertThat(Tensor.zeros(0).dropout(0.5, RNG).count()).isZero();
  }

  @Test
  void a_coin_falls_by_the_draws_of_its_key() {
    var wide = Tensor.full(DType.F64, Shape.of(1000), 0.3).bernoulli(RNG);
    var narrow = Tensor.full(DType.F32, Shape.of(1000), 0.3).bernoulli(RNG);
    for (int i = 0; i < 1000; i++) {
      assertThat(wide.get(i)).isEqualTo(RNG.uniformDouble(i) < 0.3 ? 1 : 0);
      assertThat(narrow.get(i)).isEqualTo(RNG.uniform(i) < 0.3f ? 1 : 0);
    }
    assertThat(Tensor.of(0, 1).bernoulli(RNG).toDoubles()).containsExactly(0, 1);
    assertThatThrownBy(() -> Tensor.of(0, Double.NaN).bernoulli(RNG))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("bernoulli: probability NaN at place 1; needs 0 to 1");
  }

  @Test
  void places_are_drawn_in_proportion_to_their_weights() {
    var weights = Tensor.of(DType.F64, 0, 1, 0, 3, 0);
    long[] drawn = weights.multinomial(20_000, true, RNG).toLongs();
    long third = LongStream.of(drawn).filter(place -> place == 3).count();
    assertThat(LongStream.of(drawn).allMatch(place -> place == 1 || place == 3)).isTrue();
    assertThat(third).isBetween(14_700L, 15_300L);
    for (int i = 0; i < 100; i++) {
      assertThat(drawn[i]).isEqualTo(RNG.uniformDouble(i) * 4 / 3 < 1.0 / 3 ? 1 : 3);
    }
    var huge = Tensor.of(DType.F64, Double.MAX_VALUE, Double.MAX_VALUE);
    assertThat(huge.multinomial(100, true, RNG).toLongs()).contains(0, 1);
    var tiny = Tensor.of(DType.F64, Double.MIN_VALUE, 0);
    assertThat(tiny.multinomial(9, true, RNG).toLongs()).containsOnly(0);
  }

  @Test
  void without_replacement_no_place_is_drawn_twice() {
    var rows = Tensor.ones(200, 5).multinomial(5, false, RNG);
    long first = 0;
    for (int row = 0; row < 200; row++) {
      long[] order = rows.select(0, row).toLongs();
      first += order[0] == 0 ? 1 : 0;
      assertThat(LongStream.of(order).sorted().toArray()).containsExactly(0, 1, 2, 3, 4);
    }
    assertThat(first).isBetween(20L, 60L);
    var two = Tensor.of(DType.F64, 1, 0, 3).multinomial(2, false, RNG).toLongs();
    assertThat(LongStream.of(two).sorted().toArray()).containsExactly(0, 2);
    double[] times = {
      -StrictMath.log(1 - RNG.uniformDouble(0)) * 3, -StrictMath.log(1 - RNG.uniformDouble(2))
    };
    assertThat(two[0]).isEqualTo(times[0] < times[1] ? 0 : 2);
  }

  @Test
  void logits_are_drawn_from_by_their_softmax() {
    double never = Double.NEGATIVE_INFINITY;
    var logits = Tensor.of(new double[][] {{never, 0, never}, {5, never, never}}).requiresGrad();
    var drawn = logits.categorical(RNG);
    assertThat(drawn.spec()).hasToString("I64[2]");
    assertThat(drawn.toLongs()).containsExactly(1, 0);
    assertThat(drawn.isWatched()).isFalse();
    assertThat(Tensor.zeros(0, 3).categorical(RNG).count()).isZero();
    assertThat(Tensor.of(0, 0).categorical(RNG).shape()).isEqualTo(Shape.SCALAR);
    assertThatThrownBy(() -> Tensor.zeros(2, 0).categorical(RNG))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("categorical: logits are F32[2, 0]");
  }

  @Test
  void normal_draws_pass_gradients_to_means_and_deviations() {
    var mean = Tensor.of(DType.F64, 1, 2, 3).requiresGrad();
    var deviation = Tensor.scalar(DType.F64, 2).requiresGrad();
    var out = mean.normal(deviation, RNG);
    double total = 0;
    for (int i = 0; i < 3; i++) {
      assertThat(out.get(i)).isEqualTo(i + 1 + 2 * RNG.normal(i));
      total += RNG.normal(i);
    }
    out.sum().backward();
    assertThat(mean.grad().toDoubles()).containsExactly(1, 1, 1);
    assertThat(deviation.grad().item()).isEqualTo(total);
    assertThatThrownBy(() -> mean.normal(Tensor.scalar(DType.F64, -1), RNG))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("normal: deviation -1.0 at place 0; needs 0 or more");
  }

  @Test
  void a_permutation_as_a_tensor_and_rows_in_its_order() {
    int[] order = RNG.permutation(6);
    assertThat(Tensor.permutation(6, RNG).toLongs())
        .containsExactly(Arrays.stream(order).asLongStream().toArray());
    var rows = Tensor.range(DType.U8, 12).reshape(6, 2).shuffle(0, RNG);
    assertThat(rows.select(1, 0).toLongs())
        .containsExactly(Arrays.stream(order).mapToLong(row -> 2L * row).toArray());
    assertThat(Tensor.permutation(0, RNG).count()).isZero();
    assertThatThrownBy(() -> Tensor.permutation(-1, RNG)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> Tensor.permutation(1L << 40, RNG)).isInstanceOf(LimitException.class);
    assertThatThrownBy(() -> RNG.permutation(Integer.MAX_VALUE))
        .isInstanceOf(LimitException.class)
        .hasMessageStartingWith("permutation: n is 2147483647; at most");
  }

  @Test
  void ranges_that_a_type_cannot_hold_are_refused() {
    assertThat(Tensor.range(DType.U8, 256).toLongs()).endsWith(255);
    assertThatThrownBy(() -> Tensor.range(DType.U8, 300))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("range: 300 numbers from 0 in U8; needs 0 to 256");
    assertThatThrownBy(() -> Tensor.range(DType.BOOL, 3)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> Tensor.range(DType.F32, -1)).isInstanceOf(ArgumentException.class);
  }

  @Test
  void tensors_like_others() {
    assertThat(Tensor.eye(2).toDoubles()).containsExactly(1, 0, 0, 1);
    assertThat(Tensor.eye(DType.I32, 2, 3).toLongs()).containsExactly(1, 0, 0, 0, 1, 0);
    assertThat(Tensor.eye(DType.BOOL, 0, 3).count()).isZero();
    var x = Tensor.of(DType.U8, 1, 2);
    assertThat(x.zerosLike().toLongs()).containsExactly(0, 0);
    assertThat(x.onesLike().spec()).isEqualTo(x.spec());
    assertThat(x.fullLike(7).toLongs()).containsExactly(7, 7);
    assertThat(x.fullLike(7).isLeaf()).isTrue();
  }

  @Test
  void a_weight_lost_beside_the_largest_is_still_drawn_once() {
    var weights = Tensor.of(DType.F64, Shape.of(3), new double[] {1e-300, 1e300, 1e300});
    var drawn = weights.multinomial(3, false, Rng.seed(3)).toLongs();
    assertThat(drawn).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(drawn[2]).isZero();
  }
}
