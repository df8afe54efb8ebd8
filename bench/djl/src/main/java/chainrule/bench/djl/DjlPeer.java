// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.djl;

import ai.djl.engine.Engine;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import chainrule.bench.work.Peer;
import chainrule.bench.work.Variant;
import java.util.List;

/** DJL: training steps of dense nets. */
public final class DjlPeer implements Peer {

  /** The peer; made by the service loader. */
  public DjlPeer() {}

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String version() {
    Engine engine = Engine.getInstance();
    return Engine.getDjlVersion() + " with " + engine.getEngineName() + " " + engine.getVersion();
  }

  @Override
  public List<Variant> variants(Job job) {
    return job instanceof Job.Step step && step.net() instanceof Net.Dense
        ? List.of(
            new Variant("1 thread", new DjlStep(step, 1)),
            new Variant("2 threads", new DjlStep(step, 2)))
        : List.of();
  }
}
