// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.random.KeyedDraws;
import chainrule.random.Rng;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;

/**
 * The key of an {@link Rng} as a tensor, so that a compiled function computes it anew in each run:
 * it is an input of what draws by it. Draws the numbers that the Rng draws.
 *
 * @param value the key, I64[]
 */
public record RandomKey(Tensor value) {

  /**
   * A key that was computed, or is an argument of a compiled function.
   *
   * @throws DtypeException if it is not I64
   * @throws ShapeException if it has axes
   */
  public RandomKey {
    Needs.key("RandomKey", value.spec());
  }

  /** A key that is the same in every run. */
  public static RandomKey of(Rng rng) {
    return new RandomKey(whole(rng.key()));
  }

  private static Tensor whole(long number) {
    return Tensor.plain(Memory.copy(Shape.SCALAR, new Storage.I64(new long[] {number})));
  }

  /** The key of {@link Rng#child(long)}. */
  public RandomKey child(long n) {
    return child(whole(n));
  }

  /** The key of {@link Rng#child(String)}. */
  public RandomKey child(String name) {
    return child(KeyedDraws.number(name));
  }

  /**
   * The key of {@link Rng#child(long)} for a number that is found anew in each run.
   *
   * @throws DtypeException if it is not I64
   * @throws ShapeException if it has axes
   */
  public RandomKey child(Tensor n) {
    record Child() {}

    Needs.key("child", n.spec());
    n.tell();
    Operand child = Operand.allocate(DType.I64, Shape.SCALAR);
    run(new Child(), List.of(n.operand(), memory()), child, RandomKey::child);
    return new RandomKey(Tensor.plain(child));
  }

  private static void child(List<Operand> inputs, List<Operand> outputs, Workers workers) {
    long child = KeyedDraws.child(number(inputs.get(1)), number(inputs.get(0)));
    outputs.getFirst().storage().setLong(outputs.getFirst().view().offset(), child);
  }

  private static long number(Operand operand) {
    return operand.storage().getLong(operand.view().offset());
  }

  /**
   * Random numbers, uniform in [0, 1): element i is draw i of the key. No leaf.
   *
   * @throws DtypeException if the type is not F32 or F64
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public Tensor uniform(DType dtype, Shape shape) {
    return drawn("uniform", dtype, shape, new Draws.Uniform());
  }

  /**
   * Random numbers, normal with mean 0 and deviation 1: element i is draw i of the key. No leaf.
   *
   * @throws DtypeException if the type is not F32 or F64
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public Tensor normal(DType dtype, Shape shape) {
    return drawn("normal", dtype, shape, new Draws.Normal());
  }

  private Tensor drawn(String name, DType dtype, Shape shape, Draws draws) {
    Memory.checkFloating(name, dtype);
    Operand result = Operand.allocate(dtype, shape);
    Operand key = memory();
    Kernels.run(Draws.work(draws, draws, List.of(key), result), Context.current());
    return Tensor.plain(result);
  }

  /**
   * The integers 0 to {@code count - 1} in the random order of {@link Rng#permutation}, I64. No
   * leaf.
   *
   * @throws ArgumentException if the count is negative
   * @throws LimitException if it is over the byte budget, or longer than an array
   */
  public Tensor permutation(long count) {
    record Permutation() {}

    if (count < 0) {
      throw new ArgumentException("permutation: n is " + count + "; it must be at least 0");
    }
    Operand result = Operand.allocate(DType.I64, Shape.of(count));
    run(new Permutation(), List.of(memory()), result, RandomKey::permutation);
    return Tensor.plain(result);
  }

  private static void permutation(List<Operand> inputs, List<Operand> outputs, Workers workers) {
    long key = number(inputs.getFirst());
    View view = outputs.getFirst().view();
    long[] order = (long[]) outputs.getFirst().array();
    int first = (int) view.offset();
    int count = (int) view.shape().count();
    for (int i = 0; i < count; i++) {
      order[first + i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int other = first + KeyedDraws.below(key, i, i + 1);
      long swapped = order[first + i];
      order[first + i] = order[other];
      order[other] = swapped;
    }
  }

  /** The memory of the key, of which a tracer is told. */
  private Operand memory() {
    value.tell();
    return value.operand();
  }

  private static void run(
      Object what, List<Operand> inputs, Operand result, Work.Routine.Body body) {
    Object drawn = new Tracer.Drawn(what);
    Kernels.run(new Work.Routine(drawn, inputs, List.of(result), body), Context.current());
  }
}
