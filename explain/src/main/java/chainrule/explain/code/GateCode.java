// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.error.ArgumentException;
import chainrule.tensor.BinaryLoss;
import chainrule.tensor.ClassLoss;
import chainrule.tensor.Composite;
import chainrule.tensor.Contraction;
import chainrule.tensor.Convolution;
import chainrule.tensor.DistanceLoss;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Factorization;
import chainrule.tensor.Fused;
import chainrule.tensor.Gate;
import chainrule.tensor.Indexing;
import chainrule.tensor.LabelLoss;
import chainrule.tensor.Movement;
import chainrule.tensor.Op;
import chainrule.tensor.PairLoss;
import chainrule.tensor.RandomOp;
import chainrule.tensor.Reduction;
import chainrule.tensor.Scan;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.TensorProduct;
import chainrule.tensor.VectorProduct;
import chainrule.tensor.Window;

/** How one gate is written: two sides of a formula. */
interface GateCode {

  /** What the value is set to. */
  String value();

  /** What goes back to an input that wants a gradient: a number, or an array nobody else has. */
  String contribution(int slot);

  /**
   * Of an operation between variables.
   *
   * @throws ArgumentException if it is none that is written
   */
  static GateCode of(Op op, String gate, Terms terms) {
    return switch (op) {
      case Elementwise elementwise -> new ElementCode(elementwise, terms);
      case Reduction reduction when !ReductionCode.isWritten(reduction, terms.input(0).shape()) ->
          throw refused(op, gate);
      case Reduction reduction -> new ReductionCode(reduction, terms);
      case Scan _, Factorization _ -> throw refused(op, gate);
      case Movement movement when !MovementCode.writes(movement) -> throw refused(op, gate);
      case Movement movement -> new MovementCode(movement, terms);
      case Contraction.Matmul _ -> new MatmulCode(terms);
      case Contraction.Affine _ -> new AffineCode(terms);
      case Window _, Convolution _ -> throw refused(op, gate);
      case Contraction _ -> throw refused(op, gate);
      case VectorProduct.Dot _ -> new DotCode(terms);
      case VectorProduct.Outer _ -> new OuterCode(terms);
      case VectorProduct _, TensorProduct _ -> throw refused(op, gate);
      case Composite.Softmax softmax -> new SoftmaxCode(softmax, softmax.axis(), terms);
      case Composite.LogSoftmax softmax -> new SoftmaxCode(softmax, softmax.axis(), terms);
      case Composite.LogSumExp total when total.axes().size() != 1 -> throw refused(op, gate);
      case Composite.LogSumExp total -> new SoftmaxCode(total, total.axes().getFirst(), terms);
      case Composite.Maxout(int pieces) -> new MaxoutCode(pieces, terms);
      case Composite.Glu _ -> throw refused(op, gate);
      case SquaredLoss loss -> LossCode.of(loss, terms);
      case BinaryLoss loss -> LossCode.of(loss, terms);
      case ClassLoss.SquaredHinge _ -> throw refused(op, gate);
      case ClassLoss loss -> new ClassLossCode(loss, terms);
      case PairLoss _, LabelLoss _, DistanceLoss _ -> throw refused(op, gate);
      case Indexing.TakeAlong(int axis) -> new ChoiceCode(axis, true, terms);
      case Indexing.IndexSelect(int axis) -> new ChoiceCode(axis, false, terms);
      case Indexing.OneHot hot -> new OneHotCode(hot.classes(), terms);
      case Indexing _, RandomOp _ -> throw refused(op, gate);
      case Gate own -> throw refused(own, gate);
    };
  }

  private static ArgumentException refused(Gate own, String gate) {
    return new ArgumentException(
        "java: gate " + gate + " is " + own.name() + ", a gate of your own; its Java is unknown",
        "write the parts of its definition instead, with graph.split(\"" + gate + "\")");
  }

  private static ArgumentException refused(Op op, String gate) {
    return new ArgumentException(
        "java: gate " + gate + " is " + op.name() + ", which is not written as Java",
        op instanceof Fused
            ? "split it first into simpler gates: graph.split(\"" + gate + "\")"
            : "leave it out of the circuit, or read its formula in the table of operations");
  }
}
