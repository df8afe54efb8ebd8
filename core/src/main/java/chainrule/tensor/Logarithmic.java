// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;

import chainrule.array.Code;
import java.util.List;
import java.util.Optional;

/** Logarithms. */
public sealed interface Logarithmic extends Elementwise {

  /** The natural logarithm of a. */
  record Log() implements Logarithmic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "log",
                  "log",
                  Role.SCALER,
                  "A log gate divides the upstream gradient by its input.",
                  "对数门把回传梯度除以输入。"),
              a.then(Code.LOG))
          .partial(g.over(a));
    }
  }

  /** log(1 + a). */
  record Log1p() implements Logarithmic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "log1p",
                  "log1p",
                  Role.SCALER,
                  "A log1p gate divides the upstream gradient by its input plus 1.",
                  "log1p 门把回传梯度除以输入与一之和。"),
              a.then(Code.LOG1P))
          .partial(g.over(a.plus(1)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().plus(1).log());
    }
  }
}
