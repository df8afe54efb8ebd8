// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Letters;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;
import java.util.Optional;

/** Sums of products over a shared axis, in chains of fma. */
public sealed interface Contraction extends Op {

  /** The matrix product of the last two axes; leading axes broadcast. */
  record Matmul() implements Contraction {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "matmul",
              "@",
              Role.MIXER,
              "A matrix-product gate gives each factor the upstream gradient times the other"
                  + " factor, transposed.",
              "矩阵乘法门给每个因子的是回传梯度与另一因子转置的乘积。")
          .withCard(
              "sum of a[.., i, k] b[.., k, j]",
              "[.., m, k], [.., k, n] -> [.., m, n]",
              "torch.matmul");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec x = inputs.get(0);
      Spec y = inputs.get(1);
      checkTypes("matmul", x, y);
      if (x.shape().rank() < 2 || y.shape().rank() < 2) {
        throw new ShapeException(
            "matmul: a is " + x + ", b is " + y + "; both need two axes or more");
      }
      checkInner("matmul", x, y);
      Shape batch = lead(x.shape()).broadcast(lead(y.shape()), "matmul");
      Shape matrix = Shape.of(x.shape().size(-2), y.shape().size(-1));
      return new Spec(x.dtype(), batch.concat(matrix));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      Shape batch = lead(output.shape());
      Operand x = stretched(inputs.get(0), batch);
      Operand y = stretched(inputs.get(1), batch);
      Kernels.run(new Work.Product(x, y, result), context);
      return result;
    }

    @Override
    public Partial partial(int input) {
      return input == 0
          ? Partial.of(
              "g @ b^T", passage -> passage.upstream().matmul(passage.input(1).transpose()))
          : Partial.of(
              "a^T @ g", passage -> passage.input(0).transpose().matmul(passage.upstream()));
    }

    private static Operand stretched(Operand operand, Shape batch) {
      int rank = operand.shape().rank();
      Shape full = batch.concat(operand.shape().part(rank - 2, rank));
      return operand.with(operand.view().expand(full));
    }
  }

  /** x W + b: rows times a matrix, plus a row. Shapes: x [.., in], W [in, out], b [out]. */
  record Affine() implements Contraction {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "affine",
              "xW+b",
              Role.MIXER,
              "An affine gate gives x the upstream times W transposed, W x transposed times it, b"
                  + " its sum over rows.",
              "仿射门给 x 的是回传梯度乘 W 的转置，给 W 的是 x 的转置乘回传梯度，给 b 的是它各行之和。")
          .withCard(
              "x W + b", "[.., in], [in, out], [out] -> [.., out]", "torch.nn.functional.linear");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec x = inputs.get(0);
      Spec weight = inputs.get(1);
      Spec bias = inputs.get(2);
      checkTypes("affine", x, weight);
      checkTypes("affine", weight, bias);
      if (x.shape().rank() < 2 || weight.shape().rank() != 2) {
        throw new ShapeException(
            "affine: x is "
                + x
                + ", weight is "
                + weight
                + "; needs x [.., in] and weight [in, out]",
            "give a single sample as one row: x.reshape(1, -1)");
      }
      checkInner("affine", x, weight);
      if (!bias.shape().equals(Shape.of(weight.shape().size(1)))) {
        throw new ShapeException(
            "affine: bias is "
                + bias
                + ", weight is "
                + weight
                + "; the bias needs ["
                + weight.shape().size(1)
                + "]");
      }
      return new Spec(x.dtype(), x.shape().with(-1, weight.shape().size(1)));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand x = inputs.get(0);
      Operand result = Operand.allocate(output.dtype(), output.shape());
      long rows = x.shape().without(-1).count();
      Operand flat = result.with(View.of(Shape.of(rows, output.shape().size(-1))));
      Operand flatX = rows(x, Shape.of(rows, x.shape().size(-1)), context);
      Kernels.run(new Work.Product(flatX, inputs.get(1), flat), context);
      Operand bias = inputs.get(2).with(inputs.get(2).view().expand(flat.shape()));
      Program add = Program.of(output.dtype(), Letters.a.plus(Letters.b));
      Kernels.run(new Work.Elementwise(add, List.of(flat, bias), List.of(flat)), context);
      return result;
    }

    @Override
    public Partial partial(int input) {
      return switch (input) {
        case 0 ->
            Partial.of(
                "g @ W^T", passage -> passage.upstream().matmul(passage.input(1).transpose()));
        case 1 ->
            Partial.of(
                "x^T @ g",
                passage -> {
                  Tensor rows = byRows(passage.input(0));
                  return rows.transpose().matmul(byRows(passage.upstream()));
                });
        default ->
            Partial.of("g summed over the rows", passage -> byRows(passage.upstream()).sum(0));
      };
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.get(0).matmul(inputs.get(1)).plus(inputs.get(2)));
    }

    private static Tensor byRows(Tensor tensor) {
      long rows = tensor.shape().without(-1).count();
      return tensor.reshape(rows, tensor.size(-1));
    }

    private static Operand rows(Operand x, Shape shape, Context context) {
      return x.view()
          .reshape(shape)
          .map(x::with)
          .orElseGet(() -> Kernels.copy(x, context).with(View.of(shape)));
    }
  }

  private static Shape lead(Shape shape) {
    return shape.part(0, shape.rank() - 2);
  }

  private static void checkTypes(String name, Spec x, Spec y) {
    if (!x.dtype().isFloating() || x.dtype() != y.dtype()) {
      throw new DtypeException(
          name + ": inputs are " + x + " and " + y + "; needs F32 or F64, both alike",
          "convert one with .to(DType.F32)");
    }
  }

  private static void checkInner(String name, Spec x, Spec y) {
    long inner = x.shape().size(-1);
    if (inner != y.shape().size(-2)) {
      throw new ShapeException(
          name
              + ": inner sizes differ: a is "
              + x.shape()
              + ", b is "
              + y.shape()
              + "; b must be ["
              + inner
              + ", n]",
          y.shape().size(-1) == inner
              ? "transpose b: b.transpose() is "
                  + View.of(y.shape()).permute(transposed(y.shape().rank())).shape()
              : "check the order of the operands or layers");
    }
  }

  private static int[] transposed(int rank) {
    int[] order = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      order[axis] = axis;
    }
    order[rank - 1] = rank - 2;
    order[rank - 2] = rank - 1;
    return order;
  }
}
