// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule by which leaves are rewritten in one pass, element by element: what an optimizer is made
 * of. Input i of the formulas is leaf i for as many leaves as there are formulas, then come the
 * other tensors, then the numbers of the step.
 */
public final class Update {

  private final String writer;
  private final Program f32;
  private final Program f64;

  private Update(String writer, Expr... formulas) {
    this.writer = writer;
    this.f32 = Program.of(DType.F32, formulas);
    this.f64 = Program.of(DType.F64, formulas);
  }

  /**
   * A rule.
   *
   * @param writer the name that errors give to who rewrote a leaf
   * @param formulas the new value of each leaf
   */
  public static Update of(String writer, Expr... formulas) {
    return new Update(writer, formulas);
  }

  /**
   * Rewrites the leaves and raises their versions.
   *
   * @param leaves one for each formula, all of one shape and floating type
   * @param others further inputs of the same shape and type
   * @param numbers rates and corrections, rounded to the type
   * @throws ShapeException if the shapes or types differ
   */
  public void apply(List<Tensor> leaves, List<Tensor> others, double... numbers) {
    Spec spec = leaves.getFirst().spec();
    Stream.concat(leaves.stream(), others.stream())
        .filter(tensor -> !tensor.spec().equals(spec))
        .findFirst()
        .ifPresent(tensor -> {
          throw new ShapeException(
              writer + ": " + tensor.spec() + " beside " + spec + "; all must be alike");
        });
    List<Operand> targets = leaves.stream().map(leaf -> leaf.writable(writer)).toList();
    Program program = spec.dtype() == DType.F64 ? f64 : f32;
    List<Operand> sources =
        program.sources().stream()
            .map(source -> source(Kernels.slot(source), targets, others, numbers, spec))
            .toList();
    Kernels.run(new Work.Elementwise(program, sources, targets), Context.current());
  }

  private static Operand source(
      int slot, List<Operand> targets, List<Tensor> others, double[] numbers, Spec spec) {
    if (slot < targets.size()) {
      return targets.get(slot);
    }
    int other = slot - targets.size();
    if (other < others.size()) {
      return others.get(other).operand();
    }
    double value = numbers[other - others.size()];
    Operand number = Memory.full(spec.dtype(), Shape.SCALAR, value);
    return number.with(number.view().expand(spec.shape()));
  }
}
