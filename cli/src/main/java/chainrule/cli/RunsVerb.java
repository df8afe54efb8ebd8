// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.error.StateException;
import chainrule.formats.Json;
import chainrule.train.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code chainrule runs}: what runs there are, what they were asked for and came to, and whether
 * one can be repeated to the bit.
 *
 * @param training repeats runs
 */
record RunsVerb(TrainVerb training) implements Verb {

  private static final List<String> ACTIONS = List.of("list", "show", "compare", "verify");

  @Override
  public String name() {
    return "runs";
  }

  @Override
  public CommandSpec spec() {
    return Words.of(name())
        .operand("ACTION", "1", ACTIONS)
        .fileOperand("RUN", "0..*")
        .file("--runs", "DIR")
        .file("--data", "DIR")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation call) {
    Path runs = ModelChoice.runs(call);
    List<String> names = call.operands().stream().skip(1).toList();
    String action = call.choice("ACTION", call.operands().getFirst(), ACTIONS);
    RunsReport report = new RunsReport(call);
    return switch (action) {
      case "list" -> {
        check(call, action, names, 0, 0);
        yield report.list(RunRecord.all(runs), runs);
      }
      case "show" -> {
        check(call, action, names, 1, 1);
        yield report.show(RunRecord.find(names.getFirst(), runs));
      }
      case "compare" -> {
        check(call, action, names, 2, Integer.MAX_VALUE);
        yield report.compare(names.stream().map(run -> RunRecord.find(run, runs)).toList());
      }
      default -> {
        check(call, action, names, 1, 1);
        yield verify(call, RunRecord.find(names.getFirst(), runs));
      }
    };
  }

  private static void check(
      Invocation call, String action, List<String> names, int least, int most) {
    if (names.size() < least || names.size() > most) {
      String key =
          most == 0 ? "runs.operands.none" : most == 1 ? "runs.operands.one" : "runs.operands.two";
      throw new ArgumentException(
          call.console().text("runs.operands", action, call.console().text(key)));
    }
  }

  private int verify(Invocation call, RunRecord run) {
    Console console = call.console();
    if (run.state() != RunRecord.State.DONE) {
      throw new StateException(console.text("runs.unfinished", run.path()));
    }
    if (run.configuration().members().isEmpty()) {
      throw new StateException(console.text("runs.code", run.path()));
    }
    console.note("runs.again", run.id());
    String then = run.done().orElseThrow().text("weights_sha256");
    String now = training.repeat(run, call);
    boolean same = now.equals(then);
    if (call.has("--json")) {
      console.json(
          Json.object()
              .with("v", 1)
              .with("event", "verify")
              .with("run", run.path().toString())
              .with("same", same)
              .with("weights_sha256", now)
              .with("then", then));
    } else if (same) {
      console.say("runs.verified", now);
    }
    if (!same) {
      console.complain(console.text("runs.differs", now, then));
    }
    return same ? Failure.DONE : Failure.FAILED;
  }
}
