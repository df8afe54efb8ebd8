// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.error.ArgumentException;
import chainrule.spi.Workers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was asked for on the command line.
 *
 * @param family what is measured
 * @param peers whom ours is measured beside
 * @param threads the size of our team
 * @param quick whether it has to end within three minutes
 * @param json whether standard output holds one object a row and nothing else
 */
record Request(Family family, List<String> peers, int threads, boolean quick, boolean json) {

  /** The peers there are. */
  static final List<String> PEERS = List.of("libtorch", "djl", "dl4j");

  private static final String FORM =
      "bench/run FAMILY [--peers " + String.join(",", PEERS) + "] [--threads N] [--quick] [--json]";

  /**
   * Reads the words.
   *
   * @throws ArgumentException if one is not understood
   */
  static Request of(List<String> words) {
    Deque<String> rest = new ArrayDeque<>(words);
    if (rest.isEmpty() || rest.getFirst().startsWith("-")) {
      throw new ArgumentException(
          "bench: no family given; needs one of " + Family.labels(), "write " + FORM);
    }
    Request request =
        new Request(Family.named(rest.removeFirst()), List.of("libtorch"), 1, false, false);
    while (!rest.isEmpty()) {
      request = request.with(rest.removeFirst(), rest);
    }
    return request.family.hasPeers() ? request : request.withPeers(List.of());
  }

  private Request with(String option, Deque<String> rest) {
    return switch (option) {
      case "--quick" -> new Request(family, peers, threads, true, json);
      case "--json" -> new Request(family, peers, threads, quick, true);
      case "--peers" -> withPeers(peers(value(option, rest)));
      case "--threads" -> new Request(family, peers, threads(value(option, rest)), quick, json);
      default ->
          throw new ArgumentException("bench: no option \"" + option + "\"", "write " + FORM);
    };
  }

  Request withPeers(List<String> others) {
    return new Request(family, others, threads, quick, json);
  }

  Pace pace() {
    return quick ? Pace.QUICK : Pace.FULL;
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new ArgumentException("bench: nothing follows " + option, "write " + FORM);
    }
    return rest.removeFirst();
  }

  private static List<String> peers(String text) {
    List<String> names = Stream.of(text.split(",", -1)).map(String::strip).toList();
    for (String name : names) {
      if (!PEERS.contains(name)) {
        throw new ArgumentException(
            "bench: no peer \"" + name + "\" in \"" + text + "\"",
            "join names out of " + PEERS + " by commas");
      }
    }
    if (Set.copyOf(names).size() != names.size()) {
      throw new ArgumentException("bench: a peer stands twice in \"" + text + "\"");
    }
    return names;
  }

  private static int threads(String text) {
    int most = Math.min(Workers.MOST, Runtime.getRuntime().availableProcessors());
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw new ArgumentException(
          "bench: --threads \"" + text + "\"; needs a number from 1 to " + most,
          "this machine has " + most + " processors");
    }
    return Integer.parseInt(text);
  }
}
