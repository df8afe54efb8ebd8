// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

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
}
