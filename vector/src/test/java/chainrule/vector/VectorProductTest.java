// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products by tiles have the bits of the reference. */
class VectorProductTest {

  private static final int[] SIZES = {
    1, 2, 3, 5, 6, 7, 8, 10, 12, 13, 15, 16, 17, 24, 25, 31, 32, 33, 63, 64, 65, 100, 128, 129, 257,
    511, 512, 513, 784, 1024, 1025
  };
  private static final long MOST_WORK = 300_000;
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
      Cases cases = new Cases(1000 * workers + seed);
      check(WIDEST, cases.random(DType.F32), Workers.of(workers), cases);
      check(WIDEST, cases.random(DType.F64), Workers.of(workers), cases);
    }
  }

  @Test
  void vectors_of_128_bits_have_the_bits_of_the_reference() {
    for (long seed = 0; seed < 60; seed++) {
      Cases cases = new Cases(seed);
      check(NARROW, cases.random(DType.F32), Workers.of(2), cases);
      check(NARROW, cases.random(DType.F64), Workers.of(2), cases);
    }
  }

  @Test
  void special_values_have_the_bits_of_the_reference() {
    for (long seed = 0; seed < 30; seed++) {
      Cases cases = new Cases(seed);
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
    Cases cases = new Cases(1);
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

  private static void check(Tiles tiles, Work.Product work, Workers workers, Cases cases) {
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

  /** Random products from a seed. */
  private static final class Cases {

    private final long seed;
    private final Random random;

    Cases(long seed) {
      this.seed = seed;
      random = new Random(seed);
    }

    String describe(Work.Product work) {
      return "seed %d: %s of %s by %s, out %s, %d bits"
          .formatted(
              seed,
              work.a().dtype(),
              work.a().view(),
              work.b().view(),
              work.out().view(),
              Species.SHAPE.vectorBitSize());
    }

    Work.Product random(DType dtype) {
      int m = size();
      int k = size();
      int n = size();
      while ((long) m * k * n > MOST_WORK) {
        switch (random.nextInt(3)) {
          case 0 -> m = size();
          case 1 -> k = size();
          default -> n = size();
        }
      }
      Shape batch = batch(MOST_WORK / ((long) m * k * n));
      Operand out = Operand.allocate(dtype, batch.concat(Shape.of(m, n)));
      return new Work.Product(
          operand(dtype, batch.concat(Shape.of(m, k))),
          operand(dtype, batch.concat(Shape.of(k, n))),
          random.nextBoolean() ? out : shifted(out));
    }

    private int size() {
      return SIZES[random.nextInt(SIZES.length)];
    }

    private Shape batch(long most) {
      Shape batch = Shape.of(1 + random.nextInt(4), 1 + random.nextInt(3));
      return switch (random.nextInt(3)) {
        case 0 -> Shape.SCALAR;
        case 1 -> most >= 4 ? batch.part(0, 1) : Shape.SCALAR;
        default -> most >= 12 ? batch : Shape.SCALAR;
      };
    }

    /** Row-major memory that does not begin at 0. */
    private Operand shifted(Operand out) {
      long start = 1 + random.nextInt(9);
      Operand wide = Operand.allocate(out.dtype(), Shape.of(out.shape().count() + start + 3));
      fill(wide, new double[] {7});
      return wide.with(View.of(out.shape(), out.shape().strides(), start));
    }

    Operand like(Operand out) {
      Operand wide = Operand.allocate(out.dtype(), Shape.of(out.storage().length()));
      for (long i = 0; i < out.storage().length(); i++) {
        wide.storage().set(i, out.storage().get(i));
      }
      return wide.with(out.view());
    }

    /** Random values in a view with the axes in any order, turned, spread out or stretched. */
    private Operand operand(DType dtype, Shape shape) {
      int rank = shape.rank();
      int[] order = order(rank);
      long[] strides = new long[rank];
      long step = 1 + (random.nextInt(4) == 0 ? random.nextInt(3) : 0);
      long offset = random.nextInt(5);
      for (int axis : order) {
        boolean stretched = random.nextInt(8) == 0;
        boolean flipped = random.nextInt(6) == 0;
        strides[axis] = stretched ? 0 : flipped ? -step : step;
        offset += flipped && !stretched ? step * (shape.size(axis) - 1) : 0;
        step *= stretched ? 1 : shape.size(axis);
        step += random.nextInt(4) == 0 ? random.nextInt(5) : 0;
      }
      Operand memory = Operand.allocate(dtype, Shape.of(offset + step + 1));
      for (long i = 0; i < memory.storage().length(); i++) {
        memory.storage().set(i, random.nextGaussian());
      }
      return memory.with(View.of(shape, strides, offset));
    }

    /** The axes from the innermost in memory: as they stand, the last two changed, or any. */
    private int[] order(int rank) {
      int[] order = new int[rank];
      for (int i = 0; i < rank; i++) {
        order[i] = rank - 1 - i;
      }
      int kind = random.nextInt(4);
      for (int i = rank - 1; kind >= 2 && i > 0; i--) {
        swap(order, i, kind == 3 ? random.nextInt(i + 1) : i);
      }
      if (kind == 2) {
        swap(order, 0, 1);
      }
      return order;
    }

    private static void swap(int[] order, int i, int j) {
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }

    /** Puts some of the values at random places. */
    void fill(Operand operand, double[] values) {
      for (long i = 0; i < operand.storage().length(); i++) {
        if (random.nextInt(6) == 0) {
          operand.storage().set(i, values[random.nextInt(values.length)]);
        }
      }
    }
  }
}
