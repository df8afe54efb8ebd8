// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Net;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The smallest heap in which training goes on, less that of the same program with a net of six
 * weights. It is found by starting processes with smaller and smaller heaps, so it is what must be
 * there at the worst moment of a step, to within {@link #STEP} bytes, garbage left out.
 *
 * <p>It stands beside what cannot be left out: parameters, optimizer state, the batch, and of each
 * layer the output that its gradient needs.
 */
final class HeapNeeds {

  private static final long MEGA = 1 << 20;
  private static final long STEP = MEGA;
  private static final long YOUNG = 2 * MEGA;
  private static final int BATCH = 1024;
  private static final List<Integer> SIZES = List.of(784, 1024, 1024, 10);
  private static final List<Integer> TINY = List.of(2, 2, 2);
  private static final int SLOTS = 2;

  private HeapNeeds() {}

  static void run(Session session) {
    long empty = smallest(TINY, 2, YOUNG, 64 * MEGA);
    long needed = needed(HeapProbe.net(SIZES, BATCH));
    long heap = smallest(SIZES, BATCH, needed, empty + 6 * needed);
    session.note(
        "smallest heap "
            + heap / MEGA
            + " MB, without a net "
            + empty / MEGA
            + " MB, parameters with Adam's state, batch and activations "
            + needed / MEGA
            + " MB");
    session.row(
        Row.of(
            "heap of training 784-1024-1024-10",
            "needed",
            "B",
            (double) (heap - empty),
            (double) needed));
  }

  /** Parameters, two slots for each, the batch, and the output of every layer. */
  static long needed(Net.Dense net) {
    long parameters =
        net.shapes().stream()
            .mapToLong(shape -> Arrays.stream(shape).reduce(1, Math::multiplyExact))
            .sum();
    long activations = net.sizes().stream().mapToLong(size -> (long) size * net.batch()).sum();
    return Float.BYTES * ((1 + SLOTS) * parameters + activations);
  }

  private static long smallest(List<Integer> sizes, int batch, long low, long high) {
    long fails = low / STEP;
    long works = high / STEP;
    while (works - fails > 1) {
      long middle = (fails + works) / 2;
      if (isEnough(sizes, batch, middle * STEP)) {
        works = middle;
      } else {
        fails = middle;
      }
    }
    return works * STEP;
  }

  private static boolean isEnough(List<Integer> sizes, int batch, long heap) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Settings.javaProgram().toString(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmn" + YOUNG,
                "-Xms" + heap,
                "-Xmx" + heap,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                Settings.classPath(),
                HeapProbe.class.getName(),
                Integer.toString(batch)));
    Stream.of(sizes).flatMap(List::stream).map(String::valueOf).forEach(command::add);
    return ProcessRun.of(Settings.fromSystem().root(), command).code() == 0;
  }
}
