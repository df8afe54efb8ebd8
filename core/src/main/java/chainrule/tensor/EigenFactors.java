// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * A symmetric matrix as V diag(w) V^T.
 *
 * @param values w, ascending, [.., n]
 * @param vectors V, orthonormal columns, each with its largest component positive, [.., n, n]
 */
public record EigenFactors(Tensor values, Tensor vectors) {

  /** Cuts what was packed. */
  static EigenFactors of(Tensor packed) {
    return new EigenFactors(packed.select(-2, 0), packed.slice(-2, 1, packed.size(-2)));
  }
}
