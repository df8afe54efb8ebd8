// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Contraction;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Factorization;
import chainrule.tensor.Fused;
import chainrule.tensor.Indexing;
import chainrule.tensor.Movement;
import chainrule.tensor.Op;
import chainrule.tensor.RandomOp;
import chainrule.tensor.Reduction;
import chainrule.tensor.Scan;
import chainrule.tensor.Tensor;
import chainrule.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Calls that every operation must refuse: shapes, types, axes, indices and sizes that are wrong.
 */
public final class ErrorSamples {

  private ErrorSamples() {}

  /** Wrong calls of an operation; none where nothing can be wrong. */
  public static List<ErrorSample> of(Op operation) {
    return list(operation).samples();
  }

  /** Valid calls of an operation, each next to a wrong one. */
  public static List<ErrorSample.Neighbor> neighbors(Op operation) {
    return list(operation).neighbors();
  }

  private static ErrorList list(Op operation) {
    ErrorList list = new ErrorList();
    switch (operation) {
      case Elementwise op -> elementwise(op, list);
      case Reduction op -> ReductionErrors.add(op, list);
      case Scan op -> OrderErrors.add(op, list);
      case Movement op -> MovementErrors.add(op, list);
      case Contraction op -> ProductErrors.contraction(op, list);
      case Factorization op -> FactorizationErrors.add(op, list);
      case Indexing op -> IndexingErrors.add(op, list);
      case RandomOp op -> RandomErrors.add(op, list);
      case Window op -> WindowErrors.add(op, list);
      case Fused op -> CompositeErrors.add(op, list);
    }
    return list;
  }

  /** The samples' own calls in each shape, with one input of the wrong type or shape. */
  private static void elementwise(Elementwise op, ErrorList list) {
    Samples.of(op, DType.F32).stream()
        .filter(sample -> !sample.isLarge() && sample.about().startsWith("DENSE"))
        .limit(8)
        .forEach(sample -> elementwise(op, sample, list));
    ElementwiseErrors.add(op, list);
  }

  private static void elementwise(Elementwise op, Sample sample, ErrorList list) {
    Tensor[] inputs = sample.inputs().toArray(Tensor[]::new);
    list.types(
        changed -> sample.withInputs(changed).value(),
        IntStream.range(0, inputs.length)
            .mapToObj(slot -> ElementwiseTypes.of(op, slot, inputs[slot].dtype()))
            .toList(),
        inputs);
    for (int slot = 0; slot < inputs.length && inputs.length > 1; slot++) {
      Tensor input = inputs[slot];
      Shape wrong = Shape.of(5).concat(input.shape()).concat(Shape.of(7));
      List<Tensor> changed = new ArrayList<>(sample.inputs());
      changed.set(slot, Tensor.full(input.dtype(), wrong, 1));
      if (changed.stream()
          .anyMatch(other -> other.rank() > 0 && other.size(-1) > 1 && other.size(-1) != 7)) {
        list.shape(
            "input " + slot + " is " + wrong + " in " + sample,
            () -> sample.withInputs(changed).value(),
            wrong.toString(),
            "do not broadcast",
            "sizes must be equal or 1");
      }
    }
  }
}
