// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.GraphException;
import chainrule.error.StateException;
import org.jspecify.annotations.Nullable;

/** What changes about a leaf: whether it collects a gradient, the gradient, and its version. */
final class Leaf extends Hook.Holder {

  private volatile boolean requiresGrad;
  private volatile boolean viewed;
  private volatile int version;
  private volatile String lastWriter = "nobody";
  private @Nullable Tensor grad;

  boolean requiresGrad() {
    return requiresGrad;
  }

  void requireGrad(boolean required) {
    requiresGrad = required;
  }

  /** Whether other tensors see this memory, so that rewriting must take fresh memory. */
  boolean isViewed() {
    return viewed;
  }

  void markViewed(boolean shared) {
    viewed = shared;
  }

  int version() {
    return version;
  }

  String lastWriter() {
    return lastWriter;
  }

  synchronized void written(String writer) {
    lastWriter = writer;
    version++;
  }

  synchronized @Nullable Tensor grad() {
    return grad;
  }

  synchronized void clearGrad() {
    grad = null;
  }

  /** Adds a contribution: the first is taken as it is. */
  synchronized void accumulate(Tensor contribution) {
    Tensor present = grad;
    grad = present == null ? contribution : present.plus(contribution);
  }

  /** That a tensor is none. */
  static GraphException missing(String action, String described) {
    return new GraphException(
        action + ": " + described + " is not a leaf; only leaves collect gradients or change",
        "make it from a factory such as Tensor.of, or take .detach() of it");
  }

  /** That no gradient comes to a tensor. */
  static GraphException withoutHook(String action, Tensor tensor) {
    return new GraphException(
        action + ": no gradient comes to " + tensor.described() + "; " + Walk.reason(tensor),
        tensor.isLeaf()
            ? "call requiresGrad() on it first"
            : "hook a tensor that was computed from a leaf with requiresGrad()");
  }

  /** That a tensor has no gradient, and how it would get one. */
  static StateException withoutGrad(String described, @Nullable Leaf leaf) {
    return new StateException(
        "grad: " + described + " has no gradient",
        leaf == null
            ? "ask for it with Autograd.grad(output, tensor)"
            : leaf.requiresGrad()
                ? "call backward() on a result that depends on it"
                : "call requiresGrad() on it before computing, then backward() on the result");
  }
}
