// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.text.Nearest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words that a verb does not take, said in the user's language and with the nearest it does. */
final class UsageFailure {

  private UsageFailure() {}

  /** How picocli says that a flag was given a value; it tells the flag in no other way. */
  private static final Pattern FLAG =
      Pattern.compile("option '(--[a-z-]+)' .*without '.*' param.*");

  static Failure of(ParameterException thrown, Messages messages) {
    CommandLine where = thrown.getCommandLine();
    String help = messages.text("usage.help", where.getCommandSpec().qualifiedName());
    return switch (thrown) {
      case UnmatchedArgumentException e -> unknown(e.getUnmatched().getFirst(), where, messages);
      case MissingParameterException e
          when e.getMissing().size() == 1
              && e.getMissing().getFirst() instanceof OptionSpec option ->
          usage(
              messages.text(
                  "usage.value", prefix(where), option.longestName(), option.paramLabel()),
              help);
      case MissingParameterException e ->
          usage(
              messages.text(
                  "usage.missing",
                  prefix(where),
                  e.getMissing().stream().map(UsageFailure::name).collect(Collectors.joining(" "))),
              help);
      default -> {
        String said = String.valueOf(thrown.getMessage());
        Matcher flag = FLAG.matcher(said);
        yield usage(flag.matches() ? messages.text("usage.flag", flag.group(1)) : said, help);
      }
    };
  }

  private static Failure unknown(String word, CommandLine where, Messages messages) {
    String verb = where.getCommandSpec().qualifiedName();
    String help = messages.text("usage.help", verb);
    boolean option = word.length() > 1 && word.startsWith("-");
    if (!option && !isRoot(where)) {
      return usage(messages.text("usage.surplus", prefix(where), word), help);
    }
    String name = option ? word.split("=", 2)[0] : word;
    Optional<String> nearest =
        Nearest.to(
            name,
            option
                ? where.getCommandSpec().options().stream().map(OptionSpec::longestName).toList()
                : where.getSubcommands().keySet());
    return usage(
        option
            ? messages.text("usage.option", prefix(where), name)
            : messages.text("usage.verb", name),
        nearest.map(candidate -> messages.text("usage.nearest", candidate, verb)).orElse(help));
  }

  private static boolean isRoot(CommandLine where) {
    return where.getParent() == null;
  }

  /** The verb, where there is one. */
  private static String prefix(CommandLine where) {
    return isRoot(where) ? "" : where.getCommandName() + ": ";
  }

  private static String name(ArgSpec missing) {
    return missing.paramLabel();
  }

  private static Failure usage(String fact, String fix) {
    return Failure.of(Failure.USAGE, fact, fix);
  }
}
