// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link GradCheck} found.
 *
 * @param order the highest order that was checked; a check stops at the first order that fails
 * @param compared how many numbers were compared
 * @param kinks how many elements of inputs were skipped because the function has a kink there
 * @param worst where the gradient is farthest from the difference, in units of what is allowed;
 *     nothing if no number was compared
 */
public record GradReport(int order, long compared, long kinks, Optional<Entry> worst) {

  /**
   * One gradient beside its central difference.
   *
   * @param order 1 for the gradient of the function, 2 for the gradient of that gradient
   * @param input the input it belongs to, from 0; at higher orders the upstream gradients follow
   *     the inputs
   * @param index the place in that input, one number an axis
   * @param gradient what the backward pass gave
   * @param difference what central differences gave
   * @param allowed how far apart they may be
   */
  public record Entry(
      int order, int input, List<Long> index, double gradient, double difference, double allowed) {

    /** Keeps its own copy of the index. */
    public Entry {
      index = List.copyOf(index);
    }

    /** How far apart gradient and difference are; infinite if either is not finite. */
    public double error() {
      double error = Math.abs(gradient - difference);
      return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    /** Whether they are as near as allowed. */
    public boolean isClose() {
      return error() <= allowed;
    }

    boolean isWorseThan(Entry other) {
      return error() / allowed > other.error() / other.allowed;
    }

    @Override
    public String toString() {
      return "order "
          + order
          + ", input "
          + input
          + " at "
          + index
          + ": gradient "
          + gradient
          + ", differences "
          + difference
          + ", off by "
          + error()
          + ", allowed "
          + allowed;
    }
  }

  /** Whether every gradient that was compared is as near as allowed. */
  public boolean passed() {
    return worst.map(Entry::isClose).orElse(true);
  }

  /** One line: the verdict, how much was compared and skipped, and the worst place. */
  @Override
  public String toString() {
    return (passed() ? "gradients agree with" : "gradients differ from")
        + " central differences: "
        + compared
        + " compared to order "
        + order
        + (kinks == 0 ? "" : ", " + kinks + " elements skipped at kinks")
        + worst.map(entry -> "; worst: " + entry).orElse("");
  }
}
