// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.formats.Json;
import chainrule.formats.Version;
import chainrule.train.EventJson;
import chainrule.train.TrainingPlan;
import chainrule.train.data.DataDigest;
import chainrule.train.data.Settings;
import java.time.Instant;

/** What a run set out to do, as {@code run.json} says it: enough to do it again. */
final class RunJson {

  private static final long VERSION = 1;

  private RunJson() {}

  static Json.JsonObject of(TrainingPlan plan, Json.JsonObject configuration, Instant time) {
    Json.JsonObject head =
        Json.object().with("v", VERSION).with("event", "run").with("time", time.toString());
    Settings.Machine machine = Settings.machine();
    return EventJson.plan(head, plan)
        .with("train_sha256", DataDigest.of(plan.train()))
        .with("test_sha256", DataDigest.of(plan.test()))
        .with("chainrule", Version.TEXT)
        .with("java", Runtime.version().toString())
        .with("vm", machine.vm())
        .with("os", machine.os())
        .with("processors", Runtime.getRuntime().availableProcessors())
        .with("config", configuration);
  }
}
