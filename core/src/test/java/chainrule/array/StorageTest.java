// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.LimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StorageTest {

  @ParameterizedTest
  @EnumSource(DType.class)
  void fresh_memory_is_zero_and_remembers(DType dtype) {
    var storage = Storage.allocate(dtype, Shape.of(2, 2));
    assertThat(storage.dtype()).isEqualTo(dtype);
    assertThat(storage.length()).isEqualTo(4);
    assertThat(storage.get(3)).isZero();
    storage.set(1, 1);
    storage.setLong(2, 1);
    assertThat(storage.get(1)).isEqualTo(1);
    assertThat(storage.getLong(2)).isEqualTo(1);
  }

  @Test
  void each_type_rounds_in_its_own_way() {
    assertThat(stored(DType.F32, 0.1)).isEqualTo(0.1f);
    assertThat(stored(DType.F64, 0.1)).isEqualTo(0.1);
    assertThat(stored(DType.I32, -2.9)).isEqualTo(-2);
    assertThat(stored(DType.I64, 2.9)).isEqualTo(2);
    assertThat(stored(DType.U8, 255)).isEqualTo(255);
    assertThat(stored(DType.U8, 256)).as("the low eight bits").isZero();
    assertThat(stored(DType.BOOL, Double.NaN)).as("all but zero is true").isEqualTo(1);
    for (var dtype : DType.values()) {
      for (double value : new double[] {0.1, -2.9, 255, 256, 3e10, Double.NaN, -0.0}) {
        assertThat(Double.doubleToLongBits(stored(dtype, value)))
            .as("%s %s", dtype, value)
            .isEqualTo(Double.doubleToLongBits(dtype.round(value)));
      }
    }
  }

  @Test
  void longs_keep_all_their_digits() {
    var storage = Storage.allocate(DType.I64, Shape.of(1));
    storage.setLong(0, Long.MAX_VALUE - 1);
    assertThat(storage.getLong(0)).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void whole_numbers_that_a_type_cannot_hold_keep_their_low_bits() {
    var ints = Storage.allocate(DType.I32, Shape.of(1));
    ints.setLong(0, (1L << 32) + 5);
    assertThat(ints.getLong(0)).isEqualTo(5);
    var bytes = Storage.allocate(DType.U8, Shape.of(1));
    bytes.setLong(0, (1L << 40) + 5);
    assertThat(bytes.getLong(0)).isEqualTo(5);
  }

  @Test
  void a_request_over_the_budget_names_itself() {
    assertThatThrownBy(() -> Storage.allocate(DType.U8, Shape.of(1L << 20, 1L << 20)))
        .isInstanceOf(LimitException.class)
        .hasMessageStartingWith("allocation: U8[1048576, 1048576] needs 1099511627776 elements")
        .hasMessageContaining("fix: use a smaller batch");
    assertThatThrownBy(() -> Storage.allocate(DType.F64, Shape.of(Integer.MAX_VALUE)))
        .isInstanceOf(LimitException.class);
    assertThat(Storage.allocate(DType.F64, Shape.of(Integer.MAX_VALUE, 0)).length()).isZero();
  }

  private static double stored(DType dtype, double value) {
    var storage = Storage.allocate(dtype, Shape.SCALAR);
    storage.set(0, value);
    return storage.get(0);
  }
}
