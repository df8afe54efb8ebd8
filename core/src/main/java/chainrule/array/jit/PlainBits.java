// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Code;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** The codes on the parts of a representation, applied to the numbers on the stack. */
final class PlainBits {

  private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
  private static final ClassDesc DOUBLE = ClassDesc.of("java.lang.Double");

  /** Added to an exponent, leaves it, biased, in the low bits. */
  private static final float SINGLE_SHIFT = 0x1.8p23f + 127;

  /** Added to an exponent, leaves it, biased, in the low bits. */
  private static final double WIDE_SHIFT = 0x1.8p52 + 1023;

  private PlainBits() {}

  /** An F32. */
  static void single(CodeBuilder out, Code code) {
    if (code == Code.POWER_OF_TWO) {
      out.loadConstant(SINGLE_SHIFT).fadd();
    }
    toInt(out);
    switch (code) {
      case SCALE -> {
        out.loadConstant(23).ishl().swap();
        toInt(out);
        out.iadd();
      }
      case POWER_OF_TWO -> out.loadConstant(23).ishl();
      case EXPONENT -> out.loadConstant(23).iushr().loadConstant(127).isub().i2f();
      case SIGNIFICAND -> out.loadConstant(0x007fffff).iand().loadConstant(0x3f800000).ior();
      default -> throw new AssertionError(code);
    }
    if (code != Code.EXPONENT) {
      out.invokestatic(
          FLOAT, "intBitsToFloat", MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int));
    }
  }

  private static void toInt(CodeBuilder out) {
    out.invokestatic(
        FLOAT,
        "floatToRawIntBits",
        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float));
  }

  /** An F64. */
  static void wide(CodeBuilder out, Code code) {
    if (code == Code.POWER_OF_TWO) {
      out.loadConstant(WIDE_SHIFT).dadd();
    }
    toLong(out);
    switch (code) {
      case SCALE -> {
        out.loadConstant(52).lshl().dup2_x2().pop2();
        toLong(out);
        out.ladd();
      }
      case POWER_OF_TWO -> out.loadConstant(52).lshl();
      case EXPONENT -> out.loadConstant(52).lushr().loadConstant(1023L).lsub().l2d();
      case SIGNIFICAND ->
          out.loadConstant(0x000fffffffffffffL).land().loadConstant(0x3ff0000000000000L).lor();
      default -> throw new AssertionError(code);
    }
    if (code != Code.EXPONENT) {
      out.invokestatic(
          DOUBLE,
          "longBitsToDouble",
          MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long));
    }
  }

  private static void toLong(CodeBuilder out) {
    out.invokestatic(
        DOUBLE,
        "doubleToRawLongBits",
        MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double));
  }
}
