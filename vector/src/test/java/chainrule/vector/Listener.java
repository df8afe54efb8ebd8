// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Backend;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Declines everything and remembers the routines. */
record Listener(List<Work.Routine> heard) implements Backend {
  @Override
  public String name() {
    return "listener";
  }

  @Override
  public int rank() {
    return -1;
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }

  @Override
  public String description() {
    return "remembers routines";
  }

  @Override
  public boolean run(Work work, Workers workers) {
    if (work instanceof Work.Routine routine) {
      heard.add(routine);
    }
    return false;
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of();
  }

  /** The routines that a computation asks for whose keys are of a class. */
  static List<Work.Routine> routines(Runnable computation, Class<?> key) {
    Listener listener = new Listener(new ArrayList<>());
    Context.current().withBackend(listener).run(computation);
    return listener.heard.stream().filter(routine -> key.isInstance(routine.key())).toList();
  }
}
