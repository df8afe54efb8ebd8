// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;

import chainrule.array.Code;
import chainrule.array.Expr;

/** To integers: flat between jumps, so their gradient is 0 everywhere. */
public sealed interface Rounding extends Elementwise {

  /** The nearest integer, halves to even. */
  record Round() implements Rounding {
    @Override
    public Definition define() {
      return step("round", Code.ROUND);
    }
  }

  /** The largest integer not above a. */
  record Floor() implements Rounding {
    @Override
    public Definition define() {
      return step("floor", Code.FLOOR);
    }
  }

  /** The smallest integer not below a. */
  record Ceil() implements Rounding {
    @Override
    public Definition define() {
      return step("ceil", Code.CEIL);
    }
  }

  /** a without its fraction. */
  record Trunc() implements Rounding {
    @Override
    public Definition define() {
      return step("trunc", Code.TRUNCATE);
    }
  }

  private static Definition step(String name, Code code) {
    return Definition.of(
            Meaning.of(
                    name,
                    name,
                    Role.STOPPER,
                    "Rounding is flat between its jumps, so the gradient is 0.",
                    "取整在跳变之间是平的，梯度为零。")
                .withKink("0 at the jumps"),
            a.then(code))
        .partial(Expr.of(0));
  }
}
