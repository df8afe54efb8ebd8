// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The eigenvalues and eigenvectors of one symmetric matrix by cyclic Jacobi rotations, row after
 * row, until nothing is left beside the diagonal.
 *
 * <p>Source: Rutishauser: The Jacobi method for real symmetric matrices, Numerische Mathematik 9,
 * 1966, DOI 10.1007/BF02165223.
 */
final class Rotations {

  private static final int MOST_SWEEPS = 100;
  private static final int FIRST_SWEEPS = 4;

  private final int n;
  private final double[] a;
  private final double[] vectors;
  private final int power;

  /** Takes over the array, of which it uses the symmetric part. */
  Rotations(double[] matrix, long size) {
    this(matrix, size, MOST_SWEEPS);
  }

  /**
   * The same with a limit of its own.
   *
   * @throws ArgumentException if it is reached
   */
  Rotations(double[] matrix, long size, int mostSweeps) {
    n = (int) size;
    a = matrix;
    SymmetricPart.take(a, n);
    power = Powers.normalize(a);
    vectors = Memory.doubles(n, n);
    for (int i = 0; i < n; i++) {
      vectors[i * n + i] = 1;
    }
    int sweeps = 0;
    while (sweep(sweeps)) {
      sweeps++;
      if (sweeps > mostSweeps) {
        throw new ArgumentException(
            "symmetricEigen: a matrix of "
                + n
                + " rows is not diagonal after "
                + mostSweeps
                + " sweeps of rotations; needs one on which they converge",
            "scale the matrix, or add a multiple of the identity and take it off the values");
      }
    }
  }

  private boolean sweep(int sweeps) {
    boolean rotated = false;
    for (int p = 0; p < n; p++) {
      for (int q = p + 1; q < n; q++) {
        rotated |= a[p * n + q] != 0 && zero(p, q, sweeps);
      }
    }
    return rotated;
  }

  /** Rotates an element away, or drops it where it no longer adds to the diagonal. */
  private boolean zero(int p, int q, int sweeps) {
    double off = a[p * n + q];
    boolean vanishes =
        sweeps >= FIRST_SWEEPS && isLost(off, a[p * n + p]) && isLost(off, a[q * n + q]);
    if (!vanishes) {
      double angle = (a[q * n + q] - a[p * n + p]) / (2 * off);
      double tangent =
          Math.copySign(1, angle) / (Math.abs(angle) + Math.sqrt(Math.fma(angle, angle, 1)));
      double cosine = 1 / Math.sqrt(Math.fma(tangent, tangent, 1));
      rotate(p, q, tangent, cosine);
    }
    a[p * n + q] = 0;
    a[q * n + p] = 0;
    return !vanishes;
  }

  private static boolean isLost(double off, double diagonal) {
    return Math.abs(diagonal) + 100 * Math.abs(off) == Math.abs(diagonal);
  }

  private void rotate(int p, int q, double tangent, double cosine) {
    double sine = tangent * cosine;
    double off = a[p * n + q];
    a[p * n + p] = Math.fma(-tangent, off, a[p * n + p]);
    a[q * n + q] = Math.fma(tangent, off, a[q * n + q]);
    for (int i = 0; i < n; i++) {
      if (i != p && i != q) {
        turn(a, i * n + p, i * n + q, sine, cosine);
        a[p * n + i] = a[i * n + p];
        a[q * n + i] = a[i * n + q];
      }
      turn(vectors, i * n + p, i * n + q, sine, cosine);
    }
  }

  private static void turn(double[] array, int one, int other, double sine, double cosine) {
    double x = array[one];
    double y = array[other];
    array[one] = Math.fma(cosine, x, -(sine * y));
    array[other] = Math.fma(sine, x, cosine * y);
  }

  /** The values in a row, ascending, above the matrix with the vectors as columns. */
  double[] packed() {
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> a[i * n + i]))
            .mapToInt(i -> i)
            .toArray();
    double[] packed = Memory.doubles(n + 1, n);
    for (int j = 0; j < n; j++) {
      packed[j] = Math.scalb(a[order[j] * n + order[j]], power);
      double sign = sign(order[j]);
      for (int i = 0; i < n; i++) {
        packed[(i + 1) * n + j] = sign * vectors[i * n + order[j]];
      }
    }
    return packed;
  }

  /** What makes the largest component of a vector positive, the first of equals. */
  private double sign(int column) {
    double most = 0;
    for (int i = 0; i < n; i++) {
      double component = vectors[i * n + column];
      most = Math.abs(component) > Math.abs(most) ? component : most;
    }
    return most < 0 ? -1 : 1;
  }
}
