// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import chainrule.spi.Operand;
import java.util.List;

/**
 * Linear systems and what matrices are taken apart into, for each matrix of a batch alone.
 *
 * <p>All compute in F64, whatever the type, and round once: plain loops in one order, so that bits
 * depend neither on threads nor on the batch. Matrices with NaN or an infinity are refused.
 */
public sealed interface Factorization extends Op
    permits Factorization.Solve,
        Factorization.Inverse,
        Factorization.TriangularSolve,
        Factorization.Cholesky,
        Determinants,
        Spectral {

  /** X with A X = B. Shapes: [.., n, n] and [.., n, k] give [.., n, k]; batches broadcast. */
  record Solve() implements Factorization {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "solve",
              "A⁻¹B",
              Role.MIXER,
              "A solve gate solves once more, with A transposed: that goes to B, and minus its"
                  + " product with X to A.",
              "求解门用 A 的转置再解一次：结果传给 B，它与 X 之积的相反数传给 A。")
          .withCard("x with a x = b", "[.., n, n], [.., n, k] -> [.., n, k]", "torch.linalg.solve");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return Matrices.system(name(), inputs);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand a = Matrices.stretched(inputs.get(0), Matrices.lead(output.shape()));
      Operand b = Matrices.stretched(inputs.get(1), Matrices.lead(output.shape()));
      Operand result = Operand.allocate(output.dtype(), output.shape());
      for (long matrix = 0; matrix < Matrices.count(a, output); matrix++) {
        LuPivots lu = new LuPivots(Matrices.finite(name(), a, matrix), a.shape().size(-1));
        if (lu.zero() >= 0) {
          throw Matrices.singular(name(), a, matrix, lu.zero());
        }
        double[] x = lu.solve(Matrices.read(b, matrix), (int) output.shape().size(-1));
        Matrices.write(result, matrix * x.length, x);
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          input == 0 ? "-solve(a^T, g) out^T" : "solve(a^T, g)",
          passage -> {
            Tensor back =
                Engine.apply(this, List.of(passage.input(0).transpose(), passage.upstream()));
            Tensor part = input == 1 ? back : back.matmul(passage.output().transpose()).negate();
            return Gradients.reduceTo(passage.spec(input).shape(), part);
          });
    }
  }

  /** The inverse of square matrices. Shapes: [.., n, n]. */
  record Inverse() implements Factorization {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "inverse",
              "A⁻¹",
              Role.MIXER,
              "An inverse gate multiplies the upstream gradient by minus its output, transposed, on"
                  + " both sides.",
              "求逆门在回传梯度的两侧各乘以输出的转置，再取负号。")
          .withCard("b with a b = 1", "[.., n, n] -> [.., n, n]", "torch.linalg.inv");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Matrices.square(name(), inputs.getFirst());
      return inputs.getFirst();
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand a = inputs.getFirst();
      Operand result = Operand.allocate(output.dtype(), output.shape());
      for (long matrix = 0; matrix < Matrices.count(a, output); matrix++) {
        LuPivots lu = new LuPivots(Matrices.finite(name(), a, matrix), a.shape().size(-1));
        if (lu.zero() >= 0) {
          throw Matrices.singular(name(), a, matrix, lu.zero());
        }
        double[] inverse = lu.inverse();
        Matrices.write(result, matrix * inverse.length, inverse);
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "-out^T g out^T",
          passage -> {
            Tensor turned = passage.output().transpose();
            return turned.matmul(passage.upstream()).matmul(turned).negate();
          });
    }
  }

  /**
   * X with A X = B for a triangular A, of which only that triangle is read. Shapes: [.., n, n] and
   * [.., n, k] give [.., n, k]; batches broadcast.
   *
   * @param upper whether the upper triangle is meant
   * @param unit whether the diagonal is taken for ones, without being read
   */
  record TriangularSolve(boolean upper, boolean unit) implements Factorization {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "triangularSolve",
              "L⁻¹B",
              Role.MIXER,
              "A triangular-solve gate solves with the transpose: that goes to B, a triangle of its"
                  + " product with X to A.",
              "三角求解门用转置矩阵再解一次：结果传给 B，它与 X 之积的三角部分取负后传给 A。")
          .withCard(
              "x with a x = b, a triangular",
              "[.., n, n], [.., n, k] -> [.., n, k]",
              "torch.linalg.solve_triangular");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return Matrices.system(name(), inputs);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand whole = inputs.get(0);
      Operand triangle =
          upper
              ? Triangles.of(whole, unit ? 1 : 0, Long.MAX_VALUE)
              : Triangles.of(whole, Long.MIN_VALUE, unit ? -1 : 0);
      Operand a = Matrices.stretched(triangle, Matrices.lead(output.shape()));
      Operand b = Matrices.stretched(inputs.get(1), Matrices.lead(output.shape()));
      Operand result = Operand.allocate(output.dtype(), output.shape());
      int n = (int) a.shape().size(-1);
      for (long matrix = 0; matrix < Matrices.count(a, output); matrix++) {
        double[] values = Matrices.finite(name(), a, matrix);
        for (int i = 0; i < n && !unit; i++) {
          if (values[i * n + i] == 0) {
            throw Matrices.singular(name(), a, matrix, i);
          }
        }
        double[] x = Matrices.read(b, matrix);
        Substitution.run(values, n, x, (int) output.shape().size(-1), upper, unit);
        Matrices.write(result, matrix * x.length, x);
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          input == 0 ? "the triangle of -solve(a^T, g) out^T" : "solve(a^T, g)",
          passage -> {
            Tensor back =
                Engine.apply(
                    new TriangularSolve(!upper, unit),
                    List.of(passage.input(0).transpose(), passage.upstream()));
            if (input == 1) {
              return Gradients.reduceTo(passage.spec(1).shape(), back);
            }
            Tensor full = back.matmul(passage.output().transpose()).negate();
            Tensor part = upper ? full.triu(unit ? 1 : 0) : full.tril(unit ? -1 : 0);
            return Gradients.reduceTo(passage.spec(0).shape(), part);
          });
    }
  }

  /**
   * The triangle L with L L^T = A, of the symmetric part of A. Shapes: [.., n, n].
   *
   * @param upper whether it is transposed: U with U^T U = A
   */
  record Cholesky(boolean upper) implements Factorization {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "cholesky",
              "LLᵀ",
              Role.MIXER,
              "A Cholesky gate passes back half a triangle of L^T g, between the inverses of L,"
                  + " made symmetric.",
              "楚列斯基分解门取 L 的转置与回传梯度之积的下三角，两侧乘以 L 的逆，再对称化。")
          .withCard("l with l l^T = a", "[.., n, n] -> [.., n, n]", "torch.linalg.cholesky");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Matrices.square(name(), inputs.getFirst());
      return inputs.getFirst();
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand a = inputs.getFirst();
      Operand result = Operand.allocate(output.dtype(), output.shape());
      int n = (int) a.shape().size(-1);
      for (long matrix = 0; matrix < Matrices.count(a, output); matrix++) {
        double[] values = Matrices.finite(name(), a, matrix);
        int order = CholeskyRows.run(values, n, upper);
        if (order > 0) {
          throw new ArgumentException(
              "cholesky: "
                  + Matrices.which(a, matrix)
                  + " is not positive definite: its leading minor of order "
                  + order
                  + " is not positive",
              "check that it is a covariance or x^T x, or add a small multiple of the identity");
        }
        Matrices.write(result, matrix * values.length, values);
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "the symmetric part of l^-T phi(l^T g) l^-1, phi: lower triangle, half the diagonal",
          passage -> {
            Tensor out = passage.output();
            Tensor turned = upper ? out : out.transpose();
            Tensor g = upper ? passage.upstream().transpose() : passage.upstream();
            Tensor product = turned.matmul(g);
            Tensor phi = product.tril().plus(product.tril(-1)).times(0.5);
            TriangularSolve solve = new TriangularSolve(true, false);
            Tensor left = Engine.apply(solve, List.of(turned, phi));
            Tensor both = Engine.apply(solve, List.of(turned, left.transpose()));
            return both.plus(both.transpose()).times(0.5);
          });
    }
  }
}
