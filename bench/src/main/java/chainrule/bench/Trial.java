// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One work: our ways of doing it and those of the others, all made ready.
 *
 * @param work its name
 * @param ours each way by name; an empty name if there is one only
 * @param rivals who else does it
 * @param flops multiplications and additions that cannot be left out; 0 if they do not matter
 * @param isDouble whether they are of F64
 * @param bar microseconds promised, if an absolute figure was
 */
record Trial(
    String work,
    List<Variant> ours,
    List<Rival> rivals,
    double flops,
    boolean isDouble,
    OptionalDouble bar) {

  /** One that does the same work, in several ways. */
  record Rival(String name, List<Variant> variants) {}

  static Trial of(String work, Contender ours) {
    return new Trial(
        work, List.of(new Variant("", ours)), List.of(), 0, false, OptionalDouble.empty());
  }

  static Trial of(String work, List<Variant> ways) {
    return new Trial(work, ways, List.of(), 0, false, OptionalDouble.empty());
  }

  /** The same beside one more; one without ways is left out. */
  Trial beside(String name, List<Variant> variants) {
    if (variants.isEmpty()) {
      return this;
    }
    List<Rival> more = new ArrayList<>(rivals);
    more.add(new Rival(name, List.copyOf(variants)));
    return new Trial(work, ours, List.copyOf(more), flops, isDouble, bar);
  }

  /** The same beside one with a single way. */
  Trial beside(String name, Contender contender) {
    return beside(name, List.of(new Variant("", contender)));
  }

  Trial withFlops(double count, boolean isDouble) {
    return new Trial(work, ours, rivals, count, isDouble, bar);
  }

  Trial withBar(double microseconds) {
    return new Trial(work, ours, rivals, flops, isDouble, OptionalDouble.of(microseconds));
  }

  /** The name of the work done in one of our ways. */
  String named(Variant way) {
    return way.name().isEmpty() ? work : work + " " + way.name();
  }
}
