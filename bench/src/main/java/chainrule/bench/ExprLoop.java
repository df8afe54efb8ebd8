// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.bench.work.Contender;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.tensor.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loop of an expression over F32 arrays, made ready as plans have it; no tensors around it. */
final class ExprLoop implements Contender {

  private final float[] results;
  private final Work work;
  private @Nullable Task task;

  ExprLoop(Expr expr, List<float[]> inputs) {
    Shape shape = Shape.of(inputs.getFirst().length);
    Program program = Program.of(DType.F32, expr);
    results = new float[inputs.getFirst().length];
    List<Operand> sources =
        program.sources().stream()
            .map(source ->
                switch (source) {
                  case Expr.Input(int index) -> operand(inputs.get(index), shape);
                  default -> throw new AssertionError(source);
                })
            .toList();
    work = new Work.Elementwise(program, sources, List.of(operand(results, shape)));
  }

  private static Operand operand(float[] values, Shape shape) {
    return new Operand(new Storage.F32(values), View.of(shape));
  }

  @Override
  public void run() {
    Context context = Context.current();
    Task known = task;
    if (known == null) {
      known = Backends.prepare(context.backend(), work);
      task = known;
    }
    known.run(context.workers());
  }

  @Override
  public double check() {
    run();
    return Hand.mean(results);
  }
}
