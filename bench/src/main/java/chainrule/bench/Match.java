// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Variant;
import chainrule.error.StateException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The rounds of one trial: all contenders in turn, again and again, so that a slow spell of the
 * machine meets all.
 */
final class Match {

  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;
  private static final double AGREEMENT = 2e-3;
  private static final double NOTHING = 1e-9;
  private static final double SPARE = 1.1;
  private static final double MOST_GROWTH = 10;
  private static final double QUIET = 0.02;
  private static final double MILLIS = 1e3;
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  /** One contender with what was measured of it, in microseconds a run. */
  private record Lane(Variant variant, long repeats, double warm, double[] rounds) {

    double median() {
      return Statistics.median(rounds);
    }
  }

  private final Trial trial;
  private final Pace pace;

  Match(Trial trial, Pace pace) {
    this.trial = trial;
    this.pace = pace;
  }

  /** Plays all rounds: a row for each of our ways and each rival. */
  List<Row> play() {
    checkAgreement();
    List<Lane> ours = trial.ours().stream().map(this::warm).toList();
    Map<String, List<Lane>> rivals = new LinkedHashMap<>();
    trial.rivals().forEach(rival -> rivals.put(rival.name(), fastest(rival.variants())));
    List<Lane> all = new ArrayList<>(ours);
    rivals.values().forEach(all::addAll);
    for (int round = 0; round < pace.rounds(); round++) {
      for (Lane lane : all) {
        double time = seconds(lane.variant().contender(), lane.repeats());
        lane.rounds()[round] = time / lane.repeats() * MICROS;
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Lane way : ours) {
      String work = trial.named(way.variant());
      rivals.forEach((name, lanes) -> rows.add(row(work, way, name, lanes)));
      trial
          .bar()
          .ifPresent(bar ->
              rows.add(Row.times(work, Row.BAR, way.median(), bar).withRounds(way.rounds())));
      if (rivals.isEmpty() && trial.bar().isEmpty()) {
        rows.add(Row.times(work, Session.ALONE, way.median(), Double.NaN).withRounds(way.rounds()));
      }
    }
    return rows;
  }

  private static Row row(String work, Lane ours, String peer, List<Lane> ways) {
    Lane best = ways.getFirst();
    Map<String, List<Double>> rounds = new LinkedHashMap<>();
    rounds.put("ours", listed(ours));
    for (Lane way : ways) {
      best = way.median() < best.median() ? way : best;
      rounds.put(way.variant().name().isEmpty() ? peer : way.variant().name(), listed(way));
    }
    double ratio = Statistics.pairedRatio(ours.rounds(), best.rounds());
    return new Row(work, peer, Row.MICROSECONDS, ours.median(), best.median(), ratio, rounds);
  }

  private static List<Double> listed(Lane lane) {
    return DoubleStream.of(lane.rounds()).boxed().toList();
  }

  /** Whoever is fast at something else has won nothing. */
  private void checkAgreement() {
    double expected = trial.ours().getFirst().contender().check();
    for (Variant way : trial.ours().subList(1, trial.ours().size())) {
      agree(expected, "ours " + way.name(), way);
    }
    for (Trial.Rival rival : trial.rivals()) {
      rival.variants().forEach(way -> agree(expected, rival.name() + " " + way.name(), way));
    }
  }

  private void agree(double expected, String who, Variant way) {
    way.contender().begin();
    double found = way.contender().check();
    if (!(Math.abs(found - expected) <= AGREEMENT * Math.max(NOTHING, Math.abs(expected)))) {
      throw new StateException(
          trial.work() + ": ours gives " + expected + ", " + who.strip() + " gives " + found,
          "the two do not do the same work; mend one of them");
    }
  }

  /** The ways of a peer that may turn out to be its fastest. */
  private List<Lane> fastest(List<Variant> variants) {
    List<Lane> all = variants.stream().map(this::warm).toList();
    double best = all.stream().mapToDouble(Lane::warm).min().orElseThrow();
    return all.stream().filter(lane -> lane.warm() <= pace.slowest() * best).toList();
  }

  /**
   * Runs a contender until it is warm and the compiler has come to rest, and finds how often it
   * fits into a round.
   */
  private Lane warm(Variant variant) {
    long repeats = 1;
    long ran;
    double spent = 0;
    double last;
    boolean compiling;
    do {
      long before = COMPILER.getTotalCompilationTime();
      ran = repeats;
      last = seconds(variant.contender(), ran);
      spent += last;
      double compiled = (COMPILER.getTotalCompilationTime() - before) / MILLIS;
      compiling = compiled > QUIET * last && spent < pace.longestWarmup();
      if (last < pace.roundSeconds()) {
        double wanted = pace.roundSeconds() * SPARE;
        double growth = Math.min(MOST_GROWTH, wanted / Math.max(last, NOTHING));
        repeats = Math.max(repeats + 1, (long) (repeats * growth));
      }
    } while (compiling || spent < pace.warmupSeconds() || last < pace.roundSeconds());
    return new Lane(variant, ran, last / ran, new double[pace.rounds()]);
  }

  /** The time of a round of so many runs. */
  private static double seconds(Contender contender, long repeats) {
    contender.begin();
    long start = System.nanoTime();
    contender.repeat(repeats);
    return (System.nanoTime() - start) / NANOS;
  }
}
