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
      return step("round", "就近取整", Code.ROUND);
    }
  }

  /** The largest integer not above a. */
  record Floor() implements Rounding {
    @Override
    public Definition define() {
      return step("floor", "向下取整", Code.FLOOR);
    }
  }

  /** The smallest integer not below a. */
  record Ceil() implements Rounding {
    @Override
    public Definition define() {
      return step("ceil", "向上取整", Code.CEIL);
    }
  }

  /** a without its fraction. */
  record Trunc() implements Rounding {
    @Override
    public Definition define() {
      return step("trunc", "截尾取整", Code.TRUNCATE);
    }
  }

  private static Definition step(String name, String chinese, Code code) {
    return Definition.of(
            Meaning.of(
                    name,
                    name,
                    Role.STOPPER,
                    "A "
                        + name
                        + " gate is flat between its jumps: its local gradient is 0, so nothing"
                        + " passes.",
                    chinese + "门在跳变之间是平的：局部梯度为零，没有梯度通过。")
                .withKink("0 at the jumps", "跳变处取 0"),
            a.then(code))
        .partial(Expr.of(0));
  }
}
