// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.NonFiniteException;
import chainrule.tensor.Determinants;
import chainrule.tensor.Factorization;
import chainrule.tensor.Spectral;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Calls that systems and factorizations must refuse: shapes, types, singular and NaN. */
final class FactorizationErrors {

  private static final Tensor EYE = matrix(3, 1, 0, 0, 0, 1, 0, 0, 0, 1);
  private static final Tensor BATCH = Tensor.ones(2, 1, 1).expand(Shape.of(2, 3, 3)).plus(EYE);
  private static final Tensor COLUMNS = Tensor.ones(3, 4);

  private FactorizationErrors() {}

  private static Tensor matrix(int n, double... values) {
    return Tensor.of(DType.F32, Shape.of(n, n), values);
  }

  static void add(Factorization operation, ErrorList list) {
    switch (operation) {
      case Factorization.Solve _ -> {
        system(in -> in.get(0).solve(in.get(1)), list);
        singular(x -> x.solve(COLUMNS.slice(0, 0, x.size(-1))), list);
        nonFinite(x -> x.solve(COLUMNS), list);
      }
      case Factorization.Inverse _ -> {
        square(Tensor::inverse, list);
        singular(Tensor::inverse, list);
        nonFinite(Tensor::inverse, list);
      }
      case Factorization.TriangularSolve _ -> {
        system(in -> in.get(0).triangularSolve(in.get(1), true), list);
        singularTriangles(list);
        nonFinite(x -> x.triangularSolve(COLUMNS, false), list);
      }
      case Factorization.Cholesky _ -> {
        square(Tensor::cholesky, list);
        nonFinite(Tensor::cholesky, list);
        indefinite(list);
      }
      case Determinants determinants -> determinants(determinants, list);
      case Spectral.Qr _ -> {
        list.types(in -> in.getFirst().qr().q(), EYE);
        list.ranks(in -> in.getFirst().qr().r(), 0, Set.of(2, 3, 4, 5), EYE);
        nonFinite(x -> x.qr().q(), list);
      }
      case Spectral.SymmetricEigen _ -> {
        list.method("symmetricEigenvalues");
        square(Tensor::symmetricEigenvalues, list);
        nonFinite(Tensor::symmetricEigenvalues, list);
      }
    }
  }

  private static void determinants(Determinants operation, ErrorList list) {
    UnaryOperator<Tensor> method =
        switch (operation) {
          case Determinants.Determinant _ -> Tensor::determinant;
          case Determinants.LogAbsDeterminant _ -> Tensor::logAbsDeterminant;
          case Determinants.DeterminantSign _ -> Tensor::determinantSign;
          case Determinants.Cofactors _ -> Tensor::cofactors;
        };
    square(method, list);
    nonFinite(method, list);
  }

  private static void square(UnaryOperator<Tensor> method, ErrorList list) {
    Function<List<Tensor>, Tensor> call = in -> method.apply(in.getFirst());
    list.types(call, EYE);
    list.ranks(call, 0, Set.of(2, 3, 4, 5), EYE);
    list.sizes(call, 0, 0, EYE);
    list.sizes(call, 0, 2, BATCH);
    list.shape("wide", () -> method.apply(Tensor.ones(2, 3)), "F32[2, 3]", "needs square");
  }

  private static void system(Function<List<Tensor>, Tensor> call, ErrorList list) {
    list.types(call, EYE, COLUMNS);
    list.sizes(call, 0, 0, EYE, COLUMNS);
    list.sizes(call, 1, 0, EYE, COLUMNS);
    list.shape("wide", () -> call.apply(List.of(COLUMNS, COLUMNS)), "F32[3, 4]", "needs square");
    list.shape("a number", () -> call.apply(List.of(Tensor.scalar(1), COLUMNS)), "input is F32[]");
    list.shape(
        "batches",
        () -> call.apply(List.of(BATCH, Tensor.ones(4, 3, 1))),
        "[2] and [4] do not broadcast");
  }

  private static void singular(UnaryOperator<Tensor> method, ErrorList list) {
    list.argument(
        "zeros", () -> method.apply(Tensor.zeros(2, 2)), "F32[2, 2] is singular: pivot 1 of 2");
    list.argument(
        "dependent rows", () -> method.apply(matrix(2, 1, 2, 2, 4)), "pivot 2 of 2 is 0", "fix:");
    list.valid("nearly dependent rows", () -> method.apply(matrix(2, 1, 2, 2, 4.000001)));
    list.argument(
        "the second of a batch",
        () -> method.apply(BATCH.times(Tensor.of(1, 0).reshape(2, 1, 1))),
        "matrix [1] of F32[2, 3, 3] is singular: pivot 1 of 3");
  }

  private static void singularTriangles(ErrorList list) {
    Tensor zero = matrix(3, 1, 1, 1, 1, 0, 1, 1, 1, 1);
    list.argument(
        "upper", () -> zero.triangularSolve(COLUMNS, true), "is singular: pivot 2 of 3 is 0");
    list.argument(
        "lower", () -> zero.triangularSolve(COLUMNS, false), "is singular: pivot 2 of 3 is 0");
    list.valid("a unit diagonal", () -> zero.triangularSolve(COLUMNS, true, true));
    list.argument(
        "the second of a batch",
        () -> BATCH.times(Tensor.of(1, 0).reshape(2, 1, 1)).triangularSolve(COLUMNS, true),
        "matrix [1] of F32[2, 3, 3] is singular");
  }

  private static void indefinite(ErrorList list) {
    list.argument(
        "negative", () -> matrix(1, -1).cholesky(), "not positive definite", "of order 1");
    list.argument("zero", () -> matrix(1, 0).cholesky(), "not positive definite", "order 1");
    list.argument("indefinite", () -> matrix(2, 1, 2, 2, 1).cholesky(), "of order 2");
    list.argument("semidefinite", () -> matrix(2, 1, 1, 1, 1).cholesky(true), "of order 2", "fix:");
    list.valid("definite", () -> matrix(2, 1, 1, 1, 1.000001).cholesky());
    list.argument(
        "the second of a batch",
        () -> BATCH.times(Tensor.of(1, -1).reshape(2, 1, 1)).cholesky(),
        "matrix [1] of F32[2, 3, 3] is not positive definite");
  }

  private static void nonFinite(UnaryOperator<Tensor> method, ErrorList list) {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1.0 / 0}) {
      for (int place : new int[] {0, 4, 8}) {
        double[] values = EYE.toDoubles();
        values[place] = wrong;
        list.add(
            wrong + " at " + place,
            () -> method.apply(matrix(3, values)),
            NonFiniteException.class,
            "holds " + wrong + " at [" + place / 3 + ", " + place % 3 + "]",
            "needs finite numbers");
      }
    }
  }
}
