// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.DType;
import chainrule.array.jit.Frame;
import chainrule.array.jit.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A band made ready: some rows at a time go through all parts, what passes between the parts lies
 * in arrays for so many rows, of which each run of a chunk has its own.
 */
public final class BandTask implements Task {

  /** What the rows at hand should take, all arrays together: most of a nearest cache. */
  private static final int BYTES = 1 << 15;

  private final BlockKernel best;
  private final BooleanSupplier ready;
  private final List<RowPart> parts;
  private final Object[] arrays;
  private final List<Passing> passing;
  private final int total;
  private final int rows;
  private final int together;
  private final Pool<Own> pool = new Pool<>(this::own);
  private final IntConsumer body = this::chunk;
  private BlockKernel kernel;

  /** An array that holds the rows at hand. */
  private record Passing(DType dtype, int width) {}

  /** What the run of a chunk needs for itself. */
  private record Own(Object[] arrays, List<RowPart.Own> parts) {}

  private BandTask(Draft draft, List<RowPart> parts, BlockKernel kernel, BooleanSupplier ready) {
    this.parts = parts;
    this.ready = ready;
    best = kernel;
    this.kernel = kernel;
    arrays = draft.arrays.toArray();
    passing = draft.passing;
    total = draft.total;
    rows = draft.rows;
    together = draft.together;
  }

  /** Whether rows of the band can go through all parts; else its parts run one after the other. */
  public static boolean suits(Work.Band band) {
    return of(band, BlockKernel.plain(), () -> true).isPresent();
  }

  /**
   * The band made ready, or nothing if rows of a part do not lie evenly or take several blocks of a
   * sum.
   *
   * @param kernel what it is computed with
   * @param ready whether with that kernel now, rather than by plain loops; asked once a run
   */
  public static Optional<Task> of(Work.Band band, BlockKernel kernel, BooleanSupplier ready) {
    Draft draft = new Draft(band);
    List<RowPart> parts = new ArrayList<>();
    for (Work part : band.parts()) {
      Optional<RowPart> made = draft.part(part, kernel);
      if (made.isEmpty()) {
        return Optional.empty();
      }
      parts.add(made.get());
    }
    return Optional.of(new BandTask(draft, parts, kernel, ready));
  }

  /** Finds out what the parts have in common. */
  private static final class Draft {

    private final List<Object> arrays = new ArrayList<>();
    private final List<Passing> passing = new ArrayList<>();
    private final List<Operand> passed;
    private final int total;
    private final int rows;
    private final int together;

    Draft(Work.Band band) {
      passed = band.passing();
      total = (int) band.parts().getFirst().outputs().getFirst().shape().size(0);
      band.parts().stream().flatMap(Work::operands).forEach(this::add);
      for (Operand operand : passed) {
        long width = operand.shape().count() / Math.max(1, total);
        passing.add(new Passing(operand.dtype(), (int) width));
      }
      long each = 0;
      long elements = 1;
      for (Work part : band.parts()) {
        for (Operand output : part.outputs()) {
          each += width(output) * output.dtype().bytes();
        }
        for (Operand input : part.inputs()) {
          elements = Math.max(elements, width(input));
        }
      }
      rows = Math.clamp(BYTES / Math.max(1, each), 1, Math.max(1, total));
      together = (int) Math.max(1, Blocks.CHUNK / (elements * rows));
    }

    private long width(Operand operand) {
      return operand.shape().count() / Math.max(1, total);
    }

    private boolean passes(Operand operand) {
      return passed.stream().anyMatch(operand::sharesMemory);
    }

    private void add(Operand operand) {
      if (!passes(operand) && number(operand) < 0) {
        arrays.add(operand.memory());
      }
    }

    @SuppressWarnings("ReferenceEquality")
    private int number(Operand operand) {
      return IntStream.range(0, arrays.size())
          .filter(number -> arrays.get(number) == operand.memory())
          .findFirst()
          .orElse(-1);
    }

    private RowPart.Lane lane(Operand operand) {
      boolean passes = passes(operand);
      int number =
          passes
              ? arrays.size()
                  + IntStream.range(0, passed.size())
                      .filter(index -> passed.get(index).sharesMemory(operand))
                      .findFirst()
                      .orElseThrow()
              : number(operand);
      int jump = total == 1 ? 0 : (int) operand.view().stride(0);
      return new RowPart.Lane(number, (int) operand.view().offset(), jump, passes);
    }

    /** A part, or nothing if it cannot be run row by row. */
    Optional<RowPart> part(Work part, BlockKernel kernel) {
      List<RowPart.Lane> lanes = part.operands().map(this::lane).toList();
      if (part.outputs().stream().anyMatch(output -> output.shape().rank() == 0)
          || part.outputs().getFirst().shape().size(0) != total) {
        return Optional.empty();
      }
      return switch (part) {
        case Work.Elementwise work -> RowPart.Looped.of(work, lanes, kernel, rows);
        case Work.Reduce work -> RowPart.Folding.of(work, lanes, kernel);
        default -> Optional.empty();
      };
    }
  }

  private Own own() {
    Object[] all = new Object[arrays.length + passing.size()];
    for (int index = 0; index < passing.size(); index++) {
      Passing each = passing.get(index);
      all[arrays.length + index] = Frame.strip(each.dtype, Math.max(1, each.width * rows));
    }
    return new Own(all, parts.stream().map(part -> part.own(rows)).toList());
  }

  @Override
  public void run(Workers workers) {
    kernel = ready.getAsBoolean() ? best : BlockKernel.plain();
    for (int part = 0; part < parts.size(); part++) {
      parts.get(part).open();
    }
    int chunks = Math.ceilDiv(total, rows * together);
    if (chunks == 1) {
      chunk(0);
    } else {
      workers.run(chunks, body);
    }
  }

  private void chunk(int chunk) {
    Own own = pool.take();
    System.arraycopy(arrays, 0, own.arrays, 0, arrays.length);
    int start = chunk * rows * together;
    int end = Math.min(total, start + rows * together);
    for (int first = start; first < end; first += rows) {
      int some = Math.min(rows, end - first);
      for (int part = 0; part < parts.size(); part++) {
        parts.get(part).run(own.arrays, own.parts.get(part), kernel, first, some);
      }
    }
    pool.give(own);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }
}
