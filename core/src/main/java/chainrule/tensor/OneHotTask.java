// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Expr;
import chainrule.array.Letters;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** 1 at the place that each index names, 0 elsewhere, in a floating type. */
final class OneHotTask implements Task {

  /** Elements of a chunk, unless a row has more. */
  private static final int CHUNK = 16_384;

  /** Classes from which numbers are compared instead: a loop that is joined to what reads it. */
  private static final int WIDE = 64;

  /** Whole numbers up to here are F32, too. */
  private static final int EXACT = 1 << 24;

  private static final Expr SAME = Expr.choose(Letters.a.equal(Letters.b), Expr.of(1), Expr.of(0));

  private final Object[] arrays;
  private final DecodedIndex index;
  private final int classes;
  private final int into;
  private final int count;
  private final int share;
  private final IntConsumer body = this::chunk;
  private int[] places = {};

  /**
   * What is run.
   *
   * @param name of the operation, for what it refuses
   */
  record Body(int classes, String name) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      new OneHotTask(this, inputs.getFirst(), outputs.getFirst()).run(workers);
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      return Optional.of(new OneHotTask(this, inputs.getFirst(), outputs.getFirst()));
    }
  }

  /** The numbers 0, 1, 2 and so on. */
  private record Counted() implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      Operand output = outputs.getFirst();
      for (int i = 0; i < output.shape().count(); i++) {
        output.storage().set(i, i);
      }
    }
  }

  /** An index as floating numbers, checked. */
  private record Checked(int classes, String name) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      prepare(inputs, outputs).orElseThrow().run(workers);
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      DecodedIndex index = new DecodedIndex(inputs.getFirst(), classes, name);
      return Optional.of(new FloatingTask(index, outputs.getFirst()));
    }
  }

  /** What an operation gives. */
  static Operand value(Indexing.OneHot op, Operand index, Spec output, Context context) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    int classes = op.classes();
    if (classes < WIDE || classes > EXACT) {
      Body body = new Body(classes, op.name());
      Kernels.run(new Work.Routine(op, List.of(index), List.of(result), body), context);
      return result;
    }
    Operand numbers = Operand.allocate(output.dtype(), Shape.of(classes));
    Counted counted = new Counted();
    Kernels.run(new Work.Routine(counted, List.of(), List.of(numbers), counted), context);
    Shape column = output.shape().with(-1, 1);
    Operand places = Operand.allocate(output.dtype(), column);
    Checked checked = new Checked(classes, op.name());
    Kernels.run(new Work.Routine(checked, List.of(index), List.of(places), checked), context);
    Program same = Program.of(output.dtype(), SAME);
    List<Operand> sources =
        List.of(
            places.with(places.view().expand(output.shape())),
            numbers.with(numbers.view().expand(output.shape())));
    Kernels.run(new Work.Elementwise(same, sources, List.of(result)), context);
    return result;
  }

  private OneHotTask(Body what, Operand input, Operand output) {
    arrays = new Object[] {output.array()};
    index = new DecodedIndex(input, what.classes, what.name);
    classes = what.classes;
    into = (int) output.view().offset();
    count = (int) input.shape().count();
    share = Math.max(1, CHUNK / Math.max(1, classes));
  }

  @Override
  public void run(Workers workers) {
    places = index.read();
    workers.run(Math.ceilDiv(count, share), body);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
    index.rebind(from, to);
  }

  private void chunk(int chunk) {
    int first = chunk * share;
    int end = Math.min(count, first + share);
    switch (arrays[0]) {
      case float[] result -> {
        Arrays.fill(result, into + first * classes, into + end * classes, 0);
        for (int i = first; i < end; i++) {
          result[into + i * classes + places[i]] = 1;
        }
      }
      case double[] result -> {
        Arrays.fill(result, into + first * classes, into + end * classes, 0);
        for (int i = first; i < end; i++) {
          result[into + i * classes + places[i]] = 1;
        }
      }
      default -> throw new AssertionError(arrays[0].getClass());
    }
  }
}
