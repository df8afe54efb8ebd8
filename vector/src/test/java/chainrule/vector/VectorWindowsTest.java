// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.spi.Backends;
import chainrule.spi.Task;
import chainrule.spi.WindowProduct;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions and their gradients by tiles have the bits of the reference. */
class VectorWindowsTest {

  private static final Tiles WIDEST = new Tiles(Species.SHAPE.vectorBitSize(), false);
  private static final Tiles NARROW = new Tiles(128, false);

  /** What a convolution and its gradients are to a backend. */
  private static List<Work.Routine> works(Tensor x, Tensor weight, Sliding sliding) {
    return Listener.routines(
        () -> {
          Tensor input = x.requiresGrad();
          Tensor filters = weight.requiresGrad();
          Tensor result =
              switch (x.rank()) {
                case 3 -> input.conv1d(filters, sliding);
                case 4 -> input.conv2d(filters, sliding);
                default -> input.conv3d(filters, sliding);
              };
          result.times(result).sum().backward();
        },
        WindowProduct.class);
  }

  private static List<Work.Routine> random(Random random, DType dtype) {
    int axes = 1 + random.nextInt(3);
    int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
    long[] large = new long[axes + 2];
    long[] weight = new long[axes + 2];
    long[] stride = new long[axes];
    List<Long> before = new ArrayList<>();
    List<Long> after = new ArrayList<>();
    long[] dilation = new long[axes];
    large[0] = 1 + random.nextInt(4);
    weight[1] = 1 + random.nextInt(axes == 3 ? 3 : 9);
    large[1] = groups * weight[1];
    weight[0] = (long) groups * (2 + random.nextInt(20));
    for (int axis = 0; axis < axes; axis++) {
      weight[axis + 2] = 1 + random.nextInt(4);
      dilation[axis] = random.nextInt(3) == 0 ? 2 : 1;
      stride[axis] = 1 + (random.nextInt(3) == 0 ? random.nextInt(3) : 0);
      before.add((long) random.nextInt(3));
      after.add((long) random.nextInt(3));
      long extent = dilation[axis] * (weight[axis + 2] - 1) + 1;
      large[axis + 2] = extent + random.nextInt(axes == 1 ? 600 : axes == 2 ? 30 : 7);
    }
    Rng rng = Rng.seed(random.nextLong());
    return works(
        Tensor.normal(dtype, Shape.of(large), rng.child(0)),
        Tensor.normal(dtype, Shape.of(weight), rng.child(1)),
        Sliding.by(stride).padding(before, after).dilation(dilation).groups(groups));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void random_convolutions_have_the_bits_of_the_reference(int workers) {
    int done = 0;
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(1000 * workers + seed);
      DType dtype = random.nextBoolean() ? DType.F32 : DType.F64;
      for (Work.Routine work : random(random, dtype)) {
        String description = "seed " + (1000 * workers + seed) + ": " + work.key();
        Tiles tiles = seed % 2 == 0 ? WIDEST : NARROW;
        done += check(work, tiles, Workers.of(workers), description) ? 1 : 0;
      }
    }
    assertThat(done).isGreaterThan(60);
  }

  @Test
  void more_windows_than_are_held_at_once_have_the_bits_of_the_reference() {
    Rng rng = Rng.seed(5);
    for (Work.Routine work :
        works(
            Tensor.normal(DType.F32, Shape.of(3, 64, 120, 90), rng.child(0)),
            Tensor.normal(DType.F32, Shape.of(5, 64, 3, 3), rng.child(1)),
            Sliding.by(2).padding(1))) {
      assertThat(check(work, WIDEST, Workers.of(2), work.key().toString())).isTrue();
    }
  }

  @Test
  void filters_of_more_than_a_chain_have_the_bits_of_the_reference() {
    Rng rng = Rng.seed(6);
    for (Work.Routine work :
        works(
            Tensor.normal(DType.F32, Shape.of(2, 3, 9, 8), rng.child(0)),
            Tensor.normal(DType.F32, Shape.of(600, 3, 2, 3), rng.child(1)),
            Sliding.valid())) {
      assertThat(check(work, WIDEST, Workers.of(2), work.key().toString())).isTrue();
    }
  }

  @Test
  @Tag("garbage")
  void tasks_allocate_nothing() {
    Rng rng = Rng.seed(7);
    for (Work.Routine work :
        works(
            Tensor.normal(DType.F32, Shape.of(4, 3, 12, 12), rng.child(0)),
            Tensor.normal(DType.F32, Shape.of(6, 3, 3, 3), rng.child(1)),
            Sliding.valid().padding(1))) {
      Task task =
          VectorWindows.of(work, WIDEST).orElseThrow().prepare(new LongAdder()).orElseThrow();
      assertThat(Allocation.settles(task)).as(work.key().toString()).isTrue();
    }
  }

  private static boolean check(Work.Routine work, Tiles tiles, Workers workers, String text) {
    Twin twin = Twin.of(work);
    if (VectorWindows.of((Work.Routine) twin.work(), tiles).isEmpty()) {
      return false;
    }
    VectorWindows windows = VectorWindows.of((Work.Routine) twin.work(), tiles).get();
    Task task = windows.prepare(new LongAdder()).orElseThrow();
    Twin wanted = Twin.of(work);
    Backends.reference().run(wanted.work(), Workers.of(1));
    assertThat(windows.run(workers)).as(text).isTrue();
    twin.checkSame(wanted, text);
    Twin.change(work, new Random(1));
    Twin other = Twin.of(work);
    Twin otherWanted = Twin.of(work);
    Backends.reference().run(otherWanted.work(), Workers.of(1));
    other.bind(task, twin);
    task.run(workers);
    other.checkSame(otherWanted, text);
    twin.checkSame(wanted, text);
    return true;
  }
}
