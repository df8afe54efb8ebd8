// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * Products of matrices and vectors: one chain of fma for each 512 products, the chains added in
 * order.
 */
public sealed interface ContractionOps extends Operations permits Tensor {

  /**
   * The matrix product.
   *
   * <p>Shapes: [.., m, k] and [.., k, n] give [.., m, n]; leading axes broadcast. A [k] on the left
   * counts as a row, on the right as a column, and that axis vanishes from the result; of two
   * vectors it is their {@link #dot}.
   */
  default Tensor matmul(Tensor y) {
    Tensor x = (Tensor) this;
    if (x.rank() == 1 && y.rank() == 1) {
      return Named.method("matmul", () -> dot(y));
    }
    if (x.rank() == 1 && y.rank() > 1) {
      Tensor product = x.reshape(1, -1).matmul(y);
      return product.reshape(product.shape().without(-2));
    }
    if (y.rank() == 1 && x.rank() > 1) {
      Tensor product = x.matmul(y.reshape(-1, 1));
      return product.reshape(product.shape().without(-1));
    }
    return Engine.apply(new Contraction.Matmul(), this, y);
  }

  /**
   * The sum of the products of equal places.
   *
   * <p>Shapes: [n] and [n] give a single number; other ranks are an error.
   */
  default Tensor dot(Tensor y) {
    return Engine.apply(new VectorProduct.Dot(), this, y);
  }

  /** Every element times every element of another vector. Shapes: [m] and [n] give [m, n]. */
  default Tensor outer(Tensor y) {
    return Engine.apply(new VectorProduct.Outer(), this, y);
  }

  /** this W + b. Shapes: this [.., in], weight [in, out], bias [out] give [.., out]. */
  default Tensor affine(Tensor weight, Tensor bias) {
    return Engine.apply(new Contraction.Affine(), this, weight, bias);
  }
}
