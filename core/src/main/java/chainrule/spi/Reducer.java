// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.jit.Pool;
import chainrule.error.LimitException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * A reduction made ready: drives it by the {@link SumTree}. Results of one block are written at
 * once, others when all of their blocks are there.
 */
public final class Reducer implements Task {

  private final BlockKernel best;
  private final BooleanSupplier ready;
  private final Blocks blocks;
  private final Results results;
  private final int outputs;
  private final int each;
  private final Pool<Scratch> pool;
  private final Pool<Scratch> joiners;
  private final IntConsumer joining = this::block;
  private final IntConsumer closing = this::close;
  private BlockKernel kernel;
  private Object input;

  /**
   * The work ready to run.
   *
   * @param kernel what it is computed with
   * @param ready whether with that kernel now, rather than by plain loops; asked once a run
   * @throws LimitException if an array cannot hold one number for each 4096 elements
   */
  public Reducer(Work.Reduce work, BlockKernel kernel, BooleanSupplier ready) {
    this.ready = ready;
    best = kernel;
    this.kernel = kernel;
    input = work.input().array();
    Blocks.Parts parts = Blocks.Parts.of(work, kernel);
    outputs = parts.outputs();
    each = parts.blocks();
    results = new Results(parts, kernel);
    blocks = ColumnBlocks.suit(parts) ? new ColumnBlocks(parts) : new RowBlocks(parts);
    pool = new Pool<>(blocks::scratch);
    joiners = new Pool<>(() -> Scratch.of(0, 0, Math.min(Blocks.CHUNK, outputs)));
  }

  /** Does a reduction with a kernel's blocks and loops. */
  public static void run(Work.Reduce work, BlockKernel kernel, Workers workers) {
    new Reducer(work, kernel, () -> true).run(workers);
  }

  @Override
  public void run(Workers workers) {
    if (outputs == 0) {
      return;
    }
    kernel = ready.getAsBoolean() ? best : BlockKernel.plain();
    if (each > 0) {
      share(workers, blocks.chunks(), joining);
    }
    if (each != 1) {
      share(workers, Math.ceilDiv(outputs, Blocks.CHUNK), closing);
    }
  }

  private static void share(Workers workers, int chunks, IntConsumer body) {
    if (chunks == 1) {
      body.accept(0);
    } else {
      workers.run(chunks, body);
    }
  }

  private void block(int chunk) {
    Scratch scratch = pool.take();
    blocks.run(chunk, input, kernel, scratch, results);
    pool.give(scratch);
  }

  private void close(int chunk) {
    Scratch scratch = joiners.take();
    int first = chunk * Blocks.CHUNK;
    results.join(first, Math.min(Blocks.CHUNK, outputs - first), scratch);
    joiners.give(scratch);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public void rebind(Object from, Object to) {
    if (input == from) {
      input = to;
    }
    results.rebind(from, to);
  }
}
