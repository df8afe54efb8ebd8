// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Interpreter;
import chainrule.array.Letters;
import chainrule.array.Loop;
import chainrule.array.Program;
import chainrule.array.View;
import chainrule.array.jit.PlainLoops;
import java.util.List;
import java.util.Optional;

/** Reductions by plain loops: gather a block as F64, map it, join it, finish, round. */
final class PlainReduce {

  private static final int CHUNK = 16_384;

  private final Work.Reduce work;
  private final long reduced;
  private final int outputs;
  private final Optional<Loop> map;

  private PlainReduce(Work.Reduce work) {
    this.work = work;
    outputs = (int) work.output().shape().count();
    reduced =
        work.input()
            .shape()
            .part(work.output().shape().rank(), work.input().shape().rank())
            .count();
    map = work.map().map(program -> PlainLoops.of(program, List.of(Loop.Access.DENSE)));
  }

  static void run(Work.Reduce work, Workers workers) {
    new PlainReduce(work).run(workers);
  }

  private void run(Workers workers) {
    if (outputs == 1 && SumTree.blocks(reduced) > 1) {
      double[] blocks = new double[SumTree.blocks(reduced)];
      workers.run(blocks.length, index -> blocks[index] = block(0, index, scratch()));
      write(0, SumTree.pairs(work.monoid(), blocks, blocks.length));
      return;
    }
    int step = (int) Math.max(1, CHUNK / Math.max(1, reduced));
    workers.run(
        (outputs + step - 1) / step,
        chunk -> {
          double[] scratch = scratch();
          for (int out = chunk * step; out < Math.min(outputs, (chunk + 1) * step); out++) {
            write(out, join(out, scratch));
          }
        });
  }

  private static double[] scratch() {
    return new double[SumTree.BLOCK];
  }

  private double join(int out, double[] scratch) {
    int count = SumTree.blocks(reduced);
    double[] blocks = new double[count];
    for (int index = 0; index < count; index++) {
      blocks[index] = block(out, index, scratch);
    }
    return SumTree.pairs(work.monoid(), blocks, count);
  }

  private double block(int out, int index, double[] scratch) {
    long from = (long) index * SumTree.BLOCK;
    int count = (int) Math.min(SumTree.BLOCK, reduced - from);
    View view = work.input().view();
    for (int i = 0; i < count; i++) {
      scratch[i] = work.input().storage().get(view.position(out * reduced + from + i));
    }
    map.ifPresent(loop ->
        loop.run(
            new Object[] {scratch},
            new int[1],
            new int[] {1},
            new Object[] {scratch},
            new int[1],
            count));
    return SumTree.block(work.monoid(), scratch, count);
  }

  private void write(int out, double joined) {
    double value =
        work.finish()
            .map(program -> Interpreter.run(program, finishSources(program, joined))[0])
            .orElse(joined);
    work.output().storage().set(out, value);
  }

  private double[] finishSources(Program program, double joined) {
    return program.sources().stream()
        .mapToDouble(source -> source.equals(Letters.a) ? joined : reduced)
        .toArray();
  }
}
