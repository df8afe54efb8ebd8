// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.IndexException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The passage of a gradient back through a call, as a rule sees it: the inputs and the output of
 * the call, and the upstream.
 */
public final class Passage {

  private final Call call;
  private final Tensor output;
  private final Tensor upstream;
  private @Nullable List<Tensor> shared;

  Passage(Call call, Tensor output, Tensor upstream) {
    this.call = call;
    this.output = output;
    this.upstream = upstream;
  }

  /** How many inputs the call has. */
  public int inputs() {
    return call.inputs().size();
  }

  /**
   * What the rules of several inputs have in common: computed when the first of them asks, and
   * given to the others.
   */
  public List<Tensor> once(Supplier<List<Tensor>> body) {
    List<Tensor> known = shared;
    if (known == null) {
      known = List.copyOf(body.get());
      shared = known;
    }
    return known;
  }

  Call call() {
    return call;
  }

  /** The gradient at the output. */
  public Tensor upstream() {
    return upstream;
  }

  /** The value of the operation. */
  public Tensor output() {
    return output;
  }

  /**
   * The value of an input as it was in the forward pass.
   *
   * @throws chainrule.error.ModifiedException if it was rewritten since
   * @throws IndexException if there is no such input
   */
  public Tensor input(int slot) {
    check(slot);
    return call.saved(slot);
  }

  /** The sizes and type of an input, which rewriting does not change; see {@link #input}. */
  public Spec spec(int slot) {
    check(slot);
    return call.input(slot).spec();
  }

  private void check(int slot) {
    if (slot < 0 || slot >= inputs()) {
      throw new IndexException(
          call.op().name() + ": no input " + slot + "; it has " + inputs() + ", from 0");
    }
  }
}
