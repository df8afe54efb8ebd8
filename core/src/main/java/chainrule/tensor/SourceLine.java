// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The line of a program that an operation stems from. */
final class SourceLine {

  /** Where the library's own lines are, and Java's. */
  private static final Set<String> OURS =
      Set.of(
          "chainrule.array",
          "chainrule.autograd",
          "chainrule.cli",
          "chainrule.explain",
          "chainrule.formats",
          "chainrule.graph",
          "chainrule.nn",
          "chainrule.optim",
          "chainrule.spi",
          "chainrule.tensor",
          "chainrule.testkit",
          "chainrule.train",
          "java",
          "jdk");

  private SourceLine() {}

  /** The line of a call that is being made; that of the cause if a gradient rule makes it. */
  static @Nullable StackTraceElement of(Watch watch) {
    Call cause = watch.cause();
    return cause == null ? here() : cause.line().orElse(null);
  }

  /** The nearest caller outside of the library. */
  private static @Nullable StackTraceElement here() {
    Optional<StackTraceElement> found =
        StackWalker.getInstance()
            .walk(frames -> outside(frames).map(StackWalker.StackFrame::toStackTraceElement));
    return found.orElse(null);
  }

  private static Optional<StackWalker.StackFrame> outside(Stream<StackWalker.StackFrame> frames) {
    return frames.filter(frame -> !isOurs(frame.getClassName())).findFirst();
  }

  private static boolean isOurs(String type) {
    return OURS.stream().anyMatch(name -> type.startsWith(name + "."));
  }

  /** As in {@code Main.loss(Main.java:12)}. */
  static String text(StackTraceElement line) {
    String type = line.getClassName();
    return type.substring(type.lastIndexOf('.') + 1)
        + "."
        + line.getMethodName()
        + "("
        + line.getFileName()
        + ":"
        + line.getLineNumber()
        + ")";
  }
}
