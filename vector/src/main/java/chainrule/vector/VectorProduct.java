// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.spi.Backends;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Matrix products by tiles of vectors, perhaps each with a program over its output.
 *
 * @param work what is done, for the reference
 * @param product the product
 * @param epilogue what is done with its output
 */
record VectorProduct(Work work, Work.Product product, Epilogue epilogue) {

  /** The kernels of this process. */
  static final Tiles TILES = new Tiles(Species.SHAPE.vectorBitSize(), Settings.read().warming());

  /** A product alone. */
  static VectorProduct of(Work.Product work) {
    return new VectorProduct(work, work, Epilogue.NONE);
  }

  /** A product and a program. */
  static VectorProduct of(Work.ProductThen work) {
    return new VectorProduct(work, work.product(), new ProgramEpilogue(work.then()));
  }

  /** Does the work, or returns false without having written anything. */
  boolean run(Workers workers) {
    return run(TILES, workers);
  }

  /** The same with given tiles. */
  boolean run(Tiles tiles, Workers workers) {
    if (product.out().shape().count() == 0) {
      return true;
    }
    Factors factors = Factors.of(product);
    if (isLeft(factors)) {
      return false;
    }
    Tiling tiling = tiling(tiles, factors);
    if (!tiling.isWarm(factors.work())) {
      return false;
    }
    tiled(tiles, factors, tiling).run(workers);
    return true;
  }

  /** The work made ready, by plain loops until the tiles are. */
  Optional<Task> prepare(LongAdder done) {
    return prepare(TILES, done);
  }

  /** The same with given tiles. */
  Optional<Task> prepare(Tiles tiles, LongAdder done) {
    if (product.out().shape().count() == 0) {
      return Optional.empty();
    }
    Factors factors = Factors.of(product);
    if (isLeft(factors)) {
      return Optional.empty();
    }
    Tiling tiling = tiling(tiles, factors);
    return Backends.reference()
        .prepare(work)
        .map(plain ->
            new WarmTask(
                () -> tiling.isWarm(factors.work()), tiled(tiles, factors, tiling), plain, done));
  }

  /** Whether it is left to plain loops: nothing is summed, or only one number comes out. */
  private static boolean isLeft(Factors factors) {
    return factors.inner() == 0 || factors.columns() == 1;
  }

  private Tiling tiling(Tiles tiles, Factors factors) {
    TileForm.Walk walk = TileForm.Walk.of(factors.aRow(), factors.aDeep());
    return Tiling.of(tiles, product.out().dtype(), factors.rows(), factors.columns(), walk);
  }

  private TiledProduct tiled(Tiles tiles, Factors factors, Tiling tiling) {
    DType dtype = product.out().dtype();
    return new TiledProduct(factors, tiling, tiles.packing(dtype), Scratch.of(dtype), epilogue);
  }
}
