// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.formats.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whole processes, as a user starts them. */
final class Startup {

  private static final double MICROS = 1e6;
  private static final double GRAPH_BAR = 0.5;
  private static final double MEMORY_BAR = 120e6;
  private static final double TRAIN_BAR = 5;
  private static final double ACCURACY = 0.97;
  private static final int STARTS = 9;
  private static final int TRAININGS = 3;

  private Startup() {}

  static void run(Session session) {
    Settings settings = Settings.fromSystem();
    Path root = settings.root();
    String launcher = settings.launcher().toString();
    List<String> version = List.of(launcher, "version");
    ProcessRun.of(root, version).succeeded(version);
    graph(session, root, launcher);
    train(session, root, launcher);
  }

  private static void graph(Session session, Path root, String launcher) {
    List<String> command = List.of(launcher, "graph", "q=x+y; f=q*z", "x=-2", "y=5", "z=-4");
    List<String> empty = List.of(Settings.javaProgram().toString(), "-Xshare:auto", "--version");
    List<ProcessRun> runs = new ArrayList<>();
    List<ProcessRun> others = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      runs.add(ProcessRun.of(root, command).succeeded(command));
      others.add(ProcessRun.of(root, empty).succeeded(empty));
    }
    double[] times = runs.stream().mapToDouble(run -> run.seconds() * MICROS).toArray();
    double[] floor = others.stream().mapToDouble(run -> run.seconds() * MICROS).toArray();
    double[] memory = runs.stream().mapToDouble(ProcessRun::memory).toArray();
    double time = Statistics.median(times);
    String work = "chainrule graph, whole process";
    session.row(Row.times(work, Row.BAR, time, GRAPH_BAR * MICROS).withRounds(times));
    session.row(Row.times(work, "java --version", time, Statistics.median(floor)));
    session.row(
        Row.of("chainrule graph, memory", Row.BAR, "B", Statistics.median(memory), MEMORY_BAR)
            .withRounds(memory));
  }

  private static void train(Session session, Path root, String launcher) {
    List<String> command =
        List.of(
            launcher,
            "train",
            "mnist",
            "--json",
            "--threads",
            "2",
            "--runs",
            root.resolve("bench/target/runs").toString());
    double[] times = new double[TRAININGS];
    for (int i = 0; i < TRAININGS; i++) {
      ProcessRun run = ProcessRun.until(root, command, Startup::isGoodEnough);
      if (run.lines().stream().noneMatch(Startup::isGoodEnough)) {
        session.note("train mnist did not come to 97 %, or there is no data; its row is left out");
        return;
      }
      times[i] = run.seconds() * MICROS;
    }
    session.row(
        Row.times(
                "chainrule train mnist until 97 %",
                Row.BAR, Statistics.median(times), TRAIN_BAR * MICROS)
            .withRounds(times));
  }

  /** Whether an event tells of an epoch with a test accuracy that suffices. */
  static boolean isGoodEnough(String line) {
    return line.startsWith("{")
        && Json.parse(line).asObject().find("test_accuracy").isPresent()
        && Json.parse(line).asObject().number("test_accuracy") >= ACCURACY;
  }
}
