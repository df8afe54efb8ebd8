// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.train.TrainingEvent;
import chainrule.train.TrainingListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** Where no line can be rewritten: a plain line now and then, so that long epochs show life. */
final class Heartbeat implements TrainingListener {

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Console console;
  private final InstantSource clock;
  private long last;

  Heartbeat(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
    this.last = clock.millis();
  }

  @Override
  public void on(TrainingEvent event) {
    long now = clock.millis();
    switch (event) {
      case TrainingEvent.Stepped step when now - last >= PAUSE.toMillis() -> {
        last = now;
        console.hint(text(console.text("train.live"), step));
      }
      case TrainingEvent.EpochEnded _ -> last = now;
      default -> {}
    }
  }

  private static String text(String format, TrainingEvent.Stepped step) {
    return String.format(
        Locale.ROOT,
        format,
        step.epoch(),
        step.epochs(),
        step.step(),
        step.steps(),
        step.loss(),
        step.samplesPerSecond());
  }
}
