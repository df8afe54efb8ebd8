// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;

/**
 * The gradient of cofactors by the cofactors of all minors: right also for singular matrices, at
 * n^2 times the cost of one.
 */
final class Minors {

  private Minors() {}

  static Tensor gradient(Tensor a, Tensor upstream) {
    long n = a.size(-1);
    Tensor others = others(n);
    Shape lead = Matrices.lead(a.shape());
    Tensor minors =
        a.indexSelect(-2, others)
            .indexSelect(-1, others)
            .reshape(lead.concat(Shape.of(n, n - 1, n, n - 1)))
            .transpose(-3, -2);
    Tensor weights = upstream.times(signs(a.dtype(), n)).unsqueeze(-1).unsqueeze(-1);
    return weights
        .times(minors.cofactors())
        .transpose(-3, -2)
        .reshape(lead.concat(Shape.of(n * (n - 1), n * (n - 1))))
        .indexAdd(-1, others, n)
        .indexAdd(-2, others, n);
  }

  /** For each index in turn, all others. */
  private static Tensor others(long n) {
    long[] others = Memory.longs(n * (n - 1));
    for (int i = 0; i < others.length; i++) {
      long skipped = i / (n - 1);
      long place = i % (n - 1);
      others[i] = place < skipped ? place : place + 1;
    }
    return Tensor.of(Shape.of(others.length), others);
  }

  /** 1 where row and column are both even or both odd, -1 elsewhere. */
  private static Tensor signs(DType dtype, long n) {
    double[] signs = Memory.doubles(n, n);
    for (int i = 0; i < signs.length; i++) {
      signs[i] = (i / n + i % n) % 2 == 0 ? 1 : -1;
    }
    return Tensor.of(dtype, Shape.of(n, n), signs);
  }
}
