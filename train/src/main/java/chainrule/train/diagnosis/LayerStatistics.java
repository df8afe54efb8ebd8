// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

/**
 * What came out of one layer, or of an activation after one, for a batch.
 *
 * <p>A unit is one output: a column of [.., n], a channel of [samples, channels, height, width].
 * Shares are 0 to 1, and 0 where there is nothing.
 *
 * @param place an activation that a network applies between its layers has the path of the layer
 *     before it
 * @param kind what computes it
 * @param isLast whether this is what the network gives
 * @param units how many
 * @param samples how many values each unit has
 * @param mean of all values
 * @param deviation the square root of their variance, by their number
 * @param zeros the share of values that are exactly 0
 * @param dead the share of units that are exactly 0 for every sample
 * @param saturated the share of values within 0.01 of a bound, for a function that has bounds: a
 *     sigmoid passes less than 0.01 of its gradient there, a tanh less than 0.02
 * @param stuck the share of units that are so for every sample, all at one bound
 * @param nonFinite how many values are infinite or NaN; the others make up the figures above
 * @param gradient the root of the mean square of the loss's gradient for a value
 * @param histogram of all values
 */
public record LayerStatistics(
    Place place,
    Kind kind,
    boolean isLast,
    long units,
    long samples,
    double mean,
    double deviation,
    double zeros,
    double dead,
    double saturated,
    double stuck,
    long nonFinite,
    double gradient,
    Histogram histogram) {

  /** What computes values. */
  public enum Kind {
    /** A layer with parameters of its own. */
    LAYER,
    /** An activation that is exactly 0 on one side, as ReLU is. */
    RECTIFIER,
    /** An activation between two bounds, as the sigmoid and tanh are. */
    BOUNDED,
    /** Another activation. */
    ACTIVATION
  }
}
