// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import java.util.List;

/** How many elements along axes are not 0, in any type: NaN is not 0, and true is not. */
public sealed interface Tally extends Reduction {

  /** Why nothing passes. */
  Partial.None NONE =
      new Partial.None("counting jumps between whole numbers and has no gradient", "计数是跳变的整数，没有梯度");

  /** Whether one element or more is not 0, BOOL; false of nothing. */
  record Any(List<Integer> axes, boolean keep) implements Tally {
    @Override
    public Meaning meaning() {
      return counts("any", "any", "whether any of a is not 0");
    }

    @Override
    public DType type() {
      return DType.BOOL;
    }

    @Override
    public long result(long nonzero, long each) {
      return nonzero > 0 ? 1 : 0;
    }
  }

  /** Whether no element is 0, BOOL; true of nothing. */
  record All(List<Integer> axes, boolean keep) implements Tally {
    @Override
    public Meaning meaning() {
      return counts("all", "all", "whether all of a are not 0");
    }

    @Override
    public DType type() {
      return DType.BOOL;
    }

    @Override
    public long result(long nonzero, long each) {
      return nonzero == each ? 1 : 0;
    }
  }

  /** How many elements are not 0, I64. */
  record Nonzero(List<Integer> axes, boolean keep) implements Tally {
    @Override
    public Meaning meaning() {
      return counts("countNonzero", "#", "how many of a are not 0");
    }

    @Override
    public DType type() {
      return DType.I64;
    }

    @Override
    public long result(long nonzero, long each) {
      return nonzero;
    }
  }

  private static Meaning counts(String name, String symbol, String formula) {
    String torch = name.equals("countNonzero") ? "torch.count_nonzero" : "torch." + name;
    return Meaning.of(
            name,
            symbol,
            Role.STOPPER,
            "A counting gate asks which elements are 0: its answer jumps, so no gradient passes.",
            "计数门只问哪些元素为零：结果是跳变的，没有梯度通过。")
        .withCard(formula, AXES, torch);
  }

  /** The type of the answer. */
  DType type();

  /** The answer for that many elements that are not 0. */
  long result(long nonzero, long each);

  @Override
  default Monoid monoid() {
    return Monoid.SUM;
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    return new Spec(type(), Folds.reduced(inputs.getFirst().shape(), axes(), keep()));
  }

  @Override
  default Operand value(List<Operand> inputs, Spec output, Context context) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    Operand rows = Folds.rows(inputs.getFirst(), axes());
    long each = Folds.each(rows, Folds.kept(rows, axes()));
    long[] counts = Folds.nonzero(rows, each, (int) output.shape().count());
    for (int i = 0; i < counts.length; i++) {
      result.storage().setLong(i, result(counts[i], each));
    }
    return result;
  }

  @Override
  default Partial partial(int input) {
    return NONE;
  }
}
