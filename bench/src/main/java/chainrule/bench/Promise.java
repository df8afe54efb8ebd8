// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A figure that the library has to reach.
 *
 * @param family where it is measured
 * @param threads of ours
 * @param work the row's
 * @param peer the row's
 * @param least the ratio, peer over ours, that is enough
 */
record Promise(Family family, int threads, String work, String peer, double least) {

  private static final String LIBTORCH = "libtorch";
  private static final String JDK = "jdk";
  private static final String HAND = "hand";
  private static final String ONE_THREAD = "ours-1-thread";
  private static final double TENTH = 1 / 1.1;

  /** All of them, in the order of the page. */
  static List<Promise> all() {
    List<Promise> all = new ArrayList<>();
    for (String sizes : List.of("1024x1024x1024", "256x784x512")) {
      all.add(of(Family.GEMM, "product F32 " + sizes, Row.PEAK, 0.8));
      all.add(of(Family.GEMM, "product F32 " + sizes, LIBTORCH, 0.95));
      all.add(of(Family.GEMM, "product F64 " + sizes, Row.PEAK, 0.75));
      all.add(new Promise(Family.GEMM, 2, "product F32 " + sizes, ONE_THREAD, 1.8));
    }
    for (String loop :
        List.of(
            "max(0, a b + c) 4096",
            "max(0, a b + c) 1048576",
            "g s (1 - s) 4096",
            "polynomial of degree 7 4096")) {
      all.add(of(Family.ELEMENTWISE, loop, HAND, TENTH));
    }
    all.add(of(Family.ELEMENTWISE, "exp 4096", JDK, 1.3));
    all.add(of(Family.ELEMENTWISE, "sigmoid 4096", JDK, 2));
    all.add(of(Family.ELEMENTWISE, "tanh 4096", JDK, 1.2));
    all.add(
        of(Family.ELEMENTWISE, "softmax cross-entropy and back 1024x1000 compiled", LIBTORCH, 1.5));
    steps(all);
    for (String time : List.of("p50", "p99", "garbage a call")) {
      all.add(of(Family.SERVING, "predict 784-128-64-10 " + time, Row.BAR, 1));
    }
    for (String work :
        List.of(
            "chainrule graph, whole process",
            "chainrule graph, memory",
            "chainrule train mnist until 97 %")) {
      all.add(of(Family.STARTUP, work, Row.BAR, 1));
    }
    all.add(of(Family.MEMORY, "heap of training 784-1024-1024-10", "needed", 1 / 1.3));
    all.add(of(Family.GROWTH, "batch 512 from batch 32 compiled", "linear", TENTH));
    all.add(of(Family.GROWTH, "50 layers from 2 and 10 compiled", "linear", TENTH));
    all.add(of(Family.GROWTH, "first step of 50 layers, all else warm compiled", Row.BAR, 1));
    return all;
  }

  private static void steps(List<Promise> all) {
    all.add(step("784-16-16-10", LIBTORCH, 3.5));
    all.add(step("784-16-16-10", "dl4j", 20));
    all.add(step("1000-100-10", LIBTORCH, 2.5));
    all.add(step("784-512-512-10", LIBTORCH, 1.8));
    all.add(step("784-512-512-10", Row.PEAK, 1 / 1.5));
    all.add(step("3072-100-10", LIBTORCH, 1.5));
    all.add(step("2-8-8-2", LIBTORCH, 15));
    all.add(step("lenet", LIBTORCH, 1));
    Steps.nets()
        .forEach(net -> all.add(of(Family.STEPS, "step " + net.name() + " eager", LIBTORCH, 1)));
    all.add(of(Family.STEPS, "neuron of five gates", Row.BAR, 1));
    all.add(of(Family.STEPS, "neuron of eight gates", Row.BAR, 1));
  }

  private static Promise step(String net, String peer, double least) {
    return of(Family.STEPS, "step " + net + " compiled", peer, least);
  }

  private static Promise of(Family family, String work, String peer, double least) {
    return new Promise(family, 1, work, peer, least);
  }

  /** What was promised, in words. */
  String text() {
    return switch (peer) {
      case Row.BAR -> "at most the figure beside it";
      case Row.PEAK -> percent() + " of the FMA peak";
      case HAND -> "within 10 % of a loop written by hand";
      case JDK -> Screen.number(least) + " times the JDK's vector function";
      case ONE_THREAD -> Screen.number(least) + " times one thread";
      case "needed" -> "within 1.3 times what is needed";
      case "linear" -> "linear within 10 %";
      default -> Screen.number(least) + " times " + peer;
    };
  }

  private String percent() {
    return Math.round(100 * least) + " %";
  }
}
