// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.error.FormatException;
import chainrule.formats.Json;
import java.util.List;

/**
 * The network around one step: what its layers gave for the batch, the gradients, and how far the
 * parameters moved.
 *
 * @param epoch 1 for the first
 * @param step of the whole run, 1 for the first
 * @param rate the learning rate of the step
 * @param output what came out of the network
 * @param layers in the order in which they computed
 * @param parameters the trained ones, in the network's order
 */
public record StepStatistics(
    int epoch,
    long step,
    double rate,
    OutputStatistics output,
    List<LayerStatistics> layers,
    List<ParameterStatistics> parameters) {

  /** Keeps its own copies of the lists. */
  public StepStatistics {
    layers = List.copyOf(layers);
    parameters = List.copyOf(parameters);
  }

  /** The 2-norm of the gradient of all parameters. */
  public double gradientNorm() {
    double squares = 0;
    for (ParameterStatistics each : parameters) {
      squares += each.gradientNorm() * each.gradientNorm();
    }
    return Math.sqrt(squares);
  }

  /** As an object, whose numbers keep their bits; those that are not finite are strings. */
  public Json.JsonObject toJson() {
    return StatisticsJson.write(this);
  }

  /**
   * What {@link #toJson} wrote; other members are left alone.
   *
   * @throws FormatException if something is missing or of another type
   */
  public static StepStatistics of(Json.JsonObject json) {
    return StatisticsJson.read(json);
  }
}
