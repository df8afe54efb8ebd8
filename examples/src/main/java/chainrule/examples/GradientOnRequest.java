// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.autograd.Autograd;
import chainrule.error.GraphException;
import chainrule.tensor.Tensor;

/**
 * Row 43: asking for the gradient of (w x - 1)² at w = 2, x = 1. It is refused until w requires a
 * gradient, and for a loss that was computed before that; then it is 2, asked for by {@code grad}
 * or left in w by {@code backward}. Each of these uses the graph up, so the loss is computed anew.
 */
public final class GradientOnRequest {

  /**
   * What happened, in order.
   *
   * @param notEnabled the error before w required a gradient
   * @param notRebuilt the error for the old loss after that
   * @param byGrad the gradient on request
   * @param usedUp the error for a second request from the same loss
   * @param byBackward the gradient in w
   */
  record Story(
      String notEnabled,
      String notRebuilt,
      double loss,
      double byGrad,
      String usedUp,
      double byBackward) {}

  private GradientOnRequest() {}

  static Story story() {
    Tensor x = Tensor.scalar(1);
    Tensor w = Tensor.scalar(2);
    Tensor before = loss(w, x);
    String notEnabled = refusal(before, w);
    w.requiresGrad();
    String notRebuilt = refusal(before, w);
    Tensor loss = loss(w, x);
    double byGrad = Autograd.grad(loss, w).getFirst().item();
    String usedUp = refusal(loss, w);
    loss(w, x).backward();
    return new Story(notEnabled, notRebuilt, loss.item(), byGrad, usedUp, w.grad().item());
  }

  private static Tensor loss(Tensor w, Tensor x) {
    return w.times(x).minus(1).square();
  }

  private static String refusal(Tensor loss, Tensor w) {
    try {
      return "gradient " + Autograd.grad(loss, w);
    } catch (GraphException refused) {
      return refused.getMessage();
    }
  }

  /** Prints the story. */
  public static void main() {
    Story story = story();
    IO.println("before w.requiresGrad():\n  " + story.notEnabled());
    IO.println("the old loss after it:\n  " + story.notRebuilt());
    Print.row("the loss, computed anew", story.loss());
    Print.row("gradient by grad", story.byGrad());
    IO.println("the same loss again:\n  " + story.usedUp());
    Print.row("gradient by backward", story.byBackward());
  }
}
