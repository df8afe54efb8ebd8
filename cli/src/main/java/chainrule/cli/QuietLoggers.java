// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what libraries log off the user's terminal, but for this library's own warnings: whatever
 * else matters is said by the verbs, in the user's language.
 */
public final class QuietLoggers extends System.LoggerFinder {

  /** The finder; made by the service loader. */
  public QuietLoggers() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Quiet(name);
  }

  private record Quiet(String name) implements System.Logger {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return name.equals(Words.PROGRAM) && level.compareTo(Level.WARNING) >= 0;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String text,
        @Nullable Throwable thrown) {
      log(level, bundle, text);
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String text,
        @Nullable Object... values) {
      if (isLoggable(level)) {
        System.err.print(Words.PROGRAM + ": " + text + "\n");
      }
    }
  }
}
