// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.formats.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run told of itself.
 *
 * @param statistics of steps, in their order
 * @param epochs in their order
 * @param peakRate the greatest learning rate, 0 if it is not known
 */
public record History(List<StepStatistics> statistics, List<EpochFigures> epochs, double peakRate) {

  /** The longest file read. */
  private static final long MOST_BYTES = 1L << 28;

  /** Keeps its own copies of the lists. */
  public History {
    statistics = List.copyOf(statistics);
    epochs = List.copyOf(epochs);
  }

  /** Of a run of which nothing is known. */
  public static History none() {
    return new History(List.of(), List.of(), 0);
  }

  /**
   * Reads the events of a run: {@code start}, {@code stats} and {@code epoch}; others are left
   * alone. A last line that was cut off is, too. What a resumed run told again counts once.
   *
   * @throws FileException if the file cannot be read, or is larger than 256 MB
   * @throws FormatException if a line is no event; it names file and line
   */
  public static History read(Path events) {
    List<String> lines = lines(events);
    SortedMap<Long, StepStatistics> steps = new TreeMap<>();
    SortedMap<Integer, EpochFigures> epochs = new TreeMap<>();
    double rate = 0;
    for (int number = 0; number < lines.size(); number++) {
      try {
        if (!lines.get(number).isBlank()) {
          Json.JsonObject event = Json.parse(lines.get(number)).asObject();
          rate = Math.max(rate, add(event, steps, epochs));
        }
      } catch (FormatException wrong) {
        if (number + 1 < lines.size()) {
          throw new FormatException(
              "events: " + events + ", line " + (number + 1) + ": " + wrong.getMessage());
        }
      }
    }
    return new History(new ArrayList<>(steps.values()), new ArrayList<>(epochs.values()), rate);
  }

  private static List<String> lines(Path events) {
    try {
      if (Files.size(events) > MOST_BYTES) {
        throw new FileException("events: " + events + " is larger than " + MOST_BYTES + " bytes");
      }
      return new String(Files.readAllBytes(events), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException failed) {
      throw new FileException("events: " + events + " cannot be read: " + failed.getMessage());
    }
  }

  /** Adds an event, and gives its learning rate. */
  private static double add(
      Json.JsonObject event,
      SortedMap<Long, StepStatistics> steps,
      SortedMap<Integer, EpochFigures> epochs) {
    switch (event.text("event")) {
      case "start" -> {
        return event.find("lr").isPresent() ? StatisticsJson.figure(event, "lr") : 0;
      }
      case "stats" -> {
        StepStatistics step = StepStatistics.of(event.object("figures"));
        steps.put(step.step(), step);
      }
      case "epoch" -> {
        int epoch = (int) event.whole("epoch");
        double test =
            event.find("test_loss").isPresent()
                ? StatisticsJson.figure(event, "test_loss")
                : Double.NaN;
        epochs.put(epoch, new EpochFigures(epoch, StatisticsJson.figure(event, "loss"), test));
      }
      default -> {}
    }
    return 0;
  }
}
