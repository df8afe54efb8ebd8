// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/**
 * Narrow products by plain loops, some outputs at a time: the chain of one alone would wait for
 * each of its steps.
 *
 * @param inner the steps of all chains
 * @param aRow from row to row of a
 * @param aDeep from step to step in a
 * @param bDeep from step to step in b
 * @param bAcross from column to column of b
 * @param outRow from row to row of the output, its columns
 */
record PlainTiles(int inner, int aRow, int aDeep, int bDeep, int bAcross, int outRow) {

  /** The rows of a tile, and the columns of most. */
  static final int SIDE = 4;

  /** The length of one fma chain. */
  static final int CHAIN = 512;

  /** Some rows of one matrix, at least {@link #SIDE}; the last tiles lie over those before them. */
  void run(Object a, int aAt, Object b, int bAt, Object out, int outAt, int rows) {
    boolean square = outRow >= SIDE;
    for (int top = 0; top < rows; top += SIDE) {
      int row = Math.min(top, rows - SIDE);
      for (int left = 0; left < outRow; left += square ? SIDE : 1) {
        int column = square ? Math.min(left, outRow - SIDE) : left;
        int x = aAt + row * aRow;
        int y = bAt + column * bAcross;
        int into = outAt + row * outRow + column;
        if (out instanceof float[] floats) {
          tile(square, (float[]) a, x, (float[]) b, y, floats, into);
        } else {
          tile(square, (double[]) a, x, (double[]) b, y, (double[]) out, into);
        }
      }
    }
  }

  private void tile(
      boolean square, float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
    if (square) {
      square(a, aAt, b, bAt, out, outAt);
    } else {
      column(a, aAt, b, bAt, out, outAt);
    }
  }

  private void tile(
      boolean square, double[] a, int aAt, double[] b, int bAt, double[] out, int outAt) {
    if (square) {
      square(a, aAt, b, bAt, out, outAt);
    } else {
      column(a, aAt, b, bAt, out, outAt);
    }
  }

  /** 4 by 4 outputs. */
  private void square(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
    for (int from = 0; from < inner; from += CHAIN) {
      int end = Math.min(inner, from + CHAIN);
      float s00 = 0;
      float s01 = 0;
      float s02 = 0;
      float s03 = 0;
      float s10 = 0;
      float s11 = 0;
      float s12 = 0;
      float s13 = 0;
      float s20 = 0;
      float s21 = 0;
      float s22 = 0;
      float s23 = 0;
      float s30 = 0;
      float s31 = 0;
      float s32 = 0;
      float s33 = 0;
      for (int k = from; k < end; k++) {
        int p = aAt + k * aDeep;
        int q = bAt + k * bDeep;
        float x0 = a[p];
        float x1 = a[p + aRow];
        float x2 = a[p + 2 * aRow];
        float x3 = a[p + 3 * aRow];
        float y0 = b[q];
        float y1 = b[q + bAcross];
        float y2 = b[q + 2 * bAcross];
        float y3 = b[q + 3 * bAcross];
        s00 = Math.fma(x0, y0, s00);
        s01 = Math.fma(x0, y1, s01);
        s02 = Math.fma(x0, y2, s02);
        s03 = Math.fma(x0, y3, s03);
        s10 = Math.fma(x1, y0, s10);
        s11 = Math.fma(x1, y1, s11);
        s12 = Math.fma(x1, y2, s12);
        s13 = Math.fma(x1, y3, s13);
        s20 = Math.fma(x2, y0, s20);
        s21 = Math.fma(x2, y1, s21);
        s22 = Math.fma(x2, y2, s22);
        s23 = Math.fma(x2, y3, s23);
        s30 = Math.fma(x3, y0, s30);
        s31 = Math.fma(x3, y1, s31);
        s32 = Math.fma(x3, y2, s32);
        s33 = Math.fma(x3, y3, s33);
      }
      put(from, out, outAt, s00, s01, s02, s03);
      put(from, out, outAt + outRow, s10, s11, s12, s13);
      put(from, out, outAt + 2 * outRow, s20, s21, s22, s23);
      put(from, out, outAt + 3 * outRow, s30, s31, s32, s33);
    }
  }

  /** 4 by 1 outputs. */
  private void column(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt) {
    for (int from = 0; from < inner; from += CHAIN) {
      int end = Math.min(inner, from + CHAIN);
      float s00 = 0;
      float s10 = 0;
      float s20 = 0;
      float s30 = 0;
      for (int k = from; k < end; k++) {
        int p = aAt + k * aDeep;
        int q = bAt + k * bDeep;
        float x0 = a[p];
        float x1 = a[p + aRow];
        float x2 = a[p + 2 * aRow];
        float x3 = a[p + 3 * aRow];
        float y0 = b[q];
        s00 = Math.fma(x0, y0, s00);
        s10 = Math.fma(x1, y0, s10);
        s20 = Math.fma(x2, y0, s20);
        s30 = Math.fma(x3, y0, s30);
      }
      put(from, out, outAt, s00);
      put(from, out, outAt + outRow, s10);
      put(from, out, outAt + 2 * outRow, s20);
      put(from, out, outAt + 3 * outRow, s30);
    }
  }

  private static void put(int from, float[] out, int at, float s0, float s1, float s2, float s3) {
    if (from == 0) {
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
    } else {
      out[at] += s0;
      out[at + 1] += s1;
      out[at + 2] += s2;
      out[at + 3] += s3;
    }
  }

  private static void put(int from, float[] out, int at, float s0) {
    if (from == 0) {
      out[at] = s0;
    } else {
      out[at] += s0;
    }
  }

  /** 4 by 4 outputs. */
  private void square(double[] a, int aAt, double[] b, int bAt, double[] out, int outAt) {
    for (int from = 0; from < inner; from += CHAIN) {
      int end = Math.min(inner, from + CHAIN);
      double s00 = 0;
      double s01 = 0;
      double s02 = 0;
      double s03 = 0;
      double s10 = 0;
      double s11 = 0;
      double s12 = 0;
      double s13 = 0;
      double s20 = 0;
      double s21 = 0;
      double s22 = 0;
      double s23 = 0;
      double s30 = 0;
      double s31 = 0;
      double s32 = 0;
      double s33 = 0;
      for (int k = from; k < end; k++) {
        int p = aAt + k * aDeep;
        int q = bAt + k * bDeep;
        double x0 = a[p];
        double x1 = a[p + aRow];
        double x2 = a[p + 2 * aRow];
        double x3 = a[p + 3 * aRow];
        double y0 = b[q];
        double y1 = b[q + bAcross];
        double y2 = b[q + 2 * bAcross];
        double y3 = b[q + 3 * bAcross];
        s00 = Math.fma(x0, y0, s00);
        s01 = Math.fma(x0, y1, s01);
        s02 = Math.fma(x0, y2, s02);
        s03 = Math.fma(x0, y3, s03);
        s10 = Math.fma(x1, y0, s10);
        s11 = Math.fma(x1, y1, s11);
        s12 = Math.fma(x1, y2, s12);
        s13 = Math.fma(x1, y3, s13);
        s20 = Math.fma(x2, y0, s20);
        s21 = Math.fma(x2, y1, s21);
        s22 = Math.fma(x2, y2, s22);
        s23 = Math.fma(x2, y3, s23);
        s30 = Math.fma(x3, y0, s30);
        s31 = Math.fma(x3, y1, s31);
        s32 = Math.fma(x3, y2, s32);
        s33 = Math.fma(x3, y3, s33);
      }
      put(from, out, outAt, s00, s01, s02, s03);
      put(from, out, outAt + outRow, s10, s11, s12, s13);
      put(from, out, outAt + 2 * outRow, s20, s21, s22, s23);
      put(from, out, outAt + 3 * outRow, s30, s31, s32, s33);
    }
  }

  /** 4 by 1 outputs. */
  private void column(double[] a, int aAt, double[] b, int bAt, double[] out, int outAt) {
    for (int from = 0; from < inner; from += CHAIN) {
      int end = Math.min(inner, from + CHAIN);
      double s00 = 0;
      double s10 = 0;
      double s20 = 0;
      double s30 = 0;
      for (int k = from; k < end; k++) {
        int p = aAt + k * aDeep;
        int q = bAt + k * bDeep;
        double x0 = a[p];
        double x1 = a[p + aRow];
        double x2 = a[p + 2 * aRow];
        double x3 = a[p + 3 * aRow];
        double y0 = b[q];
        s00 = Math.fma(x0, y0, s00);
        s10 = Math.fma(x1, y0, s10);
        s20 = Math.fma(x2, y0, s20);
        s30 = Math.fma(x3, y0, s30);
      }
      put(from, out, outAt, s00);
      put(from, out, outAt + outRow, s10);
      put(from, out, outAt + 2 * outRow, s20);
      put(from, out, outAt + 3 * outRow, s30);
    }
  }

  private static void put(
      int from, double[] out, int at, double s0, double s1, double s2, double s3) {
    if (from == 0) {
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
    } else {
      out[at] += s0;
      out[at + 1] += s1;
      out[at + 2] += s2;
      out[at + 3] += s3;
    }
  }

  private static void put(int from, double[] out, int at, double s0) {
    if (from == 0) {
      out[at] = s0;
    } else {
      out[at] += s0;
    }
  }
}
