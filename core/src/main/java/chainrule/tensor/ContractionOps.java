// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Matrix products: one chain of fma for each 512 products, the chains added in order. */
public sealed interface ContractionOps extends Operations permits Tensor {

  /**
   * The matrix product.
   *
   * <p>Shapes: [.., m, k] and [.., k, n] give [.., m, n]; leading axes broadcast. A [k] on the left
   * counts as a row, on the right as a column, and that axis vanishes from the result.
   */
  default Tensor matmul(Tensor y) {
    Tensor x = (Tensor) this;
    if (x.rank() == 1 && y.rank() == 1) {
      return x.reshape(1, -1).matmul(y.reshape(-1, 1)).reshape();
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

  /** this W + b. Shapes: this [.., in], weight [in, out], bias [out] give [.., out]. */
  default Tensor affine(Tensor weight, Tensor bias) {
    return Engine.apply(new Contraction.Affine(), this, weight, bias);
  }
}
