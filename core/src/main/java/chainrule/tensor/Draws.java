// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import chainrule.random.KeyedDraws;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;

/** What is drawn for each element by its place, in parts of a result and in any order. */
sealed interface Draws {

  /** Draws of a part begin where a block of the generator does. */
  int PART = 8192;

  /** Refuses what may not be drawn from, before anything is. */
  default void check(Object source, int from, int count) {}

  /**
   * Draws a part.
   *
   * @param source the array of the input; that of the result if there is none
   * @param from where element {@code first} lies in it
   * @param at where that element lies in the result
   */
  void part(long key, Object source, int from, Object result, int at, long first, int count);

  /** The work that draws. The key is the last of the inputs. */
  static Work work(Object what, Draws draws, List<Operand> inputs, Operand result) {
    Object drawn = new Tracer.Drawn(what);
    return new Work.Routine(drawn, inputs, List.of(result), new DrawTask.Body(draws));
  }

  /** Uniform in [0, 1). */
  record Uniform() implements Draws {
    @Override
    public void part(
        long key, Object source, int from, Object result, int at, long first, int count) {
      switch (result) {
        case float[] target -> KeyedDraws.uniform(key, target, at, count, first);
        case double[] target -> KeyedDraws.uniform(key, target, at, count, first);
        default -> throw new AssertionError(result.getClass());
      }
    }
  }

  /** Normal with mean 0 and deviation 1. */
  record Normal() implements Draws {
    @Override
    public void part(
        long key, Object source, int from, Object result, int at, long first, int count) {
      switch (result) {
        case float[] target -> KeyedDraws.normal(key, target, at, count, first);
        case double[] target -> KeyedDraws.normal(key, target, at, count, first);
        default -> throw new AssertionError(result.getClass());
      }
    }
  }

  /**
   * What is kept, scaled, of the source; 0 elsewhere.
   *
   * @param least the smallest draw that keeps, in steps of 2^-24: no branch is mispredicted
   */
  record Dropout(int least, double scale) implements Draws {

    static Dropout of(double rate) {
      return new Dropout((int) Math.ceil(rate * 0x1p24), 1 / (1 - rate));
    }

    @Override
    public void part(
        long key, Object source, int from, Object result, int at, long first, int count) {
      switch (result) {
        case float[] target -> narrow(key, (float[]) source, from, target, at, first, count);
        case double[] target -> wide(key, (double[]) source, from, target, at, first, count);
        default -> throw new AssertionError(result.getClass());
      }
    }

    private void narrow(
        long key, float[] source, int from, float[] target, int at, long first, int count) {
      KeyedDraws.uniform(key, target, at, count, first);
      float factor = (float) scale;
      int shift = from - at;
      for (int i = at; i < at + count; i++) {
        int lost = ((int) (target[i] * 0x1p24f) - least) >> 31;
        float kept = source[i + shift] * factor;
        target[i] = Float.intBitsToFloat(Float.floatToRawIntBits(kept) & ~lost);
      }
    }

    private void wide(
        long key, double[] source, int from, double[] target, int at, long first, int count) {
      long bits = 0;
      for (int i = 0; i < count; i++) {
        bits = (i & 1) == 0 ? KeyedDraws.longBits(key, (first + i) >>> 1) : bits >>> 32;
        int lost = (((int) bits >>> 8) - least) >> 31;
        double kept = source[from + i] * scale;
        target[at + i] = Double.longBitsToDouble(Double.doubleToRawLongBits(kept) & ~(long) lost);
      }
    }
  }

  /** 1 where a draw is below the source, else 0. */
  record Coins() implements Draws {
    @Override
    public void check(Object source, int from, int count) {
      for (int i = 0; i < count; i++) {
        double probability = at(source, from + i);
        if (!(probability >= 0 && probability <= 1)) {
          throw new ArgumentException(
              "bernoulli: probability " + probability + " at place " + i + "; needs 0 to 1");
        }
      }
    }

    private static double at(Object source, int place) {
      return source instanceof float[] narrow ? narrow[place] : ((double[]) source)[place];
    }

    @Override
    public void part(
        long key, Object source, int from, Object result, int at, long first, int count) {
      switch (result) {
        case float[] target -> {
          float[] chances = (float[]) source;
          KeyedDraws.uniform(key, target, at, count, first);
          for (int i = 0; i < count; i++) {
            target[at + i] = target[at + i] < chances[from + i] ? 1 : 0;
          }
        }
        case double[] target -> {
          double[] chances = (double[]) source;
          KeyedDraws.uniform(key, target, at, count, first);
          for (int i = 0; i < count; i++) {
            target[at + i] = target[at + i] < chances[from + i] ? 1 : 0;
          }
        }
        default -> throw new AssertionError(result.getClass());
      }
    }
  }
}
