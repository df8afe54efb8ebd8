// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
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
      case Work.Product product -> PlainProduct.of(product).run(workers);
      case Work.ProductThen(var product, var then) -> {
        PlainProduct.of(product).run(workers);
        elementwise(then, workers);
      }
      case Work.Reduce reduce -> Reducer.run(reduce, BlockKernel.plain(), workers);
      case Work.Band band -> band.parts().forEach(part -> run(part, workers));
      case Work.Routine routine -> routine.body().run(routine.inputs(), routine.outputs(), workers);
    }
    works.increment();
    return true;
  }

  private static void elementwise(Work.Elementwise work, Workers workers) {
    Optional<OneLine> line = OneLine.of(work);
    if (line.isPresent()) {
      OneLine one = line.get();
      one.run(PlainLoops.of(work.program(), one.accesses(), one.length()));
      return;
    }
    Lines lines = Lines.of(work);
    lines.run(PlainLoops.of(work.program(), lines.accesses(), lines.length()), workers);
  }

  @Override
  public Optional<Task> prepare(Work work) {
    return switch (work) {
      case Work.Elementwise elementwise -> Optional.of(lines(elementwise));
      case Work.Routine routine ->
          routine
              .body()
              .prepare(routine.inputs(), routine.outputs())
              .or(() -> Optional.of(new RoutineTask(routine)));
      case Work.Reduce reduce -> Optional.of(new Reducer(reduce, BlockKernel.plain(), () -> true));
      case Work.Band band -> BandTask.of(band, BlockKernel.plain(), () -> true);
      case Work.Product product -> Optional.of(PlainProduct.of(product));
      case Work.ProductThen(var product, var then) ->
          Optional.of(new PairTask(PlainProduct.of(product), lines(then)));
    };
  }

  private static Task lines(Work.Elementwise work) {
    Lines lines = Lines.of(work);
    Loop loop = PlainLoops.of(work.program(), lines.accesses(), lines.length());
    return new LineTask(lines, () -> loop);
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of("works", works.sum());
  }
}
