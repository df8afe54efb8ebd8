// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link GradCheck} found.
 *
 * @param order the highest order that was checked; a check stops at the first order that fails
 * @param compared how many numbers were compared
 * @param skipped the elements of inputs that were skipped because the function has a kink there
 * @param inputs each floating input at each order that was checked; at higher orders the upstream
 *     gradients follow the inputs
 * @param worst where the gradient is farthest from the difference, in units of what is allowed;
 *     nothing if no number was compared
 */
public record GradReport(
    int order, long compared, List<Place> skipped, List<Input> inputs, Optional<Entry> worst) {

  /** Keeps its own copies of the lists. */
  public GradReport {
    skipped = List.copyOf(skipped);
    inputs = List.copyOf(inputs);
  }

  /**
   * An element of an input.
   *
   * @param order the order of derivative at which it was looked at
   * @param input the input it belongs to, from 0
   * @param index the place in that input, one number an axis
   */
  public record Place(int order, int input, List<Long> index) {

    /** Keeps its own copy of the index. */
    public Place {
      index = List.copyOf(index);
    }
  }

  /**
   * What was found for one input: of the gradient of the result, or of a mixture of the results if
   * there are several.
   *
   * @param order the order of derivative
   * @param input which one, from 0
   * @param compared how many of its elements were compared
   * @param absolute the largest difference
   * @param relative the largest difference, by the larger of the two numbers
   * @param worst the element that is farthest off, in units of what is allowed
   */
  public record Input(
      int order, int input, long compared, double absolute, double relative, Entry worst) {

    static Input of(Entry entry) {
      return new Input(
          entry.order(), entry.input(), 1, entry.error(), entry.relativeError(), entry);
    }

    Input with(Entry entry) {
      return new Input(
          order,
          input,
          compared + 1,
          Math.max(absolute, entry.error()),
          Math.max(relative, entry.relativeError()),
          entry.isWorseThan(worst) ? entry : worst);
    }
  }

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

    /** The error by the larger of the two numbers; 0 if they are equal. */
    public double relativeError() {
      return error() == 0 ? 0 : error() / Math.max(Math.abs(gradient), Math.abs(difference));
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

  /** How many elements of inputs were skipped because the function has a kink there. */
  public long kinks() {
    return skipped.size();
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
        + (kinks() == 0 ? "" : ", " + kinks() + " elements skipped at kinks")
        + worst.map(entry -> "; worst: " + entry).orElse("");
  }
}
