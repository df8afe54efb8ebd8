// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import java.lang.classfile.CodeBuilder;

/**
 * Where the current element of a source or a result lies, in local variables of the loop.
 *
 * @param out the method being written
 * @param array the local that holds the array
 * @param start the local that holds a position in it
 * @param step the local that is added to the position, or -1
 * @param mask the local that holds which of the elements there are meant, or -1 for all
 */
public record Place(CodeBuilder out, int array, int start, int step, int mask) {

  static final int NONE = -1;

  /** A place of which all elements are meant. */
  public Place(CodeBuilder out, int array, int start, int step) {
    this(out, array, start, step, NONE);
  }

  /** Whether only some of the elements are meant. */
  public boolean isMasked() {
    return mask != NONE;
  }

  /** Puts the array and the position on the stack. */
  public void push() {
    out.aload(array).iload(start);
    if (step != NONE) {
      out.iload(step).iadd();
    }
  }
}
