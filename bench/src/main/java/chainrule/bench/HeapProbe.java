// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Net;
import java.util.List;
import java.util.stream.Stream;

/** A process that trains for some steps, or runs out of heap. */
final class HeapProbe {

  private static final int STEPS = 4;

  private HeapProbe() {}

  /** The net that is trained, of any sizes. */
  static Net.Dense net(List<Integer> sizes, int batch) {
    return new Net.Dense(
        sizes, Net.Unit.RELU, false, true, batch, Net.Cost.CROSS_ENTROPY, new Net.Adam(1e-4));
  }

  /**
   * Trains.
   *
   * @param arguments the batch, then the sizes of the layers
   */
  public static void main(String[] arguments) {
    List<Integer> numbers = Stream.of(arguments).map(Integer::valueOf).toList();
    Net net = net(numbers.subList(1, numbers.size()), numbers.getFirst());
    Contender step = Steps.ways(1, Steps.job(net)).getFirst().contender();
    step.repeat(STEPS);
  }
}
