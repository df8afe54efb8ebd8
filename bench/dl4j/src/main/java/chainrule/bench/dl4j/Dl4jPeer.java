// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.dl4j;

import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import chainrule.bench.work.Peer;
import chainrule.bench.work.Variant;
import java.util.List;
import org.nd4j.versioncheck.VersionCheck;

/** DL4J: training steps of dense nets. */
public final class Dl4jPeer implements Peer {

  /** The peer; made by the service loader. */
  public Dl4jPeer() {}

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public String version() {
    return VersionCheck.getVersionInfos().stream()
        .filter(info -> info.getArtifactId().equals("deeplearning4j-nn"))
        .map(info -> String.valueOf(info.getBuildVersion()))
        .findFirst()
        .orElse("unknown");
  }

  @Override
  public List<Variant> variants(Job job) {
    return job instanceof Job.Step step && step.net() instanceof Net.Dense
        ? List.of(
            new Variant("1 thread", new Dl4jStep(step, 1)),
            new Variant("2 threads", new Dl4jStep(step, 2)))
        : List.of();
  }
}
