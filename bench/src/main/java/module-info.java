// SPDX-License-Identifier: Apache-2.0
import chainrule.bench.work.Peer;
import org.jspecify.annotations.NullMarked;

/** Measures ours beside other libraries; started by bench/run, never published. */
@NullMarked
module chainrule.bench {
  requires static org.jspecify;
  requires chainrule.core;
  requires chainrule.formats;
  requires chainrule.train;
  requires jdk.incubator.vector;
  requires jdk.management;

  uses Peer;
}
