// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Tensor;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "3, 3",
    "-12, -12",
    "0.1, 0.1",
    "0.7310585786300049, 0.731059",
    "-0.534446645388523, -0.534447",
    "1.3678794411714423, 1.36788",
    "100000, 100000",
    "999999, 999999",
    "999999.5, 1e6",
    "1234567, 1.23457e6",
    "0.0001, 0.0001",
    "0.00001, 1e-5",
    "1.2e-7, 1.2e-7",
    "-6.02214076e23, -6.02214e23",
    "4.9e-324, 4.94066e-324",
    "1.7976931348623157e308, 1.79769e308",
    "NaN, NaN",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void a_number_has_six_digits_at_most_and_no_zeros_behind(double value, String text) {
    assertThat(Numbers.of(value)).isEqualTo(text);
  }

  @Test
  void what_is_read_back_is_within_half_a_unit_of_the_sixth_digit() {
    var random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value) && Math.abs(value) > 1e-300) {
        double read = Double.parseDouble(Numbers.of(value));
        assertThat(read).as("%s", value).isCloseTo(value, within(Math.abs(value) * 5.0001e-6));
        assertThat(Numbers.of(value).replaceFirst("e.*", "").replaceAll("\\D", "").length())
            .isLessThanOrEqualTo(10);
      }
    }
  }

  @Test
  void the_country_changes_nothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Numbers.of(-1234.5)).isEqualTo("-1234.5");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void a_small_tensor_is_written_out() {
    assertThat(Numbers.of(Tensor.scalar(DType.F64, 0.5))).isEqualTo("0.5");
    assertThat(Numbers.of(Tensor.of(DType.F64, 0.44, 0.52))).isEqualTo("[0.44, 0.52]");
    assertThat(Numbers.of(Tensor.of(DType.F64, new double[][] {{0.088, 0.176}, {0.104, 0.208}})))
        .isEqualTo("[[0.088, 0.176], [0.104, 0.208]]");
    assertThat(Numbers.of(Tensor.of(new double[][] {{0.1}, {0.2}}))).isEqualTo("[[0.1], [0.2]]");
    assertThat(Numbers.of(Tensor.zeros(2, 0))).isEqualTo("[[], []]");
    assertThat(Numbers.of(Tensor.of(Shape.of(2), new long[] {7, -1}))).isEqualTo("[7, -1]");
  }

  @Test
  void a_large_tensor_is_told_by_its_sizes_and_statistics() {
    var counted = Tensor.range(DType.F64, 24).reshape(4, 6);
    assertThat(Numbers.of(counted)).isEqualTo("[4, 6] min 0 max 23 norm 65.7571");
    assertThat(Numbers.brief(counted, 4)).isEqualTo("4x6 0..23");
    assertThat(Numbers.of(Tensor.full(DType.F64, Shape.of(10), 1e300)))
        .isEqualTo("[10] min 1e300 max 1e300 norm 3.16228e300");
    var broken = Tensor.of(DType.F64, 1, 2, Double.NaN, 4, 5, 6, 7, 8, 9, 10);
    assertThat(Numbers.of(broken)).isEqualTo("[10] min NaN max NaN norm NaN");
    var endless = Tensor.of(DType.F64, 1, 2, Double.NEGATIVE_INFINITY, 4, 5, 6, 7, 8, 9, 10);
    assertThat(Numbers.of(endless)).isEqualTo("[10] min -inf max 10 norm inf");
    assertThat(Numbers.of(Tensor.zeros(3, 4))).isEqualTo("[3, 4] min 0 max 0 norm 0");
  }
}
