// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Determinants;
import chainrule.tensor.EigenFactors;
import chainrule.tensor.Factorization;
import chainrule.tensor.Spectral;
import chainrule.tensor.Tensor;
import java.util.List;

/**
 * How factorizations move when their inputs do, from front to back: by differentials of what they
 * solve, and determinants by expansion along rows.
 */
final class FactorizationSlopes {

  private FactorizationSlopes() {}

  static Tensor of(Factorization op, List<Tensor> inputs, List<Tensor> directions) {
    Tensor a = inputs.getFirst();
    Tensor da = directions.getFirst();
    return switch (op) {
      case Factorization.Solve solve -> {
        Tensor x = solve.apply(inputs);
        yield solve.apply(List.of(a, directions.get(1).minus(da.matmul(x))));
      }
      case Factorization.TriangularSolve solve -> {
        int from = solve.unit() ? 1 : 0;
        Tensor part = solve.upper() ? da.triu(from) : da.tril(-from);
        Tensor x = solve.apply(inputs);
        yield solve.apply(List.of(a, directions.get(1).minus(part.matmul(x))));
      }
      case Factorization.Inverse inverse -> {
        Tensor x = inverse.apply(inputs);
        yield x.matmul(da).matmul(x).negate();
      }
      case Factorization.Cholesky(boolean upper) -> {
        Tensor lower = a.cholesky();
        Tensor inner = lower.inverse();
        Tensor middle = inner.matmul(half(da)).matmul(inner.transpose());
        Tensor slope = lower.matmul(middle.tril().plus(middle.tril(-1)).times(0.5));
        yield upper ? slope.transpose() : slope;
      }
      case Determinants.LogAbsDeterminant _ -> a.inverse().matmul(da).trace();
      case Determinants.Determinant _ -> byRows(a, da, false);
      case Determinants.Cofactors _ -> byRows(a, da, true);
      case Determinants.DeterminantSign _ -> throw new AssertionError("a sign does not move");
      case Spectral.Qr _ -> qr(a, da);
      case Spectral.SymmetricEigen _ -> eigen(a, da);
    };
  }

  private static Tensor half(Tensor a) {
    return a.plus(a.transpose()).times(0.5);
  }

  // ------------------------------------------------------------------ orthogonal factors

  private static Tensor qr(Tensor a, Tensor da) {
    long rows = a.size(-2);
    long columns = a.size(-1);
    long left = Math.min(rows, columns);
    Tensor q = a.qr().q();
    Tensor r = a.qr().r().slice(-1, 0, left);
    Tensor over = da.slice(-1, 0, left).matmul(r.inverse());
    Tensor turned = q.transpose().matmul(over);
    Tensor skew = turned.tril(-1).minus(turned.tril(-1).transpose());
    Tensor dq = q.matmul(skew).plus(over.minus(q.matmul(turned)));
    Tensor dr = turned.minus(skew).matmul(r);
    if (columns > rows) {
      Tensor right = a.slice(-1, left, columns);
      Tensor dRight = da.slice(-1, left, columns);
      dr = dr.concat(-1, dq.transpose().matmul(right).plus(q.transpose().matmul(dRight)));
    }
    return dq.concat(-2, dr.transpose());
  }

  private static Tensor eigen(Tensor a, Tensor da) {
    EigenFactors factors = a.symmetricEigen();
    Tensor v = factors.vectors();
    Tensor turned = v.transpose().matmul(half(da)).matmul(v);
    Tensor gaps = factors.values().unsqueeze(-2).minus(factors.values().unsqueeze(-1));
    Tensor apart = gaps.plus(factors.values().onesLike().diagEmbed());
    Tensor beside = turned.triu(1).plus(turned.tril(-1)).over(apart);
    return turned.diagonal(0, -2, -1).unsqueeze(-2).concat(-2, v.matmul(beside));
  }

  // ------------------------------------------------------------------ determinants

  /** The determinants of all matrices, or of all their minors with signs. */
  private static Tensor byRows(Tensor a, Tensor da, boolean minors) {
    int n = (int) a.size(-1);
    int matrices = (int) a.shape().part(0, a.rank() - 2).count();
    double[] values = a.toDoubles();
    double[] slopes = da.toDoubles();
    int each = minors ? n * n : 1;
    double[] result = new double[matrices * each];
    for (int matrix = 0; matrix < matrices; matrix++) {
      Dual[][] rows = new Dual[n][n];
      for (int i = 0; i < n * n; i++) {
        rows[i / n][i % n] = new Dual(values[matrix * n * n + i], slopes[matrix * n * n + i]);
      }
      for (int i = 0; i < each; i++) {
        Dual dual =
            minors
                ? signed(determinant(without(rows, i / n, i % n)), i / n + i % n)
                : determinant(rows);
        result[matrix * each + i] = dual.slope();
      }
    }
    Shape shape = minors ? a.shape() : a.shape().part(0, a.rank() - 2);
    return Tensor.of(DType.F64, shape, result);
  }

  private static Dual determinant(Dual[][] rows) {
    Dual sum = Dual.constant(rows.length == 0 ? 1 : 0);
    for (int column = 0; column < rows.length; column++) {
      Dual minor = signed(determinant(without(rows, 0, column)), column);
      Dual head = rows[0][column];
      sum =
          new Dual(
              sum.value() + head.value() * minor.value(),
              sum.slope() + head.slope() * minor.value() + head.value() * minor.slope());
    }
    return sum;
  }

  private static Dual signed(Dual dual, int place) {
    return place % 2 == 0 ? dual : new Dual(-dual.value(), -dual.slope());
  }

  private static Dual[][] without(Dual[][] rows, int row, int column) {
    int n = rows.length - 1;
    Dual[][] left = new Dual[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        left[i][j] = rows[i < row ? i : i + 1][j < column ? j : j + 1];
      }
    }
    return left;
  }
}
