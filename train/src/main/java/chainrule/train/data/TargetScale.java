// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import java.util.List;
import java.util.stream.Stream;

/**
 * How numbers a network learns become those of the source: {@code original = factor * learned +
 * offset}, for each output.
 *
 * @param factors by output; for standardized targets their deviation
 * @param offsets by output; for standardized targets their mean
 */
public record TargetScale(List<Double> factors, List<Double> offsets) {

  /**
   * Keeps its own copies.
   *
   * @throws ArgumentException if there is not one factor, finite and not 0, and one finite offset
   *     for each output
   */
  public TargetScale {
    factors = List.copyOf(factors);
    offsets = List.copyOf(offsets);
    if (factors.size() != offsets.size()
        || factors.contains(0.0)
        || factors.contains(-0.0)
        || !Stream.concat(factors.stream(), offsets.stream()).allMatch(Double::isFinite)) {
      throw new ArgumentException(
          "target scale: factors "
              + factors
              + ", offsets "
              + offsets
              + "; needs one of each for each output, finite, and no factor 0");
    }
  }

  /** For one output. */
  public static TargetScale of(double factor, double offset) {
    return new TargetScale(List.of(factor), List.of(offset));
  }

  /** A number of an output as in the source. */
  public double original(int output, double learned) {
    return Math.fma(factors.get(output), learned, offsets.get(output));
  }

  /**
   * Checks that it is for so many outputs.
   *
   * @throws ShapeException if it is not
   */
  public void checkOutputs(int outputs) {
    if (factors.size() != outputs) {
      throw new ShapeException(
          "target scale: has " + factors.size() + " factors; needs " + outputs);
    }
  }
}
