// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.tensor.Determinants;
import chainrule.tensor.Factorization;
import chainrule.tensor.Spectral;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Linear algebra, as libtorch has it. */
final class TorchMatrices {

  private TorchMatrices() {}

  static Tensor apply(Factorization op, List<Tensor> in) {
    Tensor x = in.getFirst();
    return switch (op) {
      case Factorization.Solve() -> torch.linalg_solve(x, in.get(1));
      case Factorization.Inverse() -> torch.linalg_inv(x);
      case Factorization.TriangularSolve(boolean upper, boolean unit) ->
          torch.linalg_solve_triangular(x, in.get(1), upper, true, unit);
      case Factorization.Cholesky(boolean upper) -> torch.linalg_cholesky(symmetric(x), upper);
      case Spectral.Qr() -> qr(x);
      case Spectral.SymmetricEigen() -> eigen(symmetric(x));
      case Determinants.Determinant() -> determinant(x);
      case Determinants.LogAbsDeterminant() -> regular(x).get1();
      case Determinants.DeterminantSign() -> regular(x).get0();
      // No function of its own: the derivative of the determinant by its definition.
      case Determinants.Cofactors() ->
          torch.mul(
              torch.unsqueeze(torch.unsqueeze(determinant(x), -1), -1),
              turned(torch.linalg_inv(x)));
    };
  }

  /** Theirs reads one triangle, ours the mean of both. */
  private static Tensor symmetric(Tensor x) {
    return torch.mul(torch.add(x, turned(x)), new Scalar(0.5));
  }

  private static Tensor turned(Tensor x) {
    return torch.transpose(x, -2, -1);
  }

  /** Q above R transposed, as it is packed here; both have the signs of LAPACK. */
  private static Tensor qr(Tensor x) {
    T_TensorTensor_T both = torch.linalg_qr(x, "reduced");
    return torch.cat(new TensorVector(both.get0(), turned(both.get1())), -2);
  }

  /** Values above vectors, of which each is turned so that its largest component is positive. */
  private static Tensor eigen(Tensor x) {
    T_TensorTensor_T both = torch.linalg_eigh(x, "L");
    Tensor vectors = both.get1();
    Tensor largest = torch.max(torch.abs(vectors), -2, true).get1();
    Tensor signs = torch.sign(torch.gather(vectors, -2, largest)).detach();
    Tensor values = torch.unsqueeze(both.get0(), -2);
    return torch.cat(new TensorVector(values, torch.mul(vectors, signs)), -2);
  }

  /** At singular matrices libtorch passes no gradient, where the cofactors need not be 0. */
  private static Tensor determinant(Tensor x) {
    Tensor value = torch.linalg_det(x);
    if (torch.any(torch.eq(value, new Scalar(0.0))).item_bool()) {
      throw new TorchRules.Absent("no gradient at a singular matrix there");
    }
    return value;
  }

  /** Sign and logarithm, which roundings decide where a matrix is all but singular. */
  private static T_TensorTensor_T regular(Tensor x) {
    T_TensorTensor_T both = torch.linalg_slogdet(x);
    if (torch.any(torch.lt(both.get1(), new Scalar(-20.0))).item_bool()) {
      throw new TorchRules.Absent("roundings decide at a matrix that is all but singular");
    }
    return both;
  }
}
