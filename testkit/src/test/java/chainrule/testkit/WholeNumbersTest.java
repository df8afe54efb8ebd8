// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.random.Rng;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Integers: every result is that of BigInteger, taken modulo the size of the type. */
class WholeNumbersTest {

  private static final BigInteger ZERO = BigInteger.ZERO;
  private static final BigInteger ONE = BigInteger.ONE;
  private static final int COUNT = 600;

  /** An operation and what it does to integers without bounds. */
  private record Pair(BinaryOperator<Tensor> ours, BinaryOperator<BigInteger> exact) {}

  private static final Map<String, Pair> PAIRS = new TreeMap<>();

  static {
    PAIRS.put("add", new Pair(Tensor::plus, BigInteger::add));
    PAIRS.put("sub", new Pair(Tensor::minus, BigInteger::subtract));
    PAIRS.put("mul", new Pair(Tensor::times, BigInteger::multiply));
    PAIRS.put("maximum", new Pair(Tensor::maximum, BigInteger::max));
    PAIRS.put("minimum", new Pair(Tensor::minimum, BigInteger::min));
    PAIRS.put("fmod", new Pair(Tensor::fmod, BigInteger::remainder));
    PAIRS.put("floorDivide", new Pair(Tensor::floorDivide, WholeNumbersTest::floorDivide));
    PAIRS.put(
        "remainder",
        new Pair(Tensor::remainder, (x, y) -> x.subtract(floorDivide(x, y).multiply(y))));
    PAIRS.put("less", new Pair(Tensor::less, (x, y) -> bit(x.compareTo(y) < 0)));
    PAIRS.put("lessEqual", new Pair(Tensor::lessEqual, (x, y) -> bit(x.compareTo(y) <= 0)));
    PAIRS.put("equal", new Pair(Tensor::equal, (x, y) -> bit(x.equals(y))));
    PAIRS.put("notEqual", new Pair(Tensor::notEqual, (x, y) -> bit(!x.equals(y))));
    PAIRS.put("where", new Pair((x, y) -> x.less(y).where(y, x), BigInteger::max));
    one("neg", Tensor::negate, BigInteger::negate);
    one("abs", Tensor::abs, BigInteger::abs);
    one("sign", Tensor::sign, x -> BigInteger.valueOf(x.signum()));
    one("square", Tensor::square, x -> x.multiply(x));
    one(
        "clamp",
        x -> x.clamp(3, 90),
        x -> x.max(BigInteger.valueOf(3)).min(BigInteger.valueOf(90)));
    PAIRS.put("clampBetween", new Pair((x, y) -> x.clamp(y, y.plus(0)), (x, y) -> y));
  }

  private static void one(
      String name, UnaryOperator<Tensor> ours, UnaryOperator<BigInteger> exact) {
    PAIRS.put(name, new Pair((x, _) -> ours.apply(x), (x, _) -> exact.apply(x)));
  }

  private static BigInteger bit(boolean holds) {
    return holds ? ONE : ZERO;
  }

  private static BigInteger floorDivide(BigInteger x, BigInteger y) {
    BigInteger[] parts = x.divideAndRemainder(y);
    return parts[1].signum() * y.signum() < 0 ? parts[0].subtract(ONE) : parts[0];
  }

  private static long wrapped(DType dtype, BigInteger value) {
    return switch (dtype) {
      case I32 -> value.intValue();
      case U8 -> value.longValue() & 0xff;
      default -> value.longValue();
    };
  }

  /**
   * Small numbers, the ends of the type and numbers that no double holds; none is 0 if a divisor.
   */
  private static Tensor draw(DType dtype, Rng rng, boolean divisor) {
    long[] values = new long[COUNT];
    for (int i = 0; i < values.length; i++) {
      long bits = ((long) rng.bits(2 * i) << 32) | (rng.bits(2 * i + 1) & 0xffff_ffffL);
      long value = rng.child("kind").below(i, 3) == 0 ? bits : bits >> rng.child("by").below(i, 64);
      values[i] = rng.child("end").below(i, 40) == 0 ? end(dtype) : value;
    }
    Tensor drawn = Tensor.of(Shape.of(COUNT), values).to(dtype);
    return divisor ? drawn.equal(0).where(3, drawn) : drawn;
  }

  private static long end(DType dtype) {
    return switch (dtype) {
      case I32 -> Integer.MIN_VALUE;
      case I64 -> Long.MIN_VALUE;
      default -> 255;
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"I32", "I64", "U8"})
  void integers_are_exact_and_wrap(DType dtype) {
    Rng rng = Rng.seed(5).child(dtype.name());
    Tensor x = draw(dtype, rng.child("x"), false);
    Tensor y = draw(dtype, rng.child("y"), true);
    long[] a = x.toLongs();
    long[] b = y.toLongs();
    PAIRS.forEach((name, pair) -> {
      Tensor result = pair.ours().apply(x, y);
      DType type = result.dtype() == DType.BOOL ? DType.BOOL : dtype;
      assertThat(result).as(name).hasType(type).isNotWatched();
      long[] found = result.toLongs();
      for (int i = 0; i < a.length; i++) {
        BigInteger exact = pair.exact().apply(BigInteger.valueOf(a[i]), BigInteger.valueOf(b[i]));
        assertThat(found[i])
            .as("seed 5, %s of %s %s and %s", name, dtype, a[i], b[i])
            .isEqualTo(wrapped(dtype, exact));
      }
    });
  }

  @Test
  void these_operations_take_integers_and_no_others() {
    Set<String> takes = new TreeSet<>();
    for (Op op : Samples.operations()) {
      if (op instanceof Elementwise elementwise) {
        var numbers = elementwise.define().numbers();
        assertThat(DType.values())
            .as(op.name())
            .filteredOn(dtype -> !dtype.isFloating() && numbers.contains(dtype))
            .containsExactlyElementsOf(
                ElementwiseTypes.ofNumbers(elementwise).stream()
                    .filter(dtype -> !dtype.isFloating())
                    .toList());
        if (numbers.contains(DType.I64)) {
          takes.add(op.name());
        }
      }
    }
    assertThat(takes).isEqualTo(PAIRS.keySet());
  }

  @Test
  void conditions_are_compared_and_chosen() {
    Tensor yes = Tensor.of(Shape.of(4), new boolean[] {true, true, false, false});
    Tensor no = Tensor.of(Shape.of(4), new boolean[] {true, false, true, false});
    assertThat(yes.equal(no)).hasType(DType.BOOL).hasElements(1L, 0L, 0L, 1L);
    assertThat(yes.notEqual(no)).hasBits(yes.xor(no));
    assertThat(yes.where(no, yes)).hasType(DType.BOOL).hasElements(1L, 0L, 0L, 0L);
    assertThatThrownBy(() -> yes.less(no))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("less: input 0 is BOOL[4]; needs F32, F64, I32, I64 or U8");
  }

  @Test
  void division_by_zero_names_its_place() {
    Tensor x = Tensor.of(DType.I32, 5, 6, 7);
    Tensor y = Tensor.of(DType.I32, 1, 0, 2);
    for (var divide : List.<BinaryOperator<Tensor>>of(Tensor::fmod, Tensor::remainder)) {
      assertThatThrownBy(() -> divide.apply(x, y))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("I32 division by 0 at place 1; whole numbers have no inf");
    }
    assertThatThrownBy(() -> x.floorDivide(0)).hasMessageStartingWith("floorDivide: I32 division");
    assertThat(x.floorDivide(-2)).hasElements(-3L, -3L, -4L);
    assertThatThrownBy(() -> x.over(y))
        .hasMessageContaining("div: input 0 is I32[3]; needs F32 or F64");
  }

  @Test
  void a_java_number_beside_integers_is_one_of_theirs() {
    Tensor small = Tensor.of(DType.U8, 1, 255);
    assertThat(small.plus(1)).hasType(DType.U8).hasElements(2L, 0L);
    assertThat(small.greater(254)).hasElements(0L, 1L);
    assertThat(small.clamp(2, Double.POSITIVE_INFINITY)).hasElements(2L, 255L);
    Tensor large = Tensor.of(Shape.of(1), new long[] {Long.MAX_VALUE});
    assertThat(large.plus(-0x1p63)).hasElements(-1L);
    for (double wrong : new double[] {-1, 256, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> small.plus(wrong))
          .isInstanceOf(DtypeException.class)
          .hasMessageContaining("plus: " + wrong + " beside U8[2]; needs a whole number");
    }
    assertThatThrownBy(() -> large.plus(0x1p63)).hasMessageContaining("beside I64[1]");
    assertThatThrownBy(() -> Tensor.of(DType.I32, 1).minus(0x1p31)).hasMessageContaining("I32[1]");
    assertThatThrownBy(() -> small.clamp(0.5, 9)).hasMessageContaining("clamp: 0.5 beside U8[2]");
    assertThatThrownBy(() -> small.clamp(0, 300)).hasMessageContaining("clamp: 300.0 beside U8[2]");
    assertThatThrownBy(() -> small.less(9).plus(1)).hasMessageContaining("beside BOOL[2]");
    assertThatThrownBy(() -> small.plus(large))
        .hasMessageContaining("add: inputs are U8[2] and I64[1]; types are never promoted");
  }
}
