// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who is told of everything that is done on a thread while a function runs, in order: enough to do
 * it again without the function. Memory is known by its Java array.
 */
public interface Tracer {

  /** Nobody. */
  Tracer NONE = new Tracer() {};

  /** The memory of a leaf, which lives on between runs. Equal cells are the same leaf. */
  interface Cell {
    /** The values now. */
    Operand values();

    /**
     * The memory about to be rewritten, seen by no other tensor; raises the version.
     *
     * @param writer the name that errors give to who rewrote it
     */
    Operand writable(String writer);

    /** Leaves a gradient in it. */
    void leave(Operand gradient);

    /** Takes the gradient from it. */
    void clear();
  }

  /** That something which decided what was done is otherwise in a later run. */
  final class Departure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Departure(Object assumed) {
      super(assumed + " no longer holds", null, false, false);
    }
  }

  /** The key of a routine that throws {@link Departure}: what is done otherwise if it is so. */
  record Assumed(Object what) {}

  /** The key of a routine that draws by the key which is its last input. */
  record Drawn(Object what) {}

  /**
   * A tensor without axes that holds one of the numbers of a step; a compiled function reads the
   * array again at each run.
   */
  static Tensor number(DType dtype, double[] numbers, int index) {
    Operand number = Memory.full(dtype, Shape.SCALAR, numbers[index]);
    Context.tracing().filled(number, numbers, index);
    return Tensor.plain(number);
  }

  /** The memory of a tensor, which is not to be written. */
  static Operand memory(Tensor tensor) {
    return tensor.operand();
  }

  /**
   * A leaf whose memory is made when it is read, and let go when nobody reads it any more.
   *
   * @param source the same values each time
   */
  static Tensor absent(Spec spec, Supplier<Operand> source) {
    return Absent.leaf(spec, source);
  }

  /**
   * Looks at a tensor now, and at the same place of each run of what is traced.
   *
   * @param look may throw, which ends the run
   */
  static void look(Tensor tensor, Consumer<Operand> look) {
    Kernels.check(look.getClass(), tensor.operand(), Context.current(), look);
  }

  /** Work was done. */
  default void ran(Work work) {}

  /** A leaf is about to be read. */
  default void reads(Cell cell) {}

  /** A leaf is about to be rewritten; a copy of it if others see the memory it had. */
  default void rewrites(Cell cell, Operand before, Operand now, String writer) {}

  /**
   * A gradient was left in a leaf.
   *
   * @param added whether one was there before, which is part of it now
   */
  default void left(Cell cell, Operand gradient, boolean added) {}

  /** The gradient of a leaf was taken away. */
  default void cleared(Cell cell) {}

  /** Memory was filled with Java numbers, which are the same whenever the function runs. */
  default void filled(Operand constant) {}

  /** Memory holds one of the numbers of a step, which change from run to run. */
  default void filled(Operand number, double[] numbers, int index) {}

  /** A tensor was made around memory, by whatever means. */
  default void wrapped(Operand memory) {}

  /** Numbers were taken out of a tensor. */
  default void took(Operand memory) {}

  /** An operation begins. */
  default void begins(Op op, List<Operand> inputs) {}

  /**
   * An operation has ended.
   *
   * @param again all of it, for who was not told of all the work it is made of
   */
  default void ended(Op op, Operand output, Work again) {}

  /**
   * Something is to be done before each run, as a step is counted.
   *
   * @param owner whose state it changes, once in a run
   * @param what errors call it
   */
  default void before(Object owner, String what, Runnable action) {}
}
