// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.Language;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line without its process: words in, lines and an exit code out.
 *
 * @param settings what is known of the surroundings
 * @param out standard output
 * @param err standard error
 * @param interruption the wish that it ends soon
 */
record Program(Settings settings, StandardOutput out, PrintStream err, Interruption interruption) {

  private static final int DEFAULT_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 55;
  private static final int MOST_COLUMNS = 100;

  private List<Verb> verbs() {
    return List.of(
        new TrainVerb(interruption),
        new EvaluateVerb(new TrainVerb(interruption)),
        new PredictVerb(new TrainVerb(interruption)),
        new FindRateVerb(),
        new SearchVerb(),
        new RunsVerb(new TrainVerb(interruption)),
        new DiagnoseVerb(new TrainVerb(interruption)),
        new GraphVerb(),
        new ExplainVerb(),
        new GradcheckVerb(),
        new SummaryVerb(),
        new DataVerb(),
        new DoctorVerb(),
        new JshellVerb(),
        new CompletionVerb(),
        new VersionVerb());
  }

  /**
   * Runs one command line.
   *
   * @return the exit code
   */
  int run(String... words) {
    Globals globals = Globals.of(Arrays.asList(words));
    Language language = globals.language(settings);
    return run(Messages.of(language), globals.suiting(language), words);
  }

  /** Runs one command line in a language that need not be one of the catalogs. */
  int run(Messages messages, Globals globals, String... words) {
    Console console = new Console(out, err, messages, globals.style(), settings);
    try {
      int code = attempt(globals, console, words);
      return out.failure().isPresent() ? lost(out.failure().get(), code, console) : code;
    } finally {
      interruption.end();
    }
  }

  private int attempt(Globals globals, Console console, String... words) {
    try {
      globals.check(console.messages());
      return run(console, words);
    } catch (Throwable thrown) {
      return report(thrown, console);
    }
  }

  private int run(Console console, String... words) {
    CommandLine root = root(console.messages());
    ParseResult result = root.parseArgs(asked(words).toArray(String[]::new));
    ParseResult verb = result.hasSubcommand() ? result.subcommand() : result;
    if (verb.isUsageHelpRequested() || result.isUsageHelpRequested()) {
      if (!result.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(root, result.unmatched());
      }
      String usage = verb.commandSpec().commandLine().getUsageMessage(Ansi.OFF);
      usage.stripTrailing().lines().forEach(line -> console.line(line.stripTrailing()));
      return Failure.DONE;
    }
    if (result.hasMatchedOption("--version")) {
      console.line(VersionVerb.line());
      return Failure.DONE;
    }
    if (result.hasSubcommand()) {
      String name = verb.commandSpec().name();
      Invocation call = new Invocation(verb, console);
      call.operands().stream()
          .filter(word -> word.matches("--\\p{Alpha}.*"))
          .findFirst()
          .ifPresent(word -> {
            throw new UnmatchedArgumentException(verb.commandSpec().commandLine(), List.of(word));
          });
      Verb named = verbs().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
      return named.run(call);
    }
    return Introduction.print(console);
  }

  /** {@code help train} is {@code train --help}. */
  private static List<String> asked(String... words) {
    List<String> asked = new ArrayList<>(Arrays.asList(words));
    if (!asked.isEmpty() && asked.getFirst().equals("help")) {
      asked.removeFirst();
      asked.add("--help");
    }
    return asked;
  }

  /** The grammar of the whole command line. */
  CommandLine root(Messages messages) {
    CommandSpec spec = Words.of(Words.PROGRAM).flag("-V", "--version").spec();
    spec.usageMessage().synopsisSubcommandLabel("[VERB]");
    CommandLine root = new CommandLine(spec);
    for (Verb verb : verbs()) {
      CommandLine line = new CommandLine(verb.spec());
      if (messages.texts().containsKey(Words.PROGRAM + "." + verb.name() + ".usage.footer.0")) {
        line.getCommandSpec().usageMessage().footerHeading(messages.text("help.examples"));
      }
      root.addSubcommand(line);
    }
    root.setResourceBundle(messages);
    root.setExpandAtFiles(false);
    root.setOverwrittenOptionsAllowed(true);
    root.setUsageHelpWidth(
        Math.clamp(settings.columns().orElse(DEFAULT_COLUMNS), FEWEST_COLUMNS, MOST_COLUMNS));
    return root;
  }

  private static int report(Throwable thrown, Console console) {
    Failure failure = Failure.of(thrown, console.messages());
    console.complain(failure.text(console.messages()));
    if (console.style().debug()) {
      thrown.printStackTrace(console.err());
      console.err().flush();
    }
    return failure.code();
  }

  private static int lost(IOException e, int code, Console console) {
    if (!console.out().isAbandoned()) {
      console.complain(
          Failure.of(
                  Failure.FAILED,
                  console.text("failure.output", String.valueOf(e.getMessage())),
                  "")
              .text(console.messages()));
      return Failure.FAILED;
    }
    return code;
  }
}
