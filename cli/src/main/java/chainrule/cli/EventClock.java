// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.train.TrainingEvent;
import chainrule.train.TrainingListener;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still between two events, so that all who write one down write the same time. */
final class EventClock extends Clock implements TrainingListener {

  private final Clock clock;
  private Instant now;

  EventClock(Clock clock) {
    this.clock = clock;
    this.now = clock.instant();
  }

  @Override
  public void on(TrainingEvent event) {
    now = clock.instant();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }
}
