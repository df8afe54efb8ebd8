// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Net;
import chainrule.bench.work.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a step grows with the batch and with the layers; what a first step costs. */
final class Growth {

  private static final int FEWEST = 32;
  private static final List<Integer> BATCHES = List.of(FEWEST, 64, 128, 256, 512);
  private static final List<Integer> LAYERS = List.of(2, 10, 20, 35, 50);
  private static final int WIDTH = 64;
  private static final int OTHER_WIDTH = 48;
  private static final double FIRST_BAR = 150e3;

  private Growth() {}

  static void run(Session session) {
    first(session, "784-512-512-10, nothing warm", Steps.wide(96), false);
    batches(session);
    layers(session);
    first(session, "of 50 layers, all else warm", deep(50, OTHER_WIDTH), true);
  }

  private static Net.Dense deep(int layers, int width) {
    return new Net.Dense(
        Collections.nCopies(layers + 1, width),
        Net.Unit.RELU,
        false,
        true,
        WIDTH,
        Net.Cost.CROSS_ENTROPY,
        Net.Sgd.plain(1e-4));
  }

  /** The first step of a net of these shapes in this process. */
  private static void first(Session session, String name, Net net, boolean barred) {
    for (Variant way : Steps.ways(session.threads(), Steps.job(net))) {
      long start = System.nanoTime();
      way.contender().run();
      double time = (System.nanoTime() - start) / 1e3;
      String work = "first step " + name + " " + way.name();
      session.row(
          barred
              ? Row.times(work, Row.BAR, time, FIRST_BAR)
              : Row.times(work, Session.ALONE, time, Double.NaN));
    }
  }

  private static void batches(Session session) {
    List<Variant> ways = new ArrayList<>();
    for (int batch : BATCHES) {
      ways.addAll(ways(session, "batch " + batch, Steps.wide(batch)));
    }
    measure(session, "step 784-512-512-10", ways)
        .forEach((way, times) -> {
          double linear = times.getFirst() * BATCHES.getLast() / FEWEST;
          session.row(
              Row.times("batch 512 from batch 32 " + way, "linear", times.getLast(), linear));
        });
  }

  /** Ten layers more than ten cost ten more of what one layer costs. */
  private static void layers(Session session) {
    List<Variant> ways = new ArrayList<>();
    for (int layers : LAYERS) {
      ways.addAll(ways(session, layers + " layers", deep(layers, WIDTH)));
    }
    measure(session, "step of", ways)
        .forEach((way, times) -> {
          double layer = (times.get(1) - times.getFirst()) / (LAYERS.get(1) - LAYERS.getFirst());
          double linear = times.getFirst() + layer * (LAYERS.getLast() - LAYERS.getFirst());
          session.row(
              Row.times("50 layers from 2 and 10 " + way, "linear", times.getLast(), linear));
        });
  }

  /** Our ways of a step, named by the size first and the way last. */
  private static List<Variant> ways(Session session, String size, Net net) {
    return Steps.ways(session.threads(), Steps.job(net)).stream()
        .map(way -> new Variant(size + " " + way.name(), new OfItsOwn(way.contender())))
        .toList();
  }

  /** Plays all sizes in turns; the times of each way in the order of the sizes. */
  private static Map<String, List<Double>> measure(
      Session session, String work, List<Variant> ways) {
    Map<String, List<Double>> times = new TreeMap<>();
    for (Row row : session.play(Trial.of(work, ways))) {
      String way = row.work().substring(row.work().lastIndexOf(' ') + 1);
      times.computeIfAbsent(way, _ -> new ArrayList<>()).add(row.ours());
    }
    return times;
  }

  /** A step that need not agree with those of other sizes. */
  private record OfItsOwn(Contender contender) implements Contender {

    @Override
    public void run() {
      contender.run();
    }

    @Override
    public void repeat(long times) {
      contender.repeat(times);
    }

    @Override
    public double check() {
      return 0;
    }
  }
}
