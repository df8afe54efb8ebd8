// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import jdk.incubator.vector.FloatVector;

/**
 * What no code on this machine can beat: multiplications and additions a second, bytes a second.
 *
 * @param gigaflops of F32 on one thread, by 24 independent chains of fma on vectors in registers; a
 *     fused multiplication and addition counts as two
 * @param copied bytes read and written by a copy of arrays that no cache holds, in 10^9 a second
 * @param triad the same of a = b + s c
 */
record Floors(double gigaflops, double copied, double triad) {

  private static final int CHAINS = 24;
  private static final int ROUNDS = 7;
  private static final int TURNS = 2_000_000;
  private static final double GIGA = 1e9;
  private static final int BYTES = Float.BYTES;

  /** Measures all, in about two seconds. */
  static Floors measure(Machine machine) {
    double flops = 2.0 * CHAINS * FloatVector.SPECIES_PREFERRED.length() * TURNS;
    double peak = 0;
    float[] sink = new float[FloatVector.SPECIES_PREFERRED.length()];
    for (int round = 0; round < 2 * ROUNDS; round++) {
      long start = System.nanoTime();
      chains(TURNS, sink);
      peak = Math.max(peak, flops / (System.nanoTime() - start));
    }
    int count = (int) (machine.largeArrayBytes() / BYTES);
    float[] a = new float[count];
    float[] b = new float[count];
    float[] c = new float[count];
    double copied = 0;
    double triad = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      System.arraycopy(a, 0, b, 0, count);
      long middle = System.nanoTime();
      triad(a, b, c, round);
      long end = System.nanoTime();
      copied = Math.max(copied, 2.0 * BYTES * count / (middle - start));
      triad = Math.max(triad, 3.0 * BYTES * count / (end - middle));
    }
    return new Floors(peak, copied, triad);
  }

  /** The better of two measurements: what is in the way of one is not the machine's limit. */
  Floors or(Floors other) {
    return new Floors(
        Math.max(gigaflops, other.gigaflops),
        Math.max(copied, other.copied),
        Math.max(triad, other.triad));
  }

  /**
   * The least time of so much arithmetic, in microseconds; an F64 vector holds half as many.
   *
   * @param threads that share it
   */
  double microseconds(double flops, boolean isDouble, int threads) {
    return flops / (gigaflops * GIGA * threads) * (isDouble ? 2 : 1) * 1e6;
  }

  private static void triad(float[] a, float[] b, float[] c, float s) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + s * c[i];
    }
  }

  /** One straight method: vectors that leave it would be boxed. */
  private static void chains(int turns, float[] sink) {
    FloatVector x = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.999f);
    FloatVector y = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.001f);
    FloatVector c0 = x.mul(1f);
    FloatVector c1 = x.mul(2f);
    FloatVector c2 = x.mul(3f);
    FloatVector c3 = x.mul(4f);
    FloatVector c4 = x.mul(5f);
    FloatVector c5 = x.mul(6f);
    FloatVector c6 = x.mul(7f);
    FloatVector c7 = x.mul(8f);
    FloatVector c8 = x.mul(9f);
    FloatVector c9 = x.mul(10f);
    FloatVector c10 = x.mul(11f);
    FloatVector c11 = x.mul(12f);
    FloatVector c12 = x.mul(13f);
    FloatVector c13 = x.mul(14f);
    FloatVector c14 = x.mul(15f);
    FloatVector c15 = x.mul(16f);
    FloatVector c16 = x.mul(17f);
    FloatVector c17 = x.mul(18f);
    FloatVector c18 = x.mul(19f);
    FloatVector c19 = x.mul(20f);
    FloatVector c20 = x.mul(21f);
    FloatVector c21 = x.mul(22f);
    FloatVector c22 = x.mul(23f);
    FloatVector c23 = x.mul(24f);
    for (int i = 0; i < turns; i++) {
      c0 = x.fma(y, c0);
      c1 = x.fma(y, c1);
      c2 = x.fma(y, c2);
      c3 = x.fma(y, c3);
      c4 = x.fma(y, c4);
      c5 = x.fma(y, c5);
      c6 = x.fma(y, c6);
      c7 = x.fma(y, c7);
      c8 = x.fma(y, c8);
      c9 = x.fma(y, c9);
      c10 = x.fma(y, c10);
      c11 = x.fma(y, c11);
      c12 = x.fma(y, c12);
      c13 = x.fma(y, c13);
      c14 = x.fma(y, c14);
      c15 = x.fma(y, c15);
      c16 = x.fma(y, c16);
      c17 = x.fma(y, c17);
      c18 = x.fma(y, c18);
      c19 = x.fma(y, c19);
      c20 = x.fma(y, c20);
      c21 = x.fma(y, c21);
      c22 = x.fma(y, c22);
      c23 = x.fma(y, c23);
    }
    c0 = c0.add(c12);
    c1 = c1.add(c13);
    c2 = c2.add(c14);
    c3 = c3.add(c15);
    c4 = c4.add(c16);
    c5 = c5.add(c17);
    c6 = c6.add(c18);
    c7 = c7.add(c19);
    c8 = c8.add(c20);
    c9 = c9.add(c21);
    c10 = c10.add(c22);
    c11 = c11.add(c23);
    c0 = c0.add(c6);
    c1 = c1.add(c7);
    c2 = c2.add(c8);
    c3 = c3.add(c9);
    c4 = c4.add(c10);
    c5 = c5.add(c11);
    c0.add(c1).add(c2).add(c3).add(c4).add(c5).intoArray(sink, 0);
  }
}
