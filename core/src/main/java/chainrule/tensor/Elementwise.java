// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.spi.Operand;
import java.util.List;

/**
 * Operations whose every output element depends on the input elements at its place. Inputs
 * broadcast; the engine undoes that for gradients.
 *
 * <p>Number inputs are of one type, F32 or F64 and where the definition says so an integer too;
 * condition inputs are BOOL.
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
        Parametric {

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
    return new Spec(formulas.definition().value().isCondition() ? DType.BOOL : dtype, shape);
  }

  @Override
  default Operand value(List<Operand> inputs, Spec output, Context context) {
    Formulas formulas = Formulas.of(this);
    DType dtype = DType.F32;
    for (int slot = 0; slot < inputs.size(); slot++) {
      dtype = formulas.takesCondition(slot) ? dtype : inputs.get(slot).dtype();
    }
    return dtype.isFloating()
        ? Kernels.elementwise(
            formulas.value(dtype), source -> inputs.get(Kernels.slot(source)), output, context)
        : new WholeNumbers(name(), formulas.whole(), dtype).run(inputs, output);
  }

  /** The common type of the number inputs; F32 if all inputs are conditions. */
  private DType numberType(List<Spec> inputs, Formulas formulas) {
    Definition.Numbers numbers = formulas.definition().numbers();
    int first = -1;
    for (int slot = 0; slot < inputs.size(); slot++) {
      DType dtype = inputs.get(slot).dtype();
      if (formulas.takesCondition(slot)) {
        if (dtype != DType.BOOL) {
          throw new DtypeException(
              name() + ": input " + slot + " is " + inputs.get(slot) + "; needs BOOL",
              "compare it, as in x.less(0)");
        }
      } else if (!numbers.contains(dtype)) {
        throw new DtypeException(
            name() + ": input " + slot + " is " + inputs.get(slot) + "; needs " + numbers.text(),
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
