// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.spi.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Determinants of square matrices and what they are differentiated to; 1 of an empty matrix. */
public sealed interface Determinants extends Factorization {

  /** Why nothing passes through a sign. */
  Partial.None SIGN =
      new Partial.None(
          "a sign does not change with its input, so it has no gradient", "正负号不随输入变化，没有梯度");

  /** The determinant; 0 of a singular matrix. Shapes: [.., n, n] gives [..]. */
  record Determinant() implements Determinants {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "determinant",
              "det",
              Role.MIXER,
              "A determinant gate gives each element its cofactor times the upstream gradient.",
              "行列式门给每个元素的是它的代数余子式乘以回传梯度。")
          .withCard("det a", "[.., n, n] -> [..]", "torch.linalg.det");
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand a = inputs.getFirst();
      return Matrices.each(
          name(),
          a,
          output,
          values -> new double[] {new LuPivots(values, a.shape().size(-1)).determinant()});
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * cofactors(a)",
          passage -> corner(passage.upstream()).times(passage.input(0).cofactors()));
    }
  }

  /**
   * The logarithm of the absolute determinant; -inf of a singular matrix, whose gradient is
   * infinite or NaN. Shapes: [.., n, n] gives [..].
   */
  record LogAbsDeterminant() implements Determinants {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "logAbsDeterminant",
              "log |det|",
              Role.MIXER,
              "A log-determinant gate gives each element that of the inverse, transposed, times the"
                  + " upstream gradient.",
              "对数行列式门给每个元素的是逆矩阵转置的对应元素乘以回传梯度。")
          .withKink("infinite or NaN where the matrix is singular", "矩阵奇异处为无穷或 NaN")
          .withCard("log |det a|", "[.., n, n] -> [..]", "torch.linalg.slogdet");
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand a = inputs.getFirst();
      return Matrices.each(
          name(),
          a,
          output,
          values -> new double[] {new LuPivots(values, a.shape().size(-1)).logarithm()});
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * inverse(a)^T",
          passage -> {
            Tensor a = passage.input(0);
            Tensor flat = corner(passage.output().detach().equal(Double.NEGATIVE_INFINITY));
            Tensor one = Tensor.full(a.dtype(), Shape.of(a.size(-1)), 1).diagEmbed();
            Tensor turned = flat.where(one, a).inverse().transpose();
            Tensor limit = flat.where(a.detach().cofactors().over(0), turned);
            return corner(passage.upstream()).times(limit);
          });
    }
  }

  /** 1, -1, or 0 of a singular matrix. Shapes: [.., n, n] gives [..]. */
  record DeterminantSign() implements Determinants {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "determinantSign",
              "sgn det",
              Role.STOPPER,
              "A determinant-sign gate is flat but for its jumps, so no gradient passes.",
              "行列式符号门除跳变外恒定，没有梯度通过。")
          .withCard("sign of det a", "[.., n, n] -> [..]", "torch.linalg.slogdet");
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand a = inputs.getFirst();
      return Matrices.each(
          name(),
          a,
          output,
          values -> new double[] {new LuPivots(values, a.shape().size(-1)).sign()});
    }

    @Override
    public Partial partial(int input) {
      return SIGN;
    }
  }

  /**
   * The derivatives of the determinant: its inverse transposed times it, also of a singular matrix.
   * Shapes: [.., n, n].
   */
  record Cofactors() implements Determinants {
    /** Below it the formula with the inverse loses half of the digits of F64. */
    private static final double LEAST_BALANCE = 0x1p-20;

    @Override
    public Meaning meaning() {
      return Meaning.of(
              "cofactors",
              "cof",
              Role.MIXER,
              "A cofactor gate gives each element the upstream gradients of the minors it stands"
                  + " in, by their cofactors.",
              "余子式门给每个元素的是它所在各余子式的回传梯度，按其代数余子式加权。")
          .withCard("out[i, j] = d det a / d a[i, j]", "[.., n, n] -> [.., n, n]", "");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Matrices.square(name(), inputs.getFirst());
      return inputs.getFirst();
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand a = inputs.getFirst();
      return Matrices.each(
          name(), a, output, values -> new Adjugate(values, a.shape().size(-1)).cofactors());
    }

    /** By the inverse; by all minors where a matrix is singular or nearly so. */
    @Override
    public Partial partial(int input) {
      return Partial.of(
          "sum(g * b) out - b g^T out, b = inverse(a)^T",
          passage -> {
            Tensor a = passage.input(0);
            if (a.count() == 0) {
              return passage.upstream();
            }
            int batch = (int) Matrices.lead(a.shape()).count();
            long balanced =
                IntStream.range(0, batch).filter(matrix -> isBalanced(a, matrix)).count();
            if (balanced == 0) {
              return Minors.gradient(a, passage.upstream());
            }
            return balanced == batch
                ? byInverse(a, passage.upstream(), passage.output())
                : oneByOne(a, passage.upstream(), passage.output());
          });
    }

    private static Tensor byInverse(Tensor a, Tensor upstream, Tensor out) {
      Tensor b = a.inverse().transpose();
      Tensor along = upstream.times(b).sum(-2, -1);
      return corner(along).times(out).minus(b.matmul(upstream.transpose()).matmul(out));
    }

    /** Each matrix by the rule that suits it, so that its bits do not depend on its batch. */
    private static Tensor oneByOne(Tensor a, Tensor upstream, Tensor out) {
      long size = a.size(-1);
      List<Tensor> flat =
          Stream.of(a, upstream, out).map(each -> each.reshape(-1, size, size)).toList();
      List<Tensor> parts = new ArrayList<>();
      for (int matrix = 0; matrix < flat.getFirst().size(0); matrix++) {
        int place = matrix;
        List<Tensor> one = flat.stream().map(each -> each.slice(0, place, place + 1)).toList();
        parts.add(
            isBalanced(a, matrix)
                ? byInverse(one.get(0), one.get(1), one.get(2))
                : Minors.gradient(one.get(0), one.get(1)));
      }
      Tensor[] others = parts.subList(1, parts.size()).toArray(Tensor[]::new);
      return parts.getFirst().concat(0, others).reshape(a.shape());
    }

    private static boolean isBalanced(Tensor a, int matrix) {
      record Balanced(int matrix) {}

      return Kernels.assume(
          new Balanced(matrix),
          a.operand(),
          values -> {
            double[] elements = Matrices.read(values, matrix);
            return new Adjugate(elements, values.shape().size(-1)).balance() >= LEAST_BALANCE;
          });
    }
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    Spec input = inputs.getFirst();
    return new Spec(input.dtype(), Matrices.lead(Matrices.square(name(), input)));
  }

  private static Tensor corner(Tensor each) {
    return each.unsqueeze(-1).unsqueeze(-1);
  }
}
