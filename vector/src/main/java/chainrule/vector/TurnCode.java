// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import chainrule.array.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes the bytecode of a {@link Turn}: a block is held in registers and its off-diagonal halves
 * are exchanged, first between neighboring rows, then at twice the distance, and so on.
 */
final class TurnCode {

  // The slots of the parameters of Turn.run.
  private static final int PICKS = 1;
  private static final int SOURCE = 2;
  private static final int AT = 3;
  private static final int ACROSS = 4;
  private static final int TARGET = 5;
  private static final int TO = 6;
  private static final int WIDTH = 7;
  private static final int BLOCKS = 8;

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, CD_Object, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_int);

  private final KernelCode kernel;
  private final CodeBuilder code;
  private final int lanes;

  private TurnCode(CodeBuilder code, DType dtype, int lanes) {
    this.code = code;
    this.lanes = lanes;
    kernel = new KernelCode(code, dtype, lanes * dtype.bytes() * Byte.SIZE);
  }

  /** A fresh kernel for blocks of as many rows as columns. */
  static Turn compile(DType dtype, int lanes) {
    String name = "Turn" + lanes + dtype;
    return KernelCode.define(
        Turn.class, name, RUN, code -> new TurnCode(code, dtype, lanes).write());
  }

  /**
   * The lanes picked in each stage from two rows put end to end: what the upper row becomes, then
   * what the lower row becomes.
   */
  static Object picks(DType dtype, int lanes) {
    int stages = Integer.numberOfTrailingZeros(lanes);
    float[] floats = new float[2 * stages * lanes];
    double[] doubles = new double[floats.length];
    for (int at = 0; at < floats.length; at++) {
      int distance = 1 << (at / lanes / 2);
      int lane = at % lanes;
      boolean upper = at / lanes % 2 == 0;
      boolean kept = (lane & distance) == 0;
      int pick = kept ? lane : lanes + lane - (upper ? distance : 0);
      doubles[at] = kept && !upper ? pick + distance : pick;
      floats[at] = (float) doubles[at];
    }
    return dtype == DType.F32 ? floats : doubles;
  }

  private void write() {
    int table = kernel.array(PICKS);
    int[] picks = kernel.references(2 * Integer.numberOfTrailingZeros(lanes));
    for (int at = 0; at < picks.length; at++) {
      kernel.species().aload(table).loadConstant(at * lanes);
      kernel.load().astore(picks[at]);
    }
    int source = kernel.array(SOURCE);
    int target = kernel.array(TARGET);
    int[] rows = kernel.references(lanes);
    Label loop = code.newLabel();
    Label done = code.newLabel();
    code.labelBinding(loop).iload(BLOCKS).ifeq(done);
    read(source, rows);
    for (int stage = 0; 1 << stage < lanes; stage++) {
      exchange(1 << stage, picks[2 * stage], picks[2 * stage + 1], rows);
    }
    write(target, rows);
    code.iinc(AT, lanes).iinc(BLOCKS, -1).goto_(loop).labelBinding(done).return_();
  }

  private void read(int source, int[] rows) {
    int at = kernel.number();
    code.iload(AT).istore(at);
    for (int row : rows) {
      kernel.species().aload(source).iload(at);
      kernel.load().astore(row);
      code.iload(at).iload(ACROSS).iadd().istore(at);
    }
  }

  private void exchange(int distance, int upper, int lower, int[] rows) {
    int kept = kernel.reference();
    for (int row = 0; row < lanes; row++) {
      if ((row & distance) == 0) {
        pick(upper, rows[row], rows[row + distance]).astore(kept);
        pick(lower, rows[row], rows[row + distance]).astore(rows[row + distance]);
        code.aload(kept).astore(rows[row]);
      }
    }
  }

  private CodeBuilder pick(int lanesOf, int first, int second) {
    MethodTypeDesc type = MethodTypeDesc.of(kernel.vector, Api.VECTOR, Api.VECTOR);
    return code.aload(lanesOf)
        .aload(first)
        .aload(second)
        .invokevirtual(kernel.vector, "selectFrom", type);
  }

  private void write(int target, int[] rows) {
    for (int row : rows) {
      code.aload(row).aload(target).iload(TO);
      kernel.store();
      code.iload(TO).iload(WIDTH).iadd().istore(TO);
    }
  }
}
