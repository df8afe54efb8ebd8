// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Rounding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Samples of elementwise operations on integers and conditions, in every layout. */
final class WholeCalls {

  private static final List<List<Shape>> SHAPES =
      List.of(
          List.of(Shape.SCALAR, Shape.SCALAR, Shape.SCALAR),
          List.of(Shape.of(2, 3), Shape.of(3), Shape.of(2, 1)),
          List.of(Shape.of(2), Shape.SCALAR, Shape.of(2, 1, 2)),
          List.of(Shape.of(0), Shape.of(1), Shape.SCALAR));

  private WholeCalls() {}

  /** Adds what the operation takes of a type that is not floating; nothing if it does not. */
  static void add(Elementwise operation, SampleList list) {
    if (!ElementwiseTypes.ofNumbers(operation).contains(list.dtype())) {
      return;
    }
    if (operation instanceof Arithmetic.Clamp) {
      add(new Arithmetic.Clamp(1, 100), in -> in.getFirst().clamp(1, 100), list);
      var below = new Arithmetic.Clamp(Double.NEGATIVE_INFINITY, 7);
      add(below, in -> in.getFirst().clamp(Double.NEGATIVE_INFINITY, 7), list);
    } else {
      add(operation, Samples.of(operation, DType.F32).getFirst().call(), list);
    }
  }

  private static void add(
      Elementwise operation, Function<List<Tensor>, Tensor> call, SampleList list) {
    List<Tensor> like = Samples.of(operation, DType.F32).getFirst().inputs();
    for (List<Shape> shapes : SHAPES) {
      Input[] inputs = new Input[like.size()];
      for (int slot = 0; slot < inputs.length; slot++) {
        boolean divisor = slot == 1 && operation instanceof Rounding;
        inputs[slot] =
            like.get(slot).dtype() == DType.BOOL
                ? Input.condition(shapes.get(slot))
                : new Input(Input.Kind.NUMBERS, shapes.get(slot), values(list.dtype(), divisor));
      }
      list.rows(operation, call, inputs);
    }
  }

  /** Small numbers and the ends of the type; no 0 to divide by. */
  private static Values values(DType dtype, boolean divisor) {
    double zero = divisor ? 3 : 0;
    return switch (dtype) {
      case I64 -> Values.among(zero, 1, -1, 2, -7, 100, -0x1p63, 0x1p62, 0x1p53 + 2);
      case I32 -> Values.among(zero, 1, -1, 2, -7, 100, -0x1p31, 0x1p31 - 1, 65_537);
      case U8 -> Values.among(zero, 1, 2, 7, 100, 128, 200, 255);
      default -> Values.among(0, 1);
    };
  }
}
