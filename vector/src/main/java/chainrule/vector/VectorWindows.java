// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.spi.Backends;
import chainrule.spi.Task;
import chainrule.spi.WindowProduct;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Products over windows by tiles of vectors; the windows are never stored whole.
 *
 * @param product what is done
 * @param work its operands
 * @param tiles the kernels to use
 */
record VectorWindows(WindowProduct product, Work.Routine work, Tiles tiles) {

  /** The work as a product over windows, if it is one that vectors are good for. */
  static Optional<VectorWindows> of(Work.Routine work, Tiles tiles) {
    return work.key() instanceof WindowProduct product && suits(product)
        ? Optional.of(new VectorWindows(product, work, tiles))
        : Optional.empty();
  }

  private static boolean suits(WindowProduct product) {
    return product.large().count() > 0
        && product.weight().count() > 0
        && product.small().count() > 0
        && Windows.areSmall(product)
        && columns(product) > 1;
  }

  private static int rows(WindowProduct product) {
    int filters = (int) (product.weight().size(0) / product.groups());
    return product.result() == WindowProduct.Side.SMALL ? filters : inner(product);
  }

  private static int columns(WindowProduct product) {
    int filters = (int) (product.weight().size(0) / product.groups());
    return product.result() == WindowProduct.Side.WEIGHT
        ? filters
        : (int) product.small().part(2, product.small().rank()).count();
  }

  private static int inner(WindowProduct product) {
    return (int) product.weight().part(1, product.weight().rank()).count();
  }

  /** Does the work, or returns false without having written anything. */
  boolean run(Workers workers) {
    Tiling tiling = tiling();
    boolean warm = isWarm(tiling);
    if (warm) {
      task(tiling).run(workers);
    }
    return warm;
  }

  /** The work made ready, by plain loops until the kernels are. */
  Optional<Task> prepare(LongAdder done) {
    Tiling tiling = tiling();
    return Backends.reference()
        .prepare(work)
        .map(plain -> new WarmTask(() -> isWarm(tiling), task(tiling), plain, done));
  }

  private Tiling tiling() {
    DType dtype = work.outputs().getFirst().dtype();
    TileForm.Walk walk =
        product.result() == WindowProduct.Side.LARGE ? TileForm.Walk.DOWN : TileForm.Walk.ALONG;
    return Tiling.of(tiles, dtype, rows(product), columns(product), walk);
  }

  private boolean isWarm(Tiling tiling) {
    long multiplications = product.small().count() * inner(product);
    Runs runs = tiles.runs(work.outputs().getFirst().dtype());
    boolean copies = runs.areWarm(product.large().count() * inner(product));
    return tiling.isWarm(multiplications) && copies;
  }

  private Task task(Tiling tiling) {
    return switch (product.result()) {
      case SMALL -> new SmallWindows(product, work, tiles, tiling);
      case LARGE -> new LargeWindows(product, work, tiles, tiling);
      case WEIGHT -> new WeightWindows(product, work, tiles, tiling);
    };
  }
}
