// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.error.ArgumentException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is measured together. */
enum Family {
  /** Whole training steps. */
  STEPS(true),
  /** Matrix products. */
  GEMM(true),
  /** Loops over elements, reductions, softmax and norms. */
  ELEMENTWISE(true),
  /** Convolutions. */
  CONV(true),
  /** Predictions of one row. */
  SERVING(true),
  /** Whole processes. */
  STARTUP(false),
  /** The heap that training needs. */
  MEMORY(false),
  /** Time over batch and layers; first calls. */
  GROWTH(false),
  /** What a run pays for telling of itself. */
  EVENTS(false);

  private final boolean hasPeers;

  Family(boolean hasPeers) {
    this.hasPeers = hasPeers;
  }

  /** The name on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether other libraries are measured beside ours. */
  boolean hasPeers() {
    return hasPeers;
  }

  /** Measures. */
  void run(Session session) {
    switch (this) {
      case STEPS -> Steps.run(session);
      case GEMM -> Products.run(session);
      case ELEMENTWISE -> Elements.run(session);
      case CONV -> Convolutions.run(session);
      case SERVING -> Serving.run(session);
      case STARTUP -> Startup.run(session);
      case MEMORY -> HeapNeeds.run(session);
      case GROWTH -> Growth.run(session);
      case EVENTS -> Events.run(session);
    }
  }

  /** The names of all. */
  static String labels() {
    return Arrays.stream(values()).map(Family::label).collect(Collectors.joining(", "));
  }

  /**
   * The family of a name.
   *
   * @throws ArgumentException if there is none
   */
  static Family named(String name) {
    return Arrays.stream(values())
        .filter(family -> family.label().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ArgumentException("bench: no family \"" + name + "\"", "use one of " + labels()));
  }
}
