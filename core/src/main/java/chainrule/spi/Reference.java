// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.jit.PlainLoops;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Plain, obvious loops for everything: complete, and the judge of every other backend. */
final class Reference implements Backend {

  private final LongAdder works = new LongAdder();

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }

  @Override
  public String description() {
    return PlainLoops.areCompiled()
        ? "plain loops compiled to bytecode"
        : "programs interpreted, because classes cannot be defined here";
  }

  @Override
  public boolean run(Work work, Workers workers) {
    switch (work) {
      case Work.Elementwise elementwise -> elementwise(elementwise, workers);
      case Work.Product product -> PlainProduct.run(product, workers);
      case Work.Reduce reduce -> Reducer.run(reduce, BlockKernel.plain(), workers);
    }
    works.increment();
    return true;
  }

  private static void elementwise(Work.Elementwise work, Workers workers) {
    Lines lines = Lines.of(work);
    lines.run(PlainLoops.of(work.program(), lines.accesses(), lines.length()), workers);
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of("works", works.sum());
  }
}
