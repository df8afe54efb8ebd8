// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.tensor.Activation;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Comparison;
import chainrule.tensor.Composite;
import chainrule.tensor.Contraction;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Exponential;
import chainrule.tensor.Factorization;
import chainrule.tensor.Fused;
import chainrule.tensor.Gate;
import chainrule.tensor.Indexing;
import chainrule.tensor.Logarithmic;
import chainrule.tensor.Movement;
import chainrule.tensor.Op;
import chainrule.tensor.Parametric;
import chainrule.tensor.Power;
import chainrule.tensor.RandomOp;
import chainrule.tensor.Reduction;
import chainrule.tensor.Rounding;
import chainrule.tensor.Scan;
import chainrule.tensor.Trigonometric;
import chainrule.tensor.Window;
import java.util.List;

/**
 * Sample calls of every operation: single numbers, one element, none, broadcast, each layout in
 * memory, near kinks, and large ones.
 *
 * <p>Each family has its own exhaustive switch, so that an operation without samples does not
 * compile.
 */
public final class Samples {

  private Samples() {}

  /** One instance of every operation there is; attributes are neutral where it has any. */
  public static List<Op> operations() {
    return Prototypes.of(Op.class);
  }

  /**
   * Samples of an operation, with attributes of their own.
   *
   * @param operation any instance of it
   * @param dtype the type of the inputs that are numbers; of types other than F32 and F64 there are
   *     samples of the elementwise operations that take them
   */
  public static List<Sample> of(Op operation, DType dtype) {
    SampleList list = new SampleList(dtype);
    if (!dtype.isFloating()) {
      if (operation instanceof Elementwise op) {
        WholeCalls.add(op, list);
      }
      return list.samples();
    }
    switch (operation) {
      case Elementwise op -> elementwise(op, list);
      case Reduction op -> ReductionSamples.add(op, list);
      case Scan op -> ScanSamples.add(op, list);
      case Movement op -> MovementSamples.add(op, list);
      case Contraction op -> ContractionSamples.add(op, list);
      case Factorization op -> FactorizationSamples.add(op, list);
      case Indexing op -> IndexingSamples.add(op, list);
      case RandomOp op -> RandomSamples.add(op, list);
      case Window op -> WindowSamples.add(op, list);
      case Fused op -> fused(op, list);
    }
    return list.samples();
  }

  private static void elementwise(Elementwise operation, SampleList list) {
    switch (operation) {
      case Arithmetic op -> ArithmeticSamples.add(op, list);
      case Power op -> PowerSamples.add(op, list);
      case Exponential op -> ExponentialSamples.add(op, list);
      case Logarithmic op -> LogarithmicSamples.add(op, list);
      case Trigonometric op -> TrigonometricSamples.add(op, list);
      case Comparison op -> ComparisonSamples.add(op, list);
      case Rounding op -> RoundingSamples.add(op, list);
      case Activation op -> ActivationSamples.add(op, list);
      case Parametric op -> ActivationSamples.parametric(op, list);
    }
  }

  private static void fused(Fused operation, SampleList list) {
    switch (operation) {
      case Composite op -> CompositeSamples.add(op, list);
      case Gate gate -> throw unknown(gate);
    }
  }

  /** An error: only its maker knows what suits a gate. */
  static ArgumentException unknown(Gate gate) {
    return new ArgumentException(
        "samples: " + gate.name() + " is a gate of yours, of which there are none here",
        "make them with OpLaws.samples(gate, shapes)");
  }
}
