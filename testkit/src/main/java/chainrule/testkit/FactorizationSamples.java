// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.Shape;
import chainrule.tensor.Determinants;
import chainrule.tensor.Factorization;
import chainrule.tensor.Op;
import chainrule.tensor.Spectral;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * Samples of systems and factorizations: matrices far from singular, with eigenvalues apart; the
 * determinant and its cofactors also of singular ones.
 */
final class FactorizationSamples {

  private static final Values ANY = Values.usual();

  private FactorizationSamples() {}

  static void add(Factorization operation, SampleList list) {
    switch (operation) {
      case Factorization.Solve op -> systems(op, in -> in.get(0).solve(in.get(1)), list);
      case Factorization.Inverse op -> squares(op, in -> in.get(0).inverse(), list);
      case Factorization.TriangularSolve _ -> {
        for (boolean upper : new boolean[] {false, true}) {
          for (boolean unit : new boolean[] {false, true}) {
            systems(
                new Factorization.TriangularSolve(upper, unit),
                in -> in.get(0).triangularSolve(in.get(1), upper, unit),
                list);
          }
        }
      }
      case Factorization.Cholesky _ -> {
        squares(new Factorization.Cholesky(false), in -> in.get(0).cholesky(), list);
        squares(new Factorization.Cholesky(true), in -> in.get(0).cholesky(true), list);
      }
      case Determinants determinants -> determinants(determinants, list);
      case Spectral spectral -> spectral(spectral, list);
    }
  }

  private static void determinants(Determinants operation, SampleList list) {
    switch (operation) {
      case Determinants.Determinant op -> {
        squares(op, in -> in.get(0).determinant(), list);
        singular(op, in -> in.get(0).determinant(), list);
      }
      case Determinants.Cofactors op -> {
        squares(op, in -> in.get(0).cofactors(), list);
        singular(op, in -> in.get(0).cofactors(), list);
      }
      case Determinants.LogAbsDeterminant op ->
          squares(op, in -> in.get(0).logAbsDeterminant(), list);
      case Determinants.DeterminantSign op -> squares(op, in -> in.get(0).determinantSign(), list);
    }
  }

  private static void spectral(Spectral operation, SampleList list) {
    switch (operation) {
      case Spectral.Qr op -> {
        Function<List<Tensor>, Tensor> call = in -> op.apply(List.of(in.get(0)));
        long[][] sizes = {
          {1, 1},
          {2, 2},
          {3, 2},
          {2, 3},
          {3, 3},
          {1, 3},
          {3, 1},
          {0, 0},
          {2, 0},
          {0, 2},
          {2, 3, 2},
          {2, 1, 2, 2}
        };
        for (long[] shape : sizes) {
          list.rows(op, call, diagonal(1, shape));
        }
        list.large(op, call, diagonal(0, 40, 24));
      }
      case Spectral.SymmetricEigen op -> squares(op, in -> op.apply(List.of(in.get(0))), list);
    }
  }

  private static void squares(Op op, Function<List<Tensor>, Tensor> call, SampleList list) {
    long[][] sizes = {
      {1, 1},
      {2, 2},
      {3, 3},
      {4, 4},
      {0, 0},
      {2, 2, 2},
      {3, 1, 1},
      {2, 1, 2, 2},
      {0, 2, 2},
      {2, 0, 0}
    };
    for (long[] shape : sizes) {
      list.rows(op, call, diagonal(1.25, shape));
    }
    list.large(op, call, diagonal(1, 31, 31));
  }

  private static void singular(Op op, Function<List<Tensor>, Tensor> call, SampleList list) {
    for (int n = 1; n <= 3; n++) {
      list.rows(op, call, Input.of(Values.among(0), n, n));
      list.rows(op, call, Input.of(Values.among(0.5), n, n));
    }
    list.rows(op, call, Input.of(Values.among(-1, 0, 1), 2, 3, 3));
  }

  private static void systems(Op op, Function<List<Tensor>, Tensor> call, SampleList list) {
    long[][][] pairs = {
      {{1, 1}, {1, 1}},
      {{2, 2}, {2, 3}},
      {{3, 3}, {3, 1}},
      {{0, 0}, {0, 2}},
      {{2, 2}, {2, 0}},
      {{2, 2, 2}, {2, 2, 1}},
      {{2, 2}, {3, 2, 1}},
      {{2, 2, 2}, {2, 3}},
      {{2, 1, 2, 2}, {3, 2, 1}},
      {{0, 2, 2}, {2, 1}}
    };
    for (long[][] pair : pairs) {
      list.rows(op, call, diagonal(0.5, pair[0]), Input.of(ANY, pair[1]));
    }
    list.large(op, call, diagonal(0, 31, 31), Input.of(ANY, 31, 30));
  }

  /** Little beside the diagonal, which goes up by a step from 2. */
  private static Input diagonal(double step, long... sizes) {
    Shape shape = Shape.of(sizes);
    long rows = shape.size(-2);
    long columns = shape.size(-1);
    double noise = 0.8 / Math.sqrt((double) Math.max(1, Math.max(rows, columns)));
    Values values =
        (rng, count) -> {
          double[] elements = new double[count];
          for (int i = 0; i < count; i++) {
            long row = i / columns % rows;
            long column = i % columns;
            double main = row == column ? 2 + step * row : 0;
            elements[i] = main + noise * (2 * rng.uniformDouble(i) - 1);
          }
          return elements;
        };
    return new Input(Input.Kind.NUMBERS, shape, values);
  }
}
