// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;
import java.util.Set;
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
  private final int reads;

  private Update(String writer, Expr... formulas) {
    this.writer = writer;
    this.f32 = Program.of(DType.F32, formulas);
    this.f64 = Program.of(DType.F64, formulas);
    this.reads = f64.sources().stream().mapToInt(Kernels::slot).max().orElse(-1) + 1;
  }

  /**
   * A rule.
   *
   * @param writer the name that errors give to who rewrote a leaf
   * @param formulas the new value of each leaf, in inputs and numbers alone
   * @throws ArgumentException if there is none, or one reads an upstream, an output or a condition
   */
  public static Update of(String writer, Expr... formulas) {
    Program read = Program.of(DType.F64, formulas);
    if (formulas.length == 0
        || !read.sources().stream().allMatch(source -> source instanceof Expr.Input)) {
      throw new ArgumentException(
          writer + ": formulas read " + read.sources() + "; needs formulas of inputs alone");
    }
    return new Update(writer, formulas);
  }

  /**
   * Rewrites the leaves and raises their versions.
   *
   * @param leaves one for each formula, all of one shape and floating type
   * @param others further inputs of the same shape and type
   * @param numbers rates and corrections, rounded to the type; a compiled function reads the array
   *     again at each run
   * @throws ArgumentException if there is not one leaf for each formula, each once, or the formulas
   *     read more than is given
   * @throws ShapeException if the shapes differ
   * @throws DtypeException if the types differ, or are not F32 or F64
   * @throws chainrule.error.GraphException if a tensor to be rewritten is no leaf
   */
  public void apply(List<Tensor> leaves, List<Tensor> others, double... numbers) {
    checkCounts(leaves, leaves.size() + others.size() + numbers.length);
    Spec spec = leaves.getFirst().spec();
    checkAlike(spec, leaves, others);
    leaves.forEach(leaf -> leaf.leafFor(writer));
    leaves.forEach(Tensor::tell);
    others.forEach(Tensor::tell);
    List<Operand> targets = leaves.stream().map(leaf -> leaf.writable(writer)).toList();
    Program program = spec.dtype() == DType.F64 ? f64 : f32;
    List<Operand> sources =
        program.sources().stream()
            .map(source -> source(Kernels.slot(source), targets, others, numbers, spec))
            .toList();
    Kernels.run(new Work.Elementwise(program, sources, targets), Context.current());
  }

  private void checkCounts(List<Tensor> leaves, int given) {
    int formulas = f32.outputs().size();
    if (leaves.size() != formulas || Set.copyOf(leaves).size() != formulas) {
      throw new ArgumentException(
          writer + ": " + leaves.size() + " leaves for " + formulas + " formulas; needs one each");
    }
    if (given < reads) {
      throw new ArgumentException(
          writer + ": " + given + " tensors and numbers; its formulas read " + reads);
    }
  }

  private void checkAlike(Spec spec, List<Tensor> leaves, List<Tensor> others) {
    for (Tensor tensor : Stream.concat(leaves.stream(), others.stream()).toList()) {
      String operands = writer + ": " + tensor.spec() + " beside " + spec;
      if (!tensor.shape().equals(spec.shape())) {
        throw new ShapeException(operands + "; all must be alike");
      }
      if (tensor.dtype() != spec.dtype()) {
        throw new DtypeException(
            operands + "; all must be alike", "convert it with .to(DType." + spec.dtype() + ")");
      }
    }
    if (!spec.dtype().isFloating()) {
      throw new DtypeException(writer + ": leaves are " + spec + "; needs F32 or F64");
    }
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
    int index = other - others.size();
    Operand number = Tracer.number(spec.dtype(), numbers, index).operand();
    return number.with(number.view().expand(spec.shape()));
  }
}
