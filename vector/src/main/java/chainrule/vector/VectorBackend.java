// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs work with the Vector API where that is faster than plain loops.
 *
 * <p>Loading this class touches no class of the incubator module, which may be absent; everything
 * that does is asked only after {@link #refusal()} has found the module.
 */
public final class VectorBackend implements Backend {

  private static final int RANK = 10;
  private static final String MODULE = "jdk.incubator.vector";

  private final LongAdder elementwise = new LongAdder();
  private final LongAdder products = new LongAdder();
  private final LongAdder reductions = new LongAdder();

  /** The backend; made by the service loader. */
  public VectorBackend() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public Optional<String> refusal() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of(
          "the module " + MODULE + " is not there; start java with --add-modules " + MODULE);
    }
    return Settings.fault().or(Machine::refusal);
  }

  @Override
  public String description() {
    return refusal().isEmpty() ? Species.description() : "Vector API";
  }

  @Override
  public boolean run(Work work, Workers workers) {
    return switch (work) {
      case Work.Elementwise program ->
          counted(elementwise, VectorElementwise.run(program, workers));
      case Work.Product product -> counted(products, VectorProduct.of(product).run(workers));
      case Work.ProductThen pair -> counted(products, VectorProduct.of(pair).run(workers));
      case Work.Reduce reduce -> counted(reductions, VectorReduce.run(reduce, workers));
      case Work.Band band -> {
        band.parts().forEach(part -> Backends.run(this, part, workers));
        yield true;
      }
      case Work.Routine routine -> {
        Optional<VectorWindows> windows = VectorWindows.of(routine, VectorProduct.TILES);
        yield windows.isPresent()
            ? counted(products, windows.get().run(workers))
            : counted(reductions, PairMaxima.run(routine, workers));
      }
    };
  }

  @Override
  public Optional<Task> prepare(Work work) {
    return switch (work) {
      case Work.Elementwise program -> VectorElementwise.prepare(program, elementwise);
      case Work.Reduce reduce -> VectorReduce.prepare(reduce, reductions);
      case Work.Band band -> VectorReduce.prepare(band, reductions);
      case Work.Product product -> VectorProduct.of(product).prepare(products);
      case Work.ProductThen pair -> VectorProduct.of(pair).prepare(products);
      case Work.Routine routine ->
          VectorWindows.of(routine, VectorProduct.TILES)
              .flatMap(windows -> windows.prepare(products))
              .or(() -> PairMaxima.prepare(routine, reductions));
    };
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of(
        "elementwise",
        elementwise.sum(),
        "products",
        products.sum(),
        "reductions",
        reductions.sum());
  }

  private static boolean counted(LongAdder counter, boolean done) {
    if (done) {
      counter.increment();
    }
    return done;
  }
}
