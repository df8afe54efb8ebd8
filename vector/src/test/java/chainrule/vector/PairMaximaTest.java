// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.spi.Backends;
import chainrule.spi.Task;
import chainrule.spi.WindowMaximum;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest of pairs of columns, and their places, have the bits of the reference. */
class PairMaximaTest {

  private static final float[] EDGES = {
    0f,
    -0f,
    1f,
    -1f,
    Float.NaN,
    Float.intBitsToFloat(0xffc00001),
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MAX_VALUE
  };

  /** The largest elements and where they lie. */
  private static List<Work.Routine> works(Tensor x, Shape window, Sliding sliding) {
    return Listener.routines(
        () -> x.requiresGrad().maxPool(window, sliding).sum().backward(), WindowMaximum.class);
  }

  private static Tensor drawn(Random random, Shape shape) {
    float[] values = new float[(int) shape.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          random.nextBoolean()
              ? EDGES[random.nextInt(EDGES.length)]
              : (float) random.nextGaussian();
    }
    return Tensor.of(shape, values);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void random_windows_have_the_bits_of_the_reference(int workers) {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(1000 * workers + seed);
      boolean flat = random.nextInt(3) == 0;
      int height = flat ? 1 : 1 + random.nextInt(3);
      long columns = 2 + random.nextInt(80);
      long[] lead = {1 + random.nextInt(5), 1 + random.nextInt(7)};
      Shape shape =
          flat
              ? Shape.of(lead[0], lead[1], columns)
              : Shape.of(lead[0], lead[1], height + random.nextInt(40), columns);
      Shape window = flat ? Shape.of(2) : Shape.of(height, 2);
      Sliding sliding = flat ? Sliding.by(2) : Sliding.by(1 + random.nextInt(3), 2);
      List<Work.Routine> works = works(drawn(random, shape), window, sliding);
      assertThat(works).hasSize(2);
      for (Work.Routine work : works) {
        check(work, Workers.of(workers), "seed " + (1000 * workers + seed) + ": " + work.key());
      }
    }
  }

  private static void check(Work.Routine work, Workers workers, String text) {
    Twin twin = Twin.of(work);
    Task task = PairMaxima.prepare((Work.Routine) twin.work(), new LongAdder()).orElseThrow();
    Twin wanted = Twin.of(work);
    Backends.reference().run(wanted.work(), Workers.of(1));
    assertThat(PairMaxima.run((Work.Routine) twin.work(), workers)).as(text).isTrue();
    twin.checkSame(wanted, text);
    Twin.change(work, new Random(1));
    Twin other = Twin.of(work);
    Twin otherWanted = Twin.of(work);
    Backends.reference().run(otherWanted.work(), Workers.of(1));
    other.bind(task, twin);
    task.run(workers);
    other.checkSame(otherWanted, text);
  }

  @Test
  void other_windows_are_left_to_plain_loops() {
    Tensor x = drawn(new Random(1), Shape.of(2, 3, 8, 8));
    assertThat(works(x, Shape.of(2, 3), Sliding.by(2)))
        .isNotEmpty()
        .noneMatch(work -> PairMaxima.run(work, Workers.of(1)));
    assertThat(works(x, Shape.of(2, 2), Sliding.by(1)))
        .isNotEmpty()
        .noneMatch(work -> PairMaxima.run(work, Workers.of(1)));
    assertThat(works(x.to(DType.F64).detach(), Shape.of(2, 2), Sliding.by(2)))
        .isNotEmpty()
        .noneMatch(work -> PairMaxima.run(work, Workers.of(1)));
    assertThat(works(x, Shape.of(2, 2), Sliding.by(2).padding(1))).isEmpty();
  }

  @Test
  @Tag("garbage")
  void tasks_allocate_nothing() {
    for (Work.Routine work :
        works(drawn(new Random(2), Shape.of(3, 4, 12, 70)), Shape.of(2, 2), Sliding.by(2))) {
      Task task = PairMaxima.prepare(work, new LongAdder()).orElseThrow();
      assertThat(Allocation.settles(task)).as(work.key().toString()).isTrue();
    }
  }
}
