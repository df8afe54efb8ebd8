// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * A matrix as Q R.
 *
 * @param q orthonormal columns, [.., m, k] with k = min(m, n)
 * @param r upper triangular, [.., k, n]
 */
public record QrFactors(Tensor q, Tensor r) {

  /** Cuts what was packed. */
  static QrFactors of(Tensor packed, long rows) {
    Tensor turned = packed.slice(-2, rows, packed.size(-2));
    return new QrFactors(packed.slice(-2, 0, rows), turned.transpose());
  }
}
