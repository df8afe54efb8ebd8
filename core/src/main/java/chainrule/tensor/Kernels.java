// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Hands work to the backend of the context, and what it declines to the reference. */
final class Kernels {

  private Kernels() {}

  static void run(Work work, Context context) {
    Backends.run(context.backend(), work, context.workers());
    context.tracer().ran(work);
  }

  /** Runs a program into fresh memory; the sources broadcast to the output. */
  static Operand elementwise(
      Program program, Function<Expr, Operand> source, Spec output, Context context) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    Operand[] sources = new Operand[program.sources().size()];
    for (int index = 0; index < sources.length; index++) {
      Operand given = source.apply(program.sources().get(index));
      boolean whole = given.shape().equals(output.shape());
      sources[index] = whole ? given : given.with(given.view().expand(output.shape()));
    }
    run(new Work.Elementwise(program, List.of(sources), List.of(result)), context);
    return result;
  }

  /** The input that a leaf of a program stands for. */
  static int slot(Expr source) {
    return switch (source) {
      case Expr.Input(int index) -> index;
      case Expr.Flag(int index) -> index;
      default -> throw new AssertionError(source);
    };
  }

  /** The same elements row by row in memory; the operand itself if they lie so. */
  static Operand contiguous(Operand operand, Context context) {
    return operand.view().isContiguous() ? operand : copy(operand, context);
  }

  /** The same elements in fresh row-major memory. */
  static Operand copy(Operand operand, Context context) {
    Spec spec = new Spec(operand.dtype(), operand.shape());
    return switch (operand.dtype()) {
      case F32, F64 ->
          elementwise(Program.of(operand.dtype(), new Expr.Input(0)), _ -> operand, spec, context);
      case BOOL, U8, I32, I64 -> fresh(operand);
    };
  }

  /** The same elements in fresh row-major memory, as no work: for an operation to write on. */
  static Operand fresh(Operand operand) {
    Operand result = Operand.allocate(operand.dtype(), operand.shape());
    operand.copyTo(result);
    return result;
  }

  /** The routine that copies one operand into another of its shape and type. */
  static void copyInto(List<Operand> from, List<Operand> to, Workers workers) {
    from.getFirst().copyTo(to.getFirst());
  }

  /**
   * Looks at values, which may refuse them, and lets a tracer look again at those of each run.
   *
   * @param key what it looks for: equal keys refuse the same values
   */
  static void check(Object key, Operand operand, Context context, Consumer<Operand> check) {
    Work.Routine.Body body = (inputs, _, _) -> check.accept(inputs.getFirst());
    Context quiet = context.withTracer(Tracer.NONE);
    quiet.run(() -> check.accept(operand));
    context.tracer().ran(new Work.Routine(key, List.of(operand), List.of(), body));
  }

  /**
   * Whether values are so that what follows may depend on it: a run of what is traced departs from
   * it when the answer changes.
   *
   * @param key what is asked: equal keys ask the same
   */
  static boolean assume(Object key, Operand operand, Predicate<Operand> question) {
    boolean answer = question.test(operand);
    Work.Routine.Body body =
        (inputs, _, _) -> {
          if (question.test(inputs.getFirst()) != answer) {
            throw new Tracer.Departure(key);
          }
        };
    Object assumed = new Tracer.Assumed(key);
    Context.tracing().ran(new Work.Routine(assumed, List.of(operand), List.of(), body));
    return answer;
  }

  /** An operation that is no work, as a routine: it is computed again and copied. */
  static Work routine(Op op, List<Operand> inputs, Operand output, Context context) {
    Spec spec = new Spec(output.dtype(), output.shape());
    Context quiet = context.withTracer(Tracer.NONE);
    Work.Routine.Body body =
        (from, to, workers) ->
            op.value(from, spec, quiet.withWorkers(workers)).copyTo(to.getFirst());
    return new Work.Routine(op, inputs, List.of(output), body);
  }
}
