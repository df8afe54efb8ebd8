// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

/**
 * What made the first number that is infinite or NaN.
 *
 * @param place the layer, or the parameter by its path; a label alone for data and the loss
 * @param operation its name; {@code assign} for a parameter that was so before, {@code data} for
 *     inputs and targets
 * @param isBackward whether a gradient rule made it, rather than the operation's value
 * @param detail what was found and from what, in English
 */
public record Culprit(Place place, String operation, boolean isBackward, String detail) {

  /** One sentence: layer, operation, and what was found. */
  @Override
  public String toString() {
    String what = isBackward ? "the gradient of " + operation : operation;
    return what + " in " + place + ": " + detail;
  }
}
