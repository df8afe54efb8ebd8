// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.Function.Kind.WHOLE;
import static chainrule.explain.notation.FunctionTable.binary;
import static chainrule.explain.notation.FunctionTable.unary;

import chainrule.tensor.Tensor;
import java.util.stream.Stream;

/** Products of vectors, matrices and tensors; systems and what matrices are taken apart into. */
final class MatrixTable {

  private MatrixTable() {}

  static Stream<Function> all() {
    return Stream.concat(products(), systems());
  }

  private static Stream<Function> products() {
    return Stream.of(
        binary("matmul", Tensor::matmul).alias("mm", "bmm", "mv"),
        binary("dot", Tensor::dot),
        binary("outer", Tensor::outer),
        binary("kron", Tensor::kron),
        unary("trace", Tensor::trace).alias("tr"),
        between("vecdot", Tensor::vecdot),
        between("cross", Tensor::cross),
        Function.of(
                "tensordot",
                2,
                2,
                given -> given.first().tensordot(given.second(), given.whole("axes", 2)),
                "tensordot(a, b)",
                "tensordot(a, b, axes=1)")
            .optional("axes", WHOLE));
  }

  private static Stream<Function> systems() {
    return Stream.of(
        binary("solve", Tensor::solve),
        unary("inverse", Tensor::inverse).alias("inv"),
        unary("determinant", Tensor::determinant).alias("det"),
        unary("logAbsDeterminant", Tensor::logAbsDeterminant),
        unary("logDeterminant", Tensor::logDeterminant).alias("logdet"),
        unary("cofactors", Tensor::cofactors),
        unary("symmetricEigenvalues", Tensor::symmetricEigenvalues).alias("eigvalsh"),
        Function.of(
                "cholesky",
                1,
                1,
                given -> given.first().cholesky(given.number("upper", 0) != 0),
                "cholesky(A)",
                "cholesky(A, upper=1)")
            .optional("upper", WHOLE),
        binary("choleskySolve", Tensor::choleskySolve),
        Function.of(
                "triangularSolve",
                2,
                2,
                given ->
                    given
                        .first()
                        .triangularSolve(
                            given.second(),
                            given.number("upper", 0) != 0,
                            given.number("unit", 0) != 0),
                "triangularSolve(L, B)",
                "triangularSolve(U, B, upper=1, unit=1)")
            .optional("upper", WHOLE)
            .optional("unit", WHOLE),
        Function.of(
                "matrixPower",
                1,
                1,
                given -> given.first().matrixPower(given.whole("exponent", 1)),
                "matrixPower(A, 3)")
            .required("exponent", WHOLE));
  }

  /** An operation on two tensors along one axis. */
  private interface Between {
    Tensor of(Tensor x, Tensor y, int axis);
  }

  private static Function between(String name, Between operation) {
    return Function.of(
            name,
            2,
            2,
            given -> operation.of(given.first(), given.second(), given.whole("axis", -1)),
            name + "(a, b)",
            name + "(a, b, axis=0)")
        .optional("axis", WHOLE);
  }
}
