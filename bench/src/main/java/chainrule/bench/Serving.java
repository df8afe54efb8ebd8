// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import chainrule.bench.work.Variant;
import chainrule.error.StateException;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One row through 784-128-64-10: how soon, with how much garbage, with how many threads. */
final class Serving {

  private static final double MIDDLE_BAR = 12;
  private static final double LATE_BAR = 40;
  private static final int THREADS = 64;
  private static final int CALLS = 2000;
  private static final String NAME = "predict 784-128-64-10";

  private Serving() {}

  static void run(Session session) {
    Net.Dense net =
        new Net.Dense(
            List.of(784, 128, 64, 10),
            Net.Unit.RELU,
            false,
            true,
            1,
            Net.Cost.CROSS_ENTROPY,
            Net.Sgd.plain(0.1));
    float[] input = Numbers.floats("row", net.inputs(), 0, 1);
    Job.Predict job = new Job.Predict(net, input, Numbers.parameters(net));
    measure(session, job, "", Prediction.compiled(job));
    measure(session, job, " eager", Prediction.eager(job));
  }

  private static void measure(Session session, Job.Predict job, String way, Prediction ours) {
    Contender contender = session.ours(ours.contender(job.input()));
    Trial mean = Trial.of(NAME + way, contender).beside(session.peerName(), session.theirs(job));
    session.play(List.of(() -> mean));
    latencies(session, job, way, contender);
    long bytes = bytesPerCall(contender);
    session.row(Row.of(NAME + way + " garbage a call", Row.BAR, "B", (double) bytes, 0));
    shared(session, job, way, ours);
  }

  /** Single calls: rounds of ours and of each way of the peer in turn. */
  private static void latencies(Session session, Job.Predict job, String way, Contender contender) {
    List<Variant> others = session.theirs(job);
    List<List<Latency>> theirs = new ArrayList<>();
    others.forEach(_ -> theirs.add(new ArrayList<>()));
    List<Latency> ours = new ArrayList<>();
    for (int round = 0; round < session.pace().rounds(); round++) {
      ours.add(Latency.of(contender, session.pace().roundSeconds()));
      for (int other = 0; other < others.size(); other++) {
        Contender rival = others.get(other).contender();
        theirs.get(other).add(Latency.of(rival, session.pace().roundSeconds()));
      }
    }
    double[] middle = ours.stream().mapToDouble(Latency::middle).toArray();
    double[] late = ours.stream().mapToDouble(Latency::late).toArray();
    double middles = Statistics.median(middle);
    double lates = Statistics.median(late);
    session.row(Row.times(NAME + way + " p50", Row.BAR, middles, MIDDLE_BAR).withRounds(middle));
    session.row(Row.times(NAME + way + " p99", Row.BAR, lates, LATE_BAR).withRounds(late));
    if (!theirs.isEmpty()) {
      String peer = session.peerName();
      session.row(Row.times(NAME + way + " p50", peer, middles, best(theirs, true)));
      session.row(Row.times(NAME + way + " p99", peer, lates, best(theirs, false)));
    }
  }

  private static double best(List<List<Latency>> ways, boolean middle) {
    return ways.stream()
        .mapToDouble(rounds ->
            Statistics.median(
                rounds.stream()
                    .mapToDouble(latency -> middle ? latency.middle() : latency.late())
                    .toArray()))
        .min()
        .orElseThrow();
  }

  private static long bytesPerCall(Contender contender) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    contender.repeat(CALLS);
    long before = threads.getCurrentThreadAllocatedBytes();
    contender.repeat(CALLS);
    return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }

  /** Many threads on one model, each with a row of its own, whose outputs must not change. */
  private static void shared(Session session, Job.Predict job, String way, Prediction model) {
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      double seconds = session.pace().roundSeconds() * 4;
      List<Future<Latency>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        float[] input = Numbers.floats("row " + i, job.net().inputs(), 0, 1);
        running.add(pool.submit(() -> watched(model, input, seconds)));
      }
      List<Latency> all = new ArrayList<>();
      for (Future<Latency> thread : running) {
        all.add(thread.get());
      }
      double[] middle = all.stream().mapToDouble(Latency::middle).toArray();
      String work = NAME + way + " p50 of " + THREADS + " threads";
      session.row(
          Row.times(work, Session.ALONE, Statistics.median(middle), Double.NaN).withRounds(middle));
    } catch (InterruptedException | ExecutionException failure) {
      throw new StateException("serving: a thread failed: " + failure, "run it with one thread");
    }
  }

  private static Latency watched(Prediction model, float[] input, double seconds) {
    float[] expected = model.of(input).clone();
    Latency latency =
        Latency.of(Ours.on(1, Contender.of(() -> model.of(input), Hand::mean)), seconds);
    if (!Arrays.equals(expected, model.of(input))) {
      throw new StateException("serving: outputs changed while others used the model", "mend it");
    }
    return latency;
  }
}
