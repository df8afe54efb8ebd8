// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.Json;
import chainrule.train.search.Found;
import chainrule.train.search.SearchPlan;
import chainrule.train.search.Trial;
import chainrule.train.search.TrialLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a search tells: trials as they are done, then the best first, and how to train so.
 *
 * @param call what was asked for
 * @param plan what is tried
 * @param log where trials are kept
 */
record SearchReport(Invocation call, SearchPlan plan, TrialLog log) {

  private static final int SHOWN = 10;

  void tell(Trial trial) {
    if (call.has("--json")) {
      call.console().json(trial.toJson());
      return;
    }
    call.console()
        .note("search.trial", trial.number(), options(trial), trial.epochs(), score(trial));
  }

  /**
   * The end.
   *
   * @return the exit code
   */
  int end(Found found) {
    Trial best = found.best();
    String command = command(best);
    if (call.has("--json")) {
      call.console()
          .json(
              Json.object()
                  .with("v", 1)
                  .with("event", "search")
                  .with("trials", found.trials().size())
                  .with("best", best.toJson())
                  .with("command", command)
                  .with("folder", log.folder().toString()));
    } else {
      table(found);
      call.console().say("search.log", log.file());
      call.console().say("search.next", command);
    }
    if (!best.outcome().isScored()) {
      call.console().complain(call.console().text("search.failed"));
      return Failure.NON_FINITE;
    }
    return Failure.DONE;
  }

  private void table(Found found) {
    List<String> names = plan.space().names();
    List<String> head = new ArrayList<>(names);
    head.addFirst(call.console().text("search.number"));
    head.addAll(List.of(call.console().text("search.columns").split("\\|")));
    Table table = Table.of("r".repeat(head.size())).row(head.toArray(String[]::new));
    List<Trial> ranked = found.ranked();
    for (Trial trial : ranked.subList(0, Math.min(SHOWN, ranked.size()))) {
      List<String> cells = new ArrayList<>(trial.options().sequencedValues());
      cells.addFirst(Integer.toString(trial.number()));
      cells.add(Integer.toString(trial.epochs()));
      cells.add(score(trial));
      cells.add(figure(trial.outcome().loss()));
      cells.add(String.format(Locale.ROOT, "%.1f", trial.outcome().seconds()));
      table.row(cells.toArray(String[]::new));
    }
    call.console().lines(table.lines());
    if (ranked.size() > SHOWN) {
      call.console().say("search.more", ranked.size() - SHOWN);
    }
  }

  private String score(Trial trial) {
    return trial.outcome().isScored()
        ? figure(trial.outcome().score())
        : call.console().text("search.diverged");
  }

  private static String figure(double number) {
    return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.4f", number);
  }

  private static String options(Trial trial) {
    return trial.options().entrySet().stream()
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(" "));
  }

  /** How to train with these options, and all others as they were given. */
  private String command(Trial best) {
    StringBuilder command = new StringBuilder(call.console().settings().command() + " train");
    call.operand(0).ifPresent(data -> command.append(' ').append(ShellWord.of(data)));
    for (Map.Entry<String, String> option : best.options().entrySet()) {
      append(command, "--" + option.getKey(), option.getValue());
    }
    for (OptionSpec option : call.words().commandSpec().options()) {
      String name = option.longestName();
      if (call.isGiven(name) && isRepeated(name)) {
        boolean flag = option.arity().max() == 0;
        append(command, name, flag ? "true" : call.value(name));
      }
    }
    return command.toString();
  }

  /** Samples are held back in training only if something is chosen by them. */
  private boolean isRepeated(String name) {
    if (name.equals("--validation")) {
      return call.gave("--patience") || call.has("--keep-best");
    }
    boolean place = name.equals("--runs") || name.equals("--config");
    return place || (Configuration.isPart(name) && !SearchVerb.OWN.contains(name));
  }

  private void append(StringBuilder command, String name, String value) {
    OptionSpec spec = call.words().commandSpec().findOption(name);
    boolean flag = spec != null && spec.arity().max() == 0;
    if (!flag) {
      command.append(' ').append(name).append(' ').append(ShellWord.of(value));
    } else if (value.equals("true")) {
      command.append(' ').append(name);
    }
  }
}
