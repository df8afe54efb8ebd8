// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/** How long a vector is, along axes; 0 of nothing. */
public sealed interface Norm extends Reduction {

  /** The square root of the sum of the squares: the 2-norm. */
  record Euclidean(List<Integer> axes, boolean keep) implements Norm {
    private static final Program SQUARE = Program.of(DType.F64, a.times(a));
    private static final Program ROOT = Program.of(DType.F64, a.then(Code.SQRT));

    @Override
    public Meaning meaning() {
      return Meaning.of(
              "norm",
              "‖a‖",
              Role.SCALER,
              "A norm gate scales the upstream gradient by the unit vector along its input: a over"
                  + " the norm.",
              "范数门把回传梯度乘以输入方向的单位向量，即每个元素除以范数。")
          .withKink("0 where the norm is 0", "范数为 0 处取 0");
    }

    @Override
    public Optional<Program> map() {
      return Optional.of(SQUARE);
    }

    @Override
    public Optional<Program> finish() {
      return Optional.of(ROOT);
    }

    /** Squares of F32 neither overflow nor vanish in F64; those of F64 could. */
    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand input = inputs.getFirst();
      return input.dtype() == DType.F64 && input.shape().count() > 0
          ? NearOne.of(input, axes, context)
              .restored(near -> Norm.super.value(List.of(near), output, context), context)
          : Norm.super.value(inputs, output, context);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * a / out, 0 where out is 0",
          passage -> {
            Tensor norm = Spread.withAxes(passage.output(), passage, axes);
            Tensor flat = norm.equal(0);
            Tensor unit = passage.input(0).over(flat.where(Engine.number(norm, 1), norm));
            Tensor part = unit.times(Spread.withAxes(passage.upstream(), passage, axes));
            return flat.where(Engine.number(part, 0), part);
          });
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor squares = inputs.getFirst().square();
      return Optional.of(Engine.apply(new Sum(axes, keep), List.of(squares)).sqrt());
    }
  }

  /** The sum of the absolute values: the 1-norm. */
  record Absolute(List<Integer> axes, boolean keep) implements Norm {
    private static final Program SIZE = Program.of(DType.F64, a.then(Code.ABS));

    @Override
    public Meaning meaning() {
      return Meaning.of(
              "norm1",
              "‖a‖₁",
              Role.SCALER,
              "A 1-norm gate gives every element the upstream gradient with that element's sign.",
              "一范数门给每个元素的是乘上该元素正负号的回传梯度。")
          .withKink("0 at elements that are 0", "为 0 的元素处取 0");
    }

    @Override
    public Optional<Program> map() {
      return Optional.of(SIZE);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * sign(a)",
          passage ->
              passage.input(0).sign().times(Spread.withAxes(passage.upstream(), passage, axes)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor sizes = inputs.getFirst().abs();
      return Optional.of(Engine.apply(new Sum(axes, keep), List.of(sizes)));
    }
  }

  @Override
  default Monoid monoid() {
    return Monoid.SUM;
  }
}
