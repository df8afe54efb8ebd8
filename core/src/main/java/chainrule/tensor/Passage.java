// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * The passage of a gradient back through a call, as a rule sees it: the inputs and the output of
 * the call, and the upstream.
 */
public final class Passage {

  private final Call call;
  private final Tensor output;
  private final Tensor upstream;

  Passage(Call call, Tensor output, Tensor upstream) {
    this.call = call;
    this.output = output;
    this.upstream = upstream;
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
   */
  public Tensor input(int slot) {
    return call.saved(slot);
  }

  /** The sizes and type of an input, which rewriting does not change. */
  public Spec spec(int slot) {
    return call.input(slot).spec();
  }
}
