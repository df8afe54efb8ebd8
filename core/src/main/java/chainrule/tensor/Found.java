// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a look at numbers found, such as the places where a mask holds: no gradient passes, and
 * sizes may depend on the numbers, so it is no operation. In a captured graph it is a gate, which
 * looks again whenever the graph runs on other numbers; elsewhere nothing is recorded.
 */
record Found(String name, UnaryOperator<Tensor> look) implements Gate {

  private static final Partial.None NONE =
      new Partial.None("it is found by a look at numbers", "它是查看数值得到的");

  /** What is found in a tensor. */
  static Tensor in(Tensor tensor, String name, UnaryOperator<Tensor> look) {
    return isCaptured() ? new Found(name, look).apply(tensor) : look.apply(tensor);
  }

  /** Whether a graph is being captured. */
  static boolean isCaptured() {
    return Context.current().recording() == Context.Recording.ALL;
  }

  @Override
  public Tensor define(List<Tensor> inputs) {
    return look.apply(inputs.getFirst());
  }

  /** Nothing: it is not made of operations. */
  @Override
  public Optional<Tensor> split(List<Tensor> inputs) {
    return Optional.empty();
  }

  @Override
  public Meaning meaning() {
    return Meaning.of(
        name,
        name,
        Role.STOPPER,
        "A gate that looks at numbers to find others has no slope, so no gradient passes.",
        "靠查看数值得到结果的门没有斜率，没有梯度通过。");
  }

  @Override
  public Partial partial(int input) {
    return NONE;
  }
}
