// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.spi.Operand;
import java.util.List;

/**
 * Operations whose every output element depends on the input elements at its place. Inputs
 * broadcast; the engine undoes that for gradients.
 *
 * <p>Number inputs are F32 or F64, all of one type; condition inputs are BOOL.
 */
public sealed interface Elementwise extends Op
    permits Arithmetic,
        Power,
        Exponential,
        Logarithmic,
        Trigonometric,
        Comparison,
        Rounding,
        Activation,
        Prelu {

  /** Value, partials and words; called once for each operation and kept. */
  Definition define();

  @Override
  default Meaning meaning() {
    return Formulas.of(this).definition().meaning();
  }

  @Override
  default Partial partial(int input) {
    return Formulas.of(this).definition().partials().get(input);
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    Formulas formulas = Formulas.of(this);
    int needed = formulas.definition().partials().size();
    if (inputs.size() != needed) {
      throw new ArgumentException(name() + ": " + inputs.size() + " inputs; needs " + needed);
    }
    Shape shape = inputs.getFirst().shape();
    for (Spec input : inputs) {
      shape = shape.broadcast(input.shape(), name());
    }
    DType dtype = numberType(inputs, formulas);
    return new Spec(formulas.value(dtype).outputType(0), shape);
  }

  @Override
  default Operand value(List<Operand> inputs, Spec output, Context context) {
    DType dtype = DType.F32;
    for (Operand input : inputs) {
      dtype = input.dtype() == DType.F64 ? DType.F64 : dtype;
    }
    Program program = Formulas.of(this).value(dtype);
    return Kernels.elementwise(
        program, source -> inputs.get(Kernels.slot(source)), output, context);
  }

  /** The common type of the number inputs; F32 if all inputs are conditions. */
  private DType numberType(List<Spec> inputs, Formulas formulas) {
    int first = -1;
    for (int slot = 0; slot < inputs.size(); slot++) {
      DType dtype = inputs.get(slot).dtype();
      if (formulas.takesCondition(slot)) {
        if (dtype != DType.BOOL) {
          throw new DtypeException(
              name() + ": input " + slot + " is " + inputs.get(slot) + "; needs BOOL",
              "compare it, as in x.less(0)");
        }
      } else if (!dtype.isFloating()) {
        throw new DtypeException(
            name() + ": input " + slot + " is " + inputs.get(slot) + "; needs F32 or F64",
            "convert it with .to(DType.F32)");
      } else if (first >= 0 && inputs.get(first).dtype() != dtype) {
        throw new DtypeException(
            name()
                + ": inputs are "
                + inputs.get(first)
                + " and "
                + inputs.get(slot)
                + "; types are never promoted",
            "convert one with .to(DType." + inputs.get(first).dtype() + ")");
      } else if (first < 0) {
        first = slot;
      }
    }
    return first < 0 ? DType.F32 : inputs.get(first).dtype();
  }
}
