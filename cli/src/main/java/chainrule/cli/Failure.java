// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.NonFiniteException;
import chainrule.error.NotationException;
import chainrule.error.NotationException.Wording;
import chainrule.explain.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/**
 * What the user reads when something failed, and the exit code.
 *
 * @param code how the process ends
 * @param fact what happened
 * @param excerpt the piece of text that it is about, and a line with a caret; mostly empty
 * @param path the layers it happened in, outermost first
 * @param fix what to do about it
 */
record Failure(
    int code, String fact, List<String> excerpt, List<String> path, Optional<String> fix) {

  /** Done. */
  static final int DONE = 0;

  /** A file, data or a limit. */
  static final int FAILED = 1;

  /** The words on the command line. */
  static final int USAGE = 2;

  /** Training left the finite numbers. */
  static final int NON_FINITE = 3;

  /** Stopped from outside: 128 and the number of the signal. */
  static final int INTERRUPTED = 130;

  static Failure of(Throwable thrown, Messages messages) {
    return switch (thrown) {
      case ArgumentException e -> of(USAGE, e);
      case NotationException e -> notation(e, messages);
      case NonFiniteException e -> of(NON_FINITE, e);
      case ChainruleException e -> of(FAILED, e);
      case ParameterException e -> UsageFailure.of(e, messages);
      case OutOfMemoryError _ ->
          of(
              messages.text("failure.memory", Runtime.getRuntime().maxMemory() >> 20),
              messages.text("failure.memory.fix", (Runtime.getRuntime().maxMemory() >> 29) + 1));
      case StackOverflowError _ ->
          of(messages.text("failure.stack"), messages.text("failure.stack.fix"));
      case IOException e -> of(file(e, messages), "");
      case UncheckedIOException e -> of(file(e, messages), "");
      default ->
          of(messages.text("failure.internal", thrown), messages.text("failure.internal.fix"));
    };
  }

  static Failure of(int code, String fact, String fix) {
    return new Failure(
        code, fact, List.of(), List.of(), fix.isEmpty() ? Optional.empty() : Optional.of(fix));
  }

  private static Failure of(String fact, String fix) {
    return of(FAILED, fact, fix);
  }

  private static Failure of(int code, ChainruleException e) {
    return new Failure(code, e.fact(), e.excerpt(), e.path(), e.fix());
  }

  /** Expressions stand on the command line, and their errors speak both languages. */
  private static Failure notation(NotationException e, Messages messages) {
    Wording chinese = e.chinese();
    return messages.language() == Language.CHINESE
        ? new Failure(USAGE, chinese.fact(), e.excerpt(), e.path(), Optional.of(chinese.fix()))
        : of(USAGE, e);
  }

  private static String file(Exception e, Messages messages) {
    String said = e.getMessage();
    return messages.text("failure.file", said == null ? e.getClass().getSimpleName() : said);
  }

  /** The message: one fact, where it happened, what to do. */
  String text(Messages messages) {
    StringBuilder text = new StringBuilder(Words.PROGRAM + ": " + fact);
    excerpt.forEach(line -> text.append("\n  ").append(line));
    if (!path.isEmpty()) {
      text.append("\n  ").append(messages.text("failure.in", String.join("", path)));
    }
    fix.ifPresent(remedy -> text.append("\n  ").append(messages.text("failure.fix", remedy)));
    // What users typed or files held must not reach the terminal as commands to it.
    return text.toString().replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
  }
}
