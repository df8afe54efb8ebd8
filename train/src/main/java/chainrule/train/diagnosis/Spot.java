// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.tensor.Activation;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * A value inside a network that is looked at.
 *
 * @param activation what made it, if an activation did
 */
record Spot(Place place, Optional<Activation> activation, Tensor value, boolean isLast) {

  private static final double MARGIN = 0.01;

  /** The bounds of an activation, and how near to them counts as there. */
  private record Bounds(double lower, double upper, double margin) {

    boolean isAtLower(double value) {
      return value <= lower + margin;
    }

    boolean isAtUpper(double value) {
      return value >= upper - margin;
    }
  }

  /** Bounds that no value reaches or crosses; none for a function that has not both. */
  private static Optional<Bounds> bounds(Op activation) {
    return switch (activation.name()) {
      case "sigmoid" -> Optional.of(new Bounds(0, 1, MARGIN));
      case "tanh", "softsign" -> Optional.of(new Bounds(-1, 1, MARGIN));
      case "hardSigmoid" -> Optional.of(new Bounds(0, 1, 0));
      case "hardtanh" -> Optional.of(new Bounds(-1, 1, 0));
      default -> Optional.empty();
    };
  }

  private LayerStatistics.Kind kind() {
    return activation
        .map(function ->
            switch (function.name()) {
              case "relu", "relu6" -> LayerStatistics.Kind.RECTIFIER;
              case "sigmoid", "tanh", "softsign", "hardSigmoid", "hardtanh" ->
                  LayerStatistics.Kind.BOUNDED;
              default -> LayerStatistics.Kind.ACTIVATION;
            })
        .orElse(LayerStatistics.Kind.LAYER);
  }

  /** The statistics of its values, with the gradient that came to them. */
  LayerStatistics statistics(Tensor gradient) {
    double[] values = value.toDoubles();
    int axis = value.rank() > 3 ? 1 : value.rank() - 1;
    int units = value.rank() == 0 ? 1 : Math.toIntExact(value.size(axis));
    int inner = 1;
    for (int after = axis + 1; after < value.rank(); after++) {
      inner *= Math.toIntExact(value.size(after));
    }
    Moments moments = Moments.of(values);
    Units each = new Units(units, inner, activation.flatMap(Spot::bounds));
    each.count(values);
    double count = Math.max(1, values.length);
    return new LayerStatistics(
        place,
        kind(),
        isLast,
        units,
        units == 0 ? 0 : values.length / units,
        moments.mean(),
        moments.deviation(),
        each.zeros / count,
        each.share(each.zero),
        each.saturated / count,
        each.stuck(),
        moments.nonFinite(),
        Moments.of(gradient.toDoubles()).rms(),
        Histogram.of(values));
  }

  /** Counts unit by unit. */
  private static final class Units {
    private final Optional<Bounds> bounds;
    private final int inner;
    private final boolean[] zero;
    private final boolean[] lower;
    private final boolean[] upper;
    private long zeros;
    private long saturated;

    Units(int units, int inner, Optional<Bounds> bounds) {
      this.inner = inner;
      this.bounds = bounds;
      zero = filled(units, true);
      lower = filled(units, bounds.isPresent());
      upper = filled(units, bounds.isPresent());
    }

    private static boolean[] filled(int units, boolean value) {
      boolean[] flags = new boolean[units];
      Arrays.fill(flags, value);
      return flags;
    }

    void count(double... values) {
      int units = zero.length;
      if (values.length == 0) {
        Arrays.fill(zero, false);
        Arrays.fill(lower, false);
        Arrays.fill(upper, false);
      }
      for (int i = 0; i < values.length; i++) {
        int unit = i / inner % units;
        if (values[i] == 0) {
          zeros++;
        } else {
          zero[unit] = false;
        }
      }
      bounds.ifPresent(known -> saturation(known, values));
    }

    private void saturation(Bounds known, double... values) {
      for (int i = 0; i < values.length; i++) {
        int unit = i / inner % zero.length;
        boolean low = known.isAtLower(values[i]);
        boolean high = known.isAtUpper(values[i]);
        saturated += low || high ? 1 : 0;
        lower[unit] &= low;
        upper[unit] &= high;
      }
    }

    double stuck() {
      return share(lower) + share(upper);
    }

    double share(boolean... flags) {
      int set = 0;
      for (boolean flag : flags) {
        set += flag ? 1 : 0;
      }
      return (double) set / Math.max(1, flags.length);
    }
  }
}
