// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Letters;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products made ready, alone and with a program, have the bits of the reference. */
class ProductTaskTest {

  private static final Tiles WIDEST = new Tiles(Species.SHAPE.vectorBitSize(), false);
  private static final Tiles NARROW = new Tiles(128, false);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void prepared_products_have_the_bits_of_the_reference(int workers) {
    for (long seed = 0; seed < 40; seed++) {
      for (DType dtype : new DType[] {DType.F32, DType.F64}) {
        RandomProducts cases = new RandomProducts(100 * workers + seed);
        Work.Product work = cases.random(dtype);
        check(work, cases.describe(work), seed, Workers.of(workers));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void a_program_after_a_product_has_the_bits_of_one_after_the_other(int workers) {
    for (long seed = 0; seed < 25; seed++) {
      for (DType dtype : new DType[] {DType.F32, DType.F64}) {
        RandomProducts cases = new RandomProducts(100 * workers + seed);
        Work.ProductThen work = cases.then(dtype);
        check(work, cases.describe(work.product()), seed, Workers.of(workers));
      }
    }
  }

  /** Runs it at once, made ready, again, and in other memory. */
  private static void check(Work work, String description, long seed, Workers workers) {
    Tiles tiles = seed % 2 == 0 ? WIDEST : NARROW;
    Twin wanted = Twin.of(work);
    Twin twin = Twin.of(work);
    Optional<Task> task = product(twin.work()).prepare(tiles, new LongAdder());
    if (task.isEmpty()) {
      return;
    }
    Backends.reference().run(wanted.work(), Workers.of(1));
    task.get().run(workers);
    twin.checkSame(wanted, description);
    Twin eager = Twin.of(work);
    assertThat(product(eager.work()).run(tiles, workers)).as(description).isTrue();
    eager.checkSame(wanted, description);

    Backends.reference().run(wanted.work(), Workers.of(1));
    task.get().run(workers);
    twin.checkSame(wanted, description);

    Twin.change(work, new Random(seed));
    Twin otherWanted = Twin.of(work);
    Twin other = Twin.of(work);
    Backends.reference().run(otherWanted.work(), Workers.of(1));
    other.bind(task.get(), twin);
    task.get().run(workers);
    other.checkSame(otherWanted, description);
    twin.checkSame(wanted, description);
  }

  private static VectorProduct product(Work work) {
    return switch (work) {
      case Work.Product product -> VectorProduct.of(product);
      case Work.ProductThen pair -> VectorProduct.of(pair);
      default -> throw new AssertionError(work);
    };
  }

  @Test
  void a_task_runs_on_vectors_once_they_are_warm() {
    LongAdder done = new LongAdder();
    Work.Product work =
        new Work.Product(
            Operand.allocate(DType.F64, Shape.of(20, 30)),
            Operand.allocate(DType.F64, Shape.of(30, 40)),
            Operand.allocate(DType.F64, Shape.of(20, 40)));
    Task task = VectorProduct.of(work).prepare(new Tiles(128, true), done).orElseThrow();
    task.run(Workers.of(1));
    assertThat(done.sum()).isZero();
    long end = System.nanoTime() + 60_000_000_000L;
    while (done.sum() == 0 && System.nanoTime() - end < 0) {
      task.run(Workers.of(1));
    }
    assertThat(done.sum()).isEqualTo(1);
  }

  @Test
  @Tag("garbage")
  void a_task_allocates_nothing() {
    int[][] sizes = {{32, 2, 8}, {64, 784, 48}, {1, 600, 40}, {200, 700, 20}};
    for (int[] size : sizes) {
      Shape shape = Shape.of(size[0], size[2]);
      Operand bias = Operand.allocate(DType.F32, Shape.of(1, size[2]));
      Work.Product product =
          new Work.Product(
              Operand.allocate(DType.F32, Shape.of(size[0], size[1])),
              Operand.allocate(DType.F32, Shape.of(size[1], size[2])),
              Operand.allocate(DType.F32, shape));
      Work.Elementwise then =
          new Work.Elementwise(
              Program.of(DType.F32, Letters.a.plus(Letters.b)),
              List.of(product.out(), bias.with(bias.view().expand(shape))),
              List.of(product.out()));
      Task task =
          VectorProduct.of(new Work.ProductThen(product, then))
              .prepare(WIDEST, new LongAdder())
              .orElseThrow();
      assertThat(Allocation.settles(task)).as(shape.toString()).isTrue();
      Task plain = Backends.reference().prepare(product).orElseThrow();
      assertThat(Allocation.settles(plain)).as(shape.toString()).isTrue();
    }
  }
}
