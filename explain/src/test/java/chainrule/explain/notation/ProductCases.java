// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.FunctionsTest.of;

import chainrule.array.DType;
import chainrule.explain.notation.FunctionsTest.Case;
import chainrule.tensor.Tensor;
import java.util.List;

/** Calls of products and of what matrices are taken apart into, beside their Java. */
final class ProductCases {

  private ProductCases() {}

  static List<Case> all() {
    return List.of(
        of("matmul(x, y')", n -> n.x().matmul(n.y().transpose())),
        of("dot(u, v)", n -> n.u().dot(n.v())),
        of("outer(u, v)", n -> n.u().outer(n.v())),
        of("kron(x, y)", n -> n.x().kron(n.y())),
        of("trace(x)", n -> n.x().trace()),
        of("vecdot(x, y)", n -> n.x().vecdot(n.y())),
        of("vecdot(x, y, axis=0)", n -> n.x().vecdot(n.y(), 0)),
        of("cross(x, u)", n -> n.x().cross(n.u())),
        of("tensordot(x, y)", n -> n.x().tensordot(n.y(), 2)),
        of("tensordot(x, u, 1)", n -> n.x().tensordot(n.u(), 1)),
        of("solve(x @ y', p)", n -> n.x().matmul(n.y().transpose()).solve(n.p())),
        of("inverse(x @ y')", n -> n.x().matmul(n.y().transpose()).inverse()),
        of("determinant(x @ y')", n -> n.x().matmul(n.y().transpose()).determinant()),
        of("logAbsDeterminant(x @ y')", n -> n.x().matmul(n.y().transpose()).logAbsDeterminant()),
        of("logDeterminant(x @ x')", n -> n.x().matmul(n.x().transpose()).logDeterminant()),
        of("cofactors(x @ y')", n -> n.x().matmul(n.y().transpose()).cofactors()),
        of(
            "symmetricEigenvalues(x @ x')",
            n -> n.x().matmul(n.x().transpose()).symmetricEigenvalues()),
        of("cholesky(x @ x')", n -> n.x().matmul(n.x().transpose()).cholesky()),
        of("cholesky(x @ x', upper=1)", n -> n.x().matmul(n.x().transpose()).cholesky(true)),
        of("choleskySolve(x @ y', p)", n -> n.x().matmul(n.y().transpose()).choleskySolve(n.p())),
        of(
            "triangularSolve(x @ y', p)",
            n -> n.x().matmul(n.y().transpose()).triangularSolve(n.p(), false)),
        of(
            "triangularSolve(x @ y', p, upper=1, unit=1)",
            n -> n.x().matmul(n.y().transpose()).triangularSolve(n.p(), true, true)),
        of("matrixPower(x @ y', 3)", n -> n.x().matmul(n.y().transpose()).matrixPower(3)),
        of(
            "affine(x, y', [1, 2])",
            n -> n.x().affine(n.y().transpose(), Tensor.of(DType.F64, 1, 2))));
  }
}
