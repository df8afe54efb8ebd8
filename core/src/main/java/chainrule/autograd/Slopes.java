// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.array.Shape;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Differences of a mapping at a point, along one coordinate at a time. */
final class Slopes {

  private static final double STEP = 6e-6;
  private static final double WIDE_STEP = 1e-3;

  private final Mapping mapping;
  private final List<Tensor> at;
  private final int input;
  private final int place;
  private final double[] values;
  private final double scale;

  /** The coordinate at a row-major place of an input. */
  Slopes(Mapping mapping, List<Tensor> at, int input, int place) {
    this.mapping = mapping;
    this.at = at;
    this.input = input;
    this.place = place;
    this.values = at.get(input).toDoubles();
    this.scale = Math.max(1, Math.abs(values[place]));
  }

  /** The slope of every result by the central difference that suits F64. */
  double[] central() {
    return between(-STEP * scale, STEP * scale);
  }

  /** The same with an error of the fourth power of a wider step (Richardson). */
  double[] extrapolated() {
    double[] wide = between(-WIDE_STEP * scale, WIDE_STEP * scale);
    double[] narrow = between(-WIDE_STEP / 2 * scale, WIDE_STEP / 2 * scale);
    double[] better = new double[wide.length];
    Arrays.setAll(better, i -> (4 * narrow[i] - wide[i]) / 3);
    return better;
  }

  /**
   * How much the slope to the right differs from the slope to the left, less what curvature
   * explains: that part halves with the step, a kink's does not.
   */
  double[] bend(double distance) {
    double[] wide = turn(distance * scale);
    double[] narrow = turn(distance / 2 * scale);
    double[] bend = new double[wide.length];
    Arrays.setAll(bend, i -> wide[i] - 2 * narrow[i]);
    return bend;
  }

  /** How much the central slope grows when the step is halved: it doubles over a jump. */
  double[] growth(double distance) {
    double[] wide = between(-distance * scale, distance * scale);
    double[] narrow = between(-distance / 2 * scale, distance / 2 * scale);
    double[] growth = new double[wide.length];
    Arrays.setAll(growth, i -> narrow[i] - wide[i]);
    return growth;
  }

  private double[] turn(double step) {
    double[] right = between(0, step);
    double[] left = between(-step, 0);
    double[] turn = new double[right.length];
    Arrays.setAll(turn, i -> right[i] - left[i]);
    return turn;
  }

  private double[] between(double from, double to) {
    double low = values[place] + from;
    double high = values[place] + to;
    double[] below = results(low);
    double[] above = results(high);
    double[] slope = new double[below.length];
    Arrays.setAll(slope, i -> (above[i] - below[i]) / (high - low));
    return slope;
  }

  private double[] results(double value) {
    double[] moved = values.clone();
    moved[place] = value;
    List<Tensor> inputs = new ArrayList<>(at);
    Shape shape = at.get(input).shape();
    inputs.set(input, Tensor.of(shape, moved).requiresGrad());
    return flat(mapping.apply(inputs, false));
  }

  /** All elements of all results in one row. */
  static double[] flat(List<Tensor> results) {
    return results.stream().flatMapToDouble(result -> Arrays.stream(result.toDoubles())).toArray();
  }
}
