// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Peer;
import chainrule.bench.work.Variant;
import chainrule.error.StateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One family being measured, beside one peer at most. */
final class Session {

  /** The name in the place of a peer where there is none. */
  static final String ALONE = "none";

  private static final double NANOS = 1e9;

  /** Rows whose floor is arithmetic; it is known at the end. */
  private record Counted(String work, Row row, double flops, boolean isDouble) {}

  private final Request request;
  private final Screen screen;
  private final Optional<Peer> peer;
  private final Machine machine;
  private final Results results;
  private final List<Counted> counted = new ArrayList<>();
  private final long start = System.nanoTime();
  private int leftOut;
  private int failed;

  Session(Request request, Settings settings, Screen screen, Optional<Peer> peer) {
    this.request = request;
    this.screen = screen;
    this.peer = peer;
    this.machine = Machine.read();
    String version = peer.map(Peer::version).orElse(ALONE);
    Request met = request.withPeers(peer.map(Peer::name).stream().toList());
    this.results = Results.create(settings, met, machine, version);
  }

  /** Measures the family between two measurements of the floors. */
  void run() {
    Floors before = floors("before");
    screen.head();
    request.family().run(this);
    Floors floors = floors("after").or(before);
    for (Counted row : counted) {
      double least =
          floors.microseconds(row.flops(), row.isDouble(), Math.max(1, request.threads()));
      row(Row.times(row.work(), Row.PEAK, row.row().ours(), least));
    }
    if (leftOut > 0) {
      screen.note(leftOut + " works left out: the time of --quick was up");
    }
    if (failed > 0) {
      throw new StateException(
          "bench: " + failed + " works have no figure; why, stands above", "mend them");
    }
    screen.note("raw times of every round: bench/results/" + results.file().getFileName());
  }

  private Floors floors(String when) {
    Floors floors = Floors.measure(machine);
    results.floors(when, floors);
    screen.note(
        "floors "
            + when
            + ": FMA peak "
            + Screen.number(floors.gigaflops())
            + " GFLOP/s (F32, one thread), copy "
            + Screen.number(floors.copied())
            + " GB/s, triad "
            + Screen.number(floors.triad())
            + " GB/s");
    return floors;
  }

  Pace pace() {
    return request.pace();
  }

  boolean isQuick() {
    return request.quick();
  }

  int threads() {
    return request.threads();
  }

  /** The name of the peer, for rows that carry figures of its own. */
  String peerName() {
    return peer.map(Peer::name).orElse(ALONE);
  }

  /** The peer's ways of doing a job; none without a peer. */
  List<Variant> theirs(Job job) {
    return peer.map(other -> other.variants(job)).orElse(List.of());
  }

  /** Ours on the team that was asked for. */
  Contender ours(Contender contender) {
    return Ours.on(request.threads(), contender);
  }

  /** Whether there is time for one more work. */
  boolean hasTime() {
    return (System.nanoTime() - start) / NANOS < pace().limitSeconds();
  }

  /** Plays trials one after another; each is made when its turn comes. */
  void play(List<Supplier<Trial>> trials) {
    for (Supplier<Trial> next : trials) {
      if (!hasTime()) {
        leftOut++;
        continue;
      }
      try {
        play(next.get());
      } catch (StateException failure) {
        screen.note(failure.getMessage());
        failed++;
      }
    }
  }

  /** Plays one trial and gives the rows, which have been shown. */
  List<Row> play(Trial trial) {
    List<Row> rows = new Match(trial, pace()).play();
    rows.forEach(this::row);
    if (trial.flops() > 0) {
      rows.stream()
          .filter(row -> row.peer().equals(rows.getFirst().peer()))
          .forEach(
              row -> counted.add(new Counted(row.work(), row, trial.flops(), trial.isDouble())));
    }
    return rows;
  }

  /** A row that was measured in another way. */
  void row(Row row) {
    results.row(row);
    screen.row(row);
  }

  void note(String text) {
    screen.note(text);
  }
}
