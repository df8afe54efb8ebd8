// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.spi.Operand;
import java.util.List;

/** Matrices as products with orthogonal ones; two results packed in one output, to be sliced. */
public sealed interface Spectral extends Factorization {

  /**
   * Q above R transposed. Shapes: [.., m, n] gives [.., m + n, k] with k = min(m, n): Q is [.., m,
   * k], R is [.., k, n].
   */
  record Qr() implements Spectral {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "qr",
              "QR",
              Role.MIXER,
              "A QR gate passes back the upstream gradient of Q and a mix with that of R, through"
                  + " the inverse of R.",
              "QR 分解门把 Q 的回传梯度与 R 的回传梯度混合，再经 R 的逆传回。")
          .withKink("NaN where R has 0 on its diagonal", "R 的对角线含 0 处为 NaN")
          .withCard("q r = a", "[.., m, n] -> [.., m + n, min(m, n)]", "torch.linalg.qr");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Shape shape = Matrices.any(name(), inputs.getFirst());
      long rows = shape.size(-2);
      long columns = shape.size(-1);
      Shape packed = shape.with(-2, rows + columns).with(-1, Math.min(rows, columns));
      return new Spec(inputs.getFirst().dtype(), packed);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand a = inputs.getFirst();
      Shape shape = a.shape();
      return Matrices.each(
          name(),
          a,
          output,
          values -> new Reflections(values, shape.size(-2), shape.size(-1)).packed());
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "(gQ + Q s) r^-T, s: the lower triangle of r gR^T - gQ^T Q mirrored",
          passage -> {
            long rows = passage.spec(0).shape().size(-2);
            long columns = passage.spec(0).shape().size(-1);
            QrFactors out = QrFactors.of(passage.output(), rows);
            QrFactors g = QrFactors.of(passage.upstream(), rows);
            if (rows >= columns) {
              return tall(out.q(), out.r(), g.q(), g.r());
            }
            Tensor right = passage.input(0).slice(-1, rows, columns);
            Tensor gRight = g.r().slice(-1, rows, columns);
            Tensor gLeft =
                tall(
                    out.q(),
                    out.r().slice(-1, 0, rows),
                    g.q().plus(right.matmul(gRight.transpose())),
                    g.r().slice(-1, 0, rows));
            return gLeft.concat(-1, out.q().matmul(gRight));
          });
    }

    /** As many columns as R has rows. */
    private static Tensor tall(Tensor q, Tensor r, Tensor gQ, Tensor gR) {
      Tensor mixed = r.matmul(gR.transpose()).minus(gQ.transpose().matmul(q));
      Tensor mirrored = mixed.tril().plus(mixed.tril(-1).transpose());
      Tensor sum = gQ.plus(q.matmul(mirrored));
      Tensor usable = usable(r.detach());
      Tensor one = Tensor.full(r.dtype(), Shape.of(r.size(-1)), 1).diagEmbed();
      Tensor part = usable.where(r, one).triangularSolve(sum.transpose(), true).transpose();
      return usable.where(part, Engine.number(part, Double.NaN));
    }

    /** Whether R is finite without zeros on its diagonal, with two axes of size 1 for it. */
    private static Tensor usable(Tensor r) {
      Tensor zeros = r.diagonal(0, -2, -1).equal(0).sum(-1);
      Tensor finite = r.times(0).sum(-2, -1).equal(0);
      return zeros.to(r.dtype()).equal(0).and(finite).unsqueeze(-1).unsqueeze(-1);
    }
  }

  /**
   * The eigenvalues of the symmetric part, ascending, in a row above the eigenvectors as columns.
   * Shapes: [.., n, n] gives [.., n + 1, n].
   */
  record SymmetricEigen() implements Spectral {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "symmetricEigen",
              "VΛVᵀ",
              Role.MIXER,
              "An eigen gate turns the upstream gradients of values and vectors back by the vectors"
                  + " on both sides.",
              "特征分解门用特征向量从两侧把特征值与特征向量的回传梯度转回去。")
          .withKink(
              "vectors of equal values are infinite or NaN; values are not",
              "特征值相等时特征向量的梯度为无穷或 NaN，特征值的仍有限")
          .withCard("v diag(w) v^T = a", "[.., n, n] -> [.., n + 1, n]", "torch.linalg.eigh");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Shape shape = Matrices.square(name(), inputs.getFirst());
      return new Spec(inputs.getFirst().dtype(), shape.with(-2, shape.size(-1) + 1));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand a = inputs.getFirst();
      return Matrices.each(
          name(), a, output, values -> new Rotations(values, a.shape().size(-1)).packed());
    }

    /** Differences of equal values divide nothing where no gradient of vectors meets them. */
    @Override
    public Partial partial(int input) {
      return Partial.of(
          "v (diag(gW) + v^T gV / (w[j] - w[i]) beside it) v^T, symmetric part",
          passage -> {
            EigenFactors out = EigenFactors.of(passage.output());
            EigenFactors g = EigenFactors.of(passage.upstream());
            Tensor v = out.vectors();
            Tensor turned = v.transpose().matmul(g.vectors());
            Tensor beside = turned.triu(1).plus(turned.tril(-1));
            Tensor gaps = out.values().unsqueeze(-2).minus(out.values().unsqueeze(-1));
            Tensor still = gaps.equal(0).and(beside.equal(0));
            Tensor safe = still.where(Engine.number(gaps, 1), gaps);
            Tensor inner = beside.over(safe).plus(g.values().diagEmbed());
            Tensor full = v.matmul(inner).matmul(v.transpose());
            return full.plus(full.transpose()).times(0.5);
          });
    }
  }
}
