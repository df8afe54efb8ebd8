// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products by tiles have the bits of the reference. */
class VectorProductTest {

  private static final double[] SPECIAL = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    -0.0,
    0.0,
    Double.MIN_VALUE,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL / 2,
    Double.MIN_NORMAL / 2,
    Float.MAX_VALUE,
    -Double.MAX_VALUE,
    1e-30,
    -1e-200
  };

  private static final Tiles WIDEST = new Tiles(Species.SHAPE.vectorBitSize(), false);
  private static final Tiles NARROW = new Tiles(128, false);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void random_products_have_the_bits_of_the_reference(int workers) {
    for (long seed = 0; seed < 60; seed++) {
      RandomProducts cases = new RandomProducts(1000 * workers + seed);
      check(WIDEST, cases.random(DType.F32), Workers.of(workers), cases);
      check(WIDEST, cases.random(DType.F64), Workers.of(workers), cases);
    }
  }

  @Test
  void vectors_of_128_bits_have_the_bits_of_the_reference() {
    for (long seed = 0; seed < 60; seed++) {
      RandomProducts cases = new RandomProducts(seed);
      check(NARROW, cases.random(DType.F32), Workers.of(2), cases);
      check(NARROW, cases.random(DType.F64), Workers.of(2), cases);
    }
  }

  @Test
  void special_values_have_the_bits_of_the_reference() {
    for (long seed = 0; seed < 30; seed++) {
      RandomProducts cases = new RandomProducts(seed);
      for (DType dtype : new DType[] {DType.F32, DType.F64}) {
        Work.Product work = cases.random(dtype);
        cases.fill(work.a(), SPECIAL);
        cases.fill(work.b(), SPECIAL);
        check(WIDEST, work, Workers.of(2), cases);
        check(NARROW, work, Workers.of(2), cases);
      }
    }
  }

  @Test
  void a_sum_that_underflows_keeps_its_sign() {
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      Operand a = Operand.allocate(dtype, Shape.of(3, 1));
      Operand b = Operand.allocate(dtype, Shape.of(1, 5));
      Operand out = Operand.allocate(dtype, Shape.of(3, 5));
      double tiny = dtype == DType.F32 ? Float.MIN_VALUE : Double.MIN_VALUE;
      for (int i = 0; i < 5; i++) {
        a.storage().set(Math.min(i, 2), -tiny);
        b.storage().set(i, 0.25);
      }
      assertThat(VectorProduct.of(new Work.Product(a, b, out)).run(WIDEST, Workers.of(1))).isTrue();
      assertThat(1 / out.storage().get(14)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
  }

  @Test
  void nothing_is_summed_to_zeros_by_the_reference() {
    Operand out = Operand.allocate(DType.F32, Shape.of(2, 3));
    out.storage().set(4, 7);
    Work.Product work =
        new Work.Product(
            Operand.allocate(DType.F32, Shape.of(2, 0)),
            Operand.allocate(DType.F32, Shape.of(0, 3)),
            out);
    assertThat(VectorProduct.of(work).run(WIDEST, Workers.of(1))).isFalse();
    assertThat(Backends.reference().run(work, Workers.of(1))).isTrue();
    assertThat(out.storage().get(4)).isZero();
  }

  @Test
  void no_outputs_are_done_at_once() {
    Work.Product work =
        new Work.Product(
            Operand.allocate(DType.F32, Shape.of(0, 4)),
            Operand.allocate(DType.F32, Shape.of(4, 3)),
            Operand.allocate(DType.F32, Shape.of(0, 3)));
    assertThat(VectorProduct.of(work).run(WIDEST, Workers.of(1))).isTrue();
  }

  @Test
  void a_backend_runs_a_product_on_vectors_once_they_are_warm() {
    Backend backend = new VectorBackend();
    RandomProducts cases = new RandomProducts(1);
    Work.Product work =
        new Work.Product(
            cases.operand(DType.F32, Shape.of(64, 64)),
            cases.operand(DType.F32, Shape.of(64, 64)),
            Operand.allocate(DType.F32, Shape.of(64, 64)));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    long before = backend.counters().getOrDefault("products", 0L);
    boolean done = false;
    while (!done && System.nanoTime() - end < 0) {
      done = backend.run(work, Workers.of(2));
    }
    assertThat(done).isTrue();
    assertThat(backend.counters().get("products")).isGreaterThan(before);
  }

  private static void check(Tiles tiles, Work.Product work, Workers workers, RandomProducts cases) {
    Work.Product reference = new Work.Product(work.a(), work.b(), cases.like(work.out()));
    assertThat(Backends.reference().run(reference, Workers.of(1))).isTrue();
    if (work.out().shape().size(-2) == 1 && work.out().shape().size(-1) == 1) {
      assertThat(VectorProduct.of(work).run(tiles, workers)).as(cases.describe(work)).isFalse();
      return;
    }
    assertThat(VectorProduct.of(work).run(tiles, workers)).as(cases.describe(work)).isTrue();
    for (long i = 0; i < work.out().storage().length(); i++) {
      long bits = Double.doubleToLongBits(work.out().storage().get(i));
      long wanted = Double.doubleToLongBits(reference.out().storage().get(i));
      if (bits != wanted) {
        fail(
            "element %d is %s, not %s: %s",
            i,
            Double.longBitsToDouble(bits),
            Double.longBitsToDouble(wanted),
            cases.describe(work));
      }
    }
  }
}
