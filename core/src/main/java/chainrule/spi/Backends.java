// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.error.ArgumentException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The backends present, found once as services. */
public final class Backends {

  private static final Backend REFERENCE = new Reference();

  private Backends() {}

  /** What was found, in the order of rank; filled at the first use. */
  private static final class Found {

    static final List<Backend> ALL = find();
    static final Backend BEST = best(ALL);

    private Found() {}

    private static List<Backend> find() {
      List<Backend> found = new ArrayList<>();
      found.add(REFERENCE);
      try {
        ServiceLoader.load(Backend.class, Backend.class.getClassLoader()).forEach(found::add);
      } catch (ServiceConfigurationError | LinkageError broken) {
        log(Level.WARNING, "a backend could not be loaded and is left out: " + broken);
      }
      found.sort(Comparator.comparingInt(Backend::rank).reversed());
      return List.copyOf(found);
    }

    private static Backend best(List<Backend> all) {
      for (Backend backend : all) {
        Optional<String> refusal = backend.refusal();
        if (refusal.isEmpty()) {
          return backend;
        }
        log(Level.INFO, "backend " + backend.name() + " is not used: " + refusal.get());
      }
      return REFERENCE;
    }

    private static void log(Level level, String message) {
      System.getLogger("chainrule").log(level, message);
    }
  }

  /** Every backend present, the preferred first; ask each for its refusal. */
  public static List<Backend> all() {
    return Found.ALL;
  }

  /** The usable backend of the highest rank. */
  public static Backend best() {
    return Found.BEST;
  }

  /** The plain backend that can do everything. */
  public static Backend reference() {
    return REFERENCE;
  }

  /** Does work with a backend, or with the reference if it declines. */
  public static void run(Backend backend, Work work, Workers workers) {
    if (!backend.run(work, workers)) {
      REFERENCE.run(work, workers);
    }
  }

  /** Work made ready by a backend, or by the reference if it declines. */
  public static Task prepare(Backend backend, Work work) {
    return backend
        .prepare(work)
        .or(() -> REFERENCE.prepare(work))
        .orElseGet(() -> new AgainTask(backend, work));
  }

  /**
   * The backend of a name.
   *
   * @throws ArgumentException if there is none or it cannot run here
   */
  public static Backend named(String name) {
    Backend backend =
        all().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new ArgumentException(
                    "backend: no \"" + name + "\"",
                    "use one of " + all().stream().map(Backend::name).toList()));
    backend
        .refusal()
        .ifPresent(reason -> {
          throw new ArgumentException(
              "backend: \"" + name + "\" cannot run here: " + reason, "use reference");
        });
    return backend;
  }
}
