// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.spi.Work;
import chainrule.spi.Workers;

/** Matrix products by tiles of vectors. */
final class VectorProduct {

  private static final Tiles TILES =
      new Tiles(Species.SHAPE.vectorBitSize(), Settings.read().warming());

  private VectorProduct() {}

  /** Does the product, or returns false without having written anything. */
  static boolean run(Work.Product work, Workers workers) {
    return run(TILES, work, workers);
  }

  /** The same with given tiles. */
  static boolean run(Tiles tiles, Work.Product work, Workers workers) {
    if (work.out().shape().count() == 0) {
      return true;
    }
    Factors factors = Factors.of(work);
    if (factors.inner() == 0 || factors.columns() == 1) {
      return false;
    }
    DType dtype = work.out().dtype();
    Tiling tiling = Tiling.of(tiles, dtype, factors.rows(), factors.columns());
    if (!tiling.isWarm(work.out().shape().count() * factors.inner())) {
      return false;
    }
    new TiledProduct(factors, tiling, tiles.packing(dtype), dtype).run(workers);
    return true;
  }
}
