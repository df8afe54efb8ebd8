// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import chainrule.array.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/**
 * Writes the bytecode of a {@link Tile}: one straight method whose accumulators are locals, so that
 * HotSpot keeps them in registers and boxes nothing.
 *
 * <p>Generated because Java cannot say "so many locals": a tile of 6 rows and 4 vectors has 24.
 * That strides are variables costs little: 6 by 4 at 512 bits runs at 96 to 101 % of the fma peak
 * while its operands are in the first cache (Zen 5, 2026-11).
 */
final class TileCode {

  // The slots of the parameters of Tile.run.
  private static final int A = 1;
  private static final int A_AT = 2;
  private static final int A_ROW = 3;
  private static final int A_DEEP = 4;
  private static final int B = 5;
  private static final int B_AT = 6;
  private static final int B_DEEP = 7;
  private static final int DEPTH = 8;
  private static final int OUT = 9;
  private static final int OUT_AT = 10;
  private static final int OUT_ROW = 11;
  private static final int ADD = 12;
  private static final int TAIL = 13;

  private static final MethodTypeDesc RUN = run();

  private final TileForm form;
  private final KernelCode kernel;
  private final CodeBuilder code;
  private final int a;
  private final int b;
  private final int out;
  private final int factor;
  private final int nothing;
  private final int[] rowAt;
  private final int[] columns;
  private final int[][] sums;

  private TileCode(CodeBuilder code, TileForm form) {
    this.form = form;
    this.code = code;
    kernel = new KernelCode(code, form.dtype(), form.bits());
    a = kernel.array(A);
    b = kernel.array(B);
    out = kernel.array(OUT);
    factor = kernel.reference();
    nothing = kernel.reference();
    rowAt = new int[form.rows()];
    columns = kernel.references(form.vectors());
    sums = new int[form.rows()][];
  }

  /** A fresh tile of a form. */
  static Tile compile(TileForm form) {
    String name = "Tile" + form.rows() + "x" + form.vectors() + form.dtype();
    return KernelCode.define(Tile.class, name, RUN, code -> new TileCode(code, form).write());
  }

  private static MethodTypeDesc run() {
    ClassDesc[] types = new ClassDesc[TAIL];
    Arrays.fill(types, CD_int);
    types[A - 1] = CD_Object;
    types[B - 1] = CD_Object;
    types[OUT - 1] = CD_Object;
    types[ADD - 1] = CD_boolean;
    return MethodTypeDesc.of(CD_void, types);
  }

  private void write() {
    prepare();
    Label loop = code.newLabel();
    Label done = code.newLabel();
    int p = kernel.number();
    int deep = kernel.number();
    code.iconst_0().istore(p).iconst_0().istore(deep);
    code.labelBinding(loop).iload(p).iload(DEPTH).if_icmpge(done);
    step(p, deep);
    advance(deep, A_DEEP);
    advance(A_AT, A_DEEP);
    advance(B_AT, B_DEEP);
    code.iinc(p, 1).goto_(loop).labelBinding(done);
    finish();
  }

  /** Finds the rows of a and clears the sums. */
  private void prepare() {
    kernel.species();
    zero(-0.0);
    kernel.broadcast().astore(nothing);
    kernel.species();
    zero(0.0);
    kernel.broadcast().astore(factor);
    for (int row = 0; row < sums.length; row++) {
      rowAt[row] = kernel.number();
      if (row == 0) {
        code.iload(A_AT);
      } else {
        code.iload(rowAt[row - 1]).iload(A_ROW).iadd();
      }
      code.istore(rowAt[row]);
      sums[row] = kernel.references(form.vectors());
      for (int sum : sums[row]) {
        code.aload(factor).astore(sum);
      }
    }
  }

  /** One p: a row of b is loaded, then each row of a multiplies it. */
  private void step(int p, int deep) {
    for (int at = 0; at < columns.length; at++) {
      kernel.species().aload(b).iload(B_AT);
      column(at);
      kernel.load().astore(columns[at]);
    }
    MethodTypeDesc fma = MethodTypeDesc.of(kernel.vector, Api.VECTOR, Api.VECTOR);
    for (int row = 0; row < sums.length; row++) {
      kernel.species().aload(a);
      switch (form.walk()) {
        case FREE -> code.iload(rowAt[row]).iload(deep).iadd();
        case ALONG -> code.iload(rowAt[row]).iload(p).iadd();
        case DOWN -> code.iload(A_AT).loadConstant(row).iadd();
      }
      code.arrayLoad(TypeKind.from(kernel.element));
      kernel.broadcast().astore(factor);
      for (int at = 0; at < columns.length; at++) {
        code.aload(factor).aload(columns[at]).aload(sums[row][at]);
        code.invokevirtual(kernel.vector, "fma", fma).astore(sums[row][at]);
      }
    }
  }

  /**
   * Adds each sum to what out holds or to -0, which changes nothing, and stores it. All of a row is
   * loaded before any is stored, for its vectors may overlap.
   *
   * <p>The receiver of each call is a vector fresh from its species. A sum comes out of the loop as
   * any FloatVector, and HotSpot would box it once vectors of two lengths have been seen.
   */
  private void finish() {
    Label replace = code.newLabel();
    code.iload(ADD).ifeq(replace);
    for (int row = 0; row < sums.length; row++) {
      for (int at = 0; at < columns.length; at++) {
        kernel.species().aload(out);
        position(row, at);
        kernel.load();
        add(sums[row][at]);
      }
      store(row);
    }
    code.return_().labelBinding(replace);
    for (int row = 0; row < sums.length; row++) {
      for (int at = 0; at < columns.length; at++) {
        code.aload(nothing);
        add(sums[row][at]);
      }
      store(row);
    }
    code.return_();
  }

  private void add(int sum) {
    MethodTypeDesc type = MethodTypeDesc.of(kernel.vector, Api.VECTOR);
    code.aload(sum).invokevirtual(kernel.vector, "add", type).astore(sum);
  }

  private void store(int row) {
    for (int at = 0; at < columns.length; at++) {
      code.aload(sums[row][at]).aload(out);
      position(row, at);
      kernel.store();
    }
  }

  private void zero(double signed) {
    if (form.dtype() == DType.F32) {
      code.loadConstant((float) signed);
    } else {
      code.loadConstant(signed);
    }
  }

  /** Pushes the position in out of a vector. */
  private void position(int row, int at) {
    code.iload(OUT_AT).iload(OUT_ROW).loadConstant(row).imul().iadd();
    column(at);
  }

  /** Moves the position on the stack from the beginning of a row to a vector. */
  private void column(int at) {
    if (at > 0 && at == columns.length - 1) {
      code.iload(TAIL).iadd();
    } else {
      code.loadConstant(at * form.lanes()).iadd();
    }
  }

  private void advance(int position, int stride) {
    code.iload(position).iload(stride).iadd().istore(position);
  }
}
