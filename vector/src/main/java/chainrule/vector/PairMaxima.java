// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.WindowMaximum;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The largest of each window that is two columns wide, two columns from the next, of F32. */
final class PairMaxima implements Task {

  private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, Species.SHAPE);
  private static final int LANES = Species.F32.length();

  /** The even lanes of two vectors, then the odd ones. */
  private static final IntVector EVEN = IntVector.zero(INTS).addIndex(2);

  private static final IntVector ODD = EVEN.add(1);

  /** A not-a-number of which the rank is above all. */
  private static final int NAN = 0x7fc00000;

  /** Elements looked at by a chunk, unless one channel has more. */
  private static final int CHUNK = 32_768;

  private static final int WORTH = 1 << 20;

  /** Nanoseconds of a vector operation: warm a quarter of it. */
  private static final int SLOW = 4;

  private static final int OPERATIONS = 50;

  private static final Warmup WARMUP =
      new Warmup(trial(), 2L * 2 * 2 * SLOW * OPERATIONS, Settings.read().warming() ? WORTH : 0);

  private final WindowMaximum windows;
  private final Object[] arrays;
  private final int from;
  private final int into;
  private final int channels;
  private final int share;

  /** The places of a row of windows, for each chunk. */
  private final int[][] places;

  private final IntConsumer body = this::chunk;

  private PairMaxima(
      WindowMaximum windows, Object input, int from, Object output, int into, int channels) {
    this.windows = windows;
    arrays = new Object[] {input, output};
    this.from = from;
    this.into = into;
    this.channels = channels;
    share = Math.max(1, CHUNK / (windows.rows() * windows.columns()));
    int chunks = Math.ceilDiv(channels, share);
    places = windows.isPlace() ? new int[chunks][windows.windowColumns()] : new int[0][];
  }

  private static PairMaxima of(WindowMaximum windows, Work.Routine work) {
    Operand x = work.inputs().getFirst();
    Operand out = work.outputs().getFirst();
    int channels = (int) (out.shape().count() / windows.windowRows() / windows.windowColumns());
    int from = (int) x.view().offset();
    int into = (int) out.view().offset();
    return new PairMaxima(windows, x.array(), from, out.array(), into, channels);
  }

  private static boolean suits(Work.Routine work) {
    return work.key() instanceof WindowMaximum windows
        && windows.width() == 2
        && windows.across() == 2
        && work.inputs().getFirst().dtype() == DType.F32;
  }

  /** Does such work, or returns false without having written anything. */
  static boolean run(Work.Routine work, Workers workers) {
    boolean ready = suits(work) && WARMUP.isDone(work.inputs().getFirst().shape().count());
    if (ready) {
      of((WindowMaximum) work.key(), work).run(workers);
    }
    return ready;
  }

  /** Such work made ready, by plain loops until the kernel is warm. */
  static Optional<Task> prepare(Work.Routine work, LongAdder done) {
    long elements = work.inputs().getFirst().shape().count();
    return suits(work)
        ? Backends.reference()
            .prepare(work)
            .map(plain ->
                new WarmTask(
                    () -> WARMUP.isDone(elements),
                    of((WindowMaximum) work.key(), work),
                    plain,
                    done))
        : Optional.empty();
  }

  /** A run on made-up data, for values and for places. */
  private static Runnable trial() {
    int columns = LANES + 1;
    float[] x = new float[2 * 2 * columns];
    PairMaxima values = trial(x, new float[columns]);
    PairMaxima places = trial(x, new long[columns]);
    return () -> {
      values.chunk(0);
      places.chunk(0);
    };
  }

  private static PairMaxima trial(float[] x, Object out) {
    int columns = LANES + 1;
    boolean isPlace = out instanceof long[];
    WindowMaximum windows = new WindowMaximum(isPlace, 2, 2 * columns, 2, 2, 2, 2, 1, columns);
    return new PairMaxima(windows, x, 0, out, 0, 1);
  }

  @Override
  public void rebind(Object before, Object after) {
    Task.replace(arrays, before, after);
  }

  @Override
  public void run(Workers workers) {
    workers.run(Math.ceilDiv(channels, share), body);
  }

  private void chunk(int chunk) {
    int end = Math.min(channels, (chunk + 1) * share);
    int count = windows.windowColumns();
    int line = windows.down() * windows.columns();
    for (int channel = chunk * share; channel < end; channel++) {
      int start = from + channel * windows.rows() * windows.columns();
      int at = into + channel * windows.windowRows() * count;
      for (int row = 0; row < windows.windowRows(); row++) {
        if (windows.isPlace()) {
          int[] found = places[chunk];
          places(start + row * line, found);
          long[] out = (long[]) arrays[1];
          for (int window = 0; window < count; window++) {
            out[at + window] = (long) row * line + found[window];
          }
        } else {
          values(start + row * line, (float[]) arrays[1], at);
        }
        at += count;
      }
    }
  }

  private void values(int start, float[] out, int at) {
    float[] x = (float[]) arrays[0];
    int count = windows.windowColumns();
    for (int window = 0; window < count; window += LANES) {
      IntVector most = IntVector.broadcast(INTS, Integer.MIN_VALUE);
      IntVector chosen = most;
      for (int line = 0; line < windows.height(); line++) {
        int left = start + line * windows.columns() + 2 * window;
        IntVector low = load(x, left, 2 * (count - window));
        IntVector high = load(x, left + LANES, 2 * (count - window) - LANES);
        IntVector even = EVEN.selectFrom(low, high);
        IntVector rank = rank(even);
        VectorMask<Integer> more = rank.compare(VectorOperators.GT, most);
        chosen = chosen.blend(even, more);
        most = most.max(rank);
        IntVector odd = ODD.selectFrom(low, high);
        rank = rank(odd);
        more = rank.compare(VectorOperators.GT, most);
        chosen = chosen.blend(odd, more);
        most = most.max(rank);
      }
      VectorMask<Float> there = Species.F32.indexInRange(window, count);
      chosen.reinterpretAsFloats().intoArray(out, at + window, there);
    }
  }

  /** The places from the first element of the first row on. */
  private void places(int start, int[] out) {
    float[] x = (float[]) arrays[0];
    int count = windows.windowColumns();
    for (int window = 0; window < count; window += LANES) {
      IntVector most = IntVector.broadcast(INTS, Integer.MIN_VALUE);
      IntVector chosen = most;
      for (int line = 0; line < windows.height(); line++) {
        int place = line * windows.columns() + 2 * window;
        IntVector low = load(x, start + place, 2 * (count - window));
        IntVector high = load(x, start + place + LANES, 2 * (count - window) - LANES);
        IntVector rank = rank(EVEN.selectFrom(low, high));
        VectorMask<Integer> more = rank.compare(VectorOperators.GT, most);
        chosen = chosen.blend(EVEN.add(place), more);
        most = most.max(rank);
        rank = rank(ODD.selectFrom(low, high));
        more = rank.compare(VectorOperators.GT, most);
        chosen = chosen.blend(ODD.add(place), more);
        most = most.max(rank);
      }
      chosen.intoArray(out, window, INTS.indexInRange(window, count));
    }
  }

  /** The bits of as many elements as there are. */
  private static IntVector load(float[] x, int at, int count) {
    return FloatVector.fromArray(Species.F32, x, at, Species.F32.indexInRange(0, count))
        .reinterpretAsInts();
  }

  /** Whole numbers in the order of the values: both zeros alike, NaN above all. */
  private static IntVector rank(IntVector bits) {
    FloatVector value = bits.reinterpretAsFloats().add(0f);
    IntVector ordered = value.reinterpretAsInts();
    ordered = ordered.blend(NAN, value.test(VectorOperators.IS_NAN).cast(INTS));
    IntVector sign = ordered.lanewise(VectorOperators.ASHR, 31);
    return ordered.lanewise(VectorOperators.XOR, sign.and(Integer.MAX_VALUE));
  }
}
