// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Code;
import chainrule.array.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.function.IntConsumer;

/**
 * How a generated loop computes: with one element at a step or with a vector of them.
 *
 * <p>Each method appends instructions that leave one value on the stack, or take what they are told
 * to take.
 */
public interface Arithmetic {

  /** The type of all numbers: F32 or F64. */
  DType dtype();

  /** The number of elements computed in one step of the loop. */
  int lanes();

  /** The kind of local variable that holds a number or a condition. */
  TypeKind kind(boolean condition);

  /**
   * Which elements of a step are meant where a line has only a few left.
   *
   * @param count the local that holds their number
   */
  void mask(CodeBuilder out, int count);

  /** A number written in the program. */
  void literal(CodeBuilder out, double value);

  /** The elements that begin at a place. */
  void load(CodeBuilder out, boolean condition, Place place);

  /** The one element at a place, for all lanes. */
  void fixed(CodeBuilder out, boolean condition, Place place);

  /**
   * A code applied to operands.
   *
   * @param push puts an operand on the stack; may be called in any order and more than once
   */
  void compute(CodeBuilder out, Code code, IntConsumer push);

  /** Writes what {@code value} puts on the stack, beginning at a place. */
  void store(CodeBuilder out, boolean condition, Place place, Runnable value);
}
