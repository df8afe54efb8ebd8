// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Code;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.IntConsumer;

/**
 * The codes on the parts of a representation: reinterpreted as int or long lanes, which cost
 * nothing, and never converted, which AVX2 cannot do for longs.
 */
final class VectorBits {

  private static final ClassDesc MASK = Api.type("VectorMask");
  private static final ClassDesc BINARY = Api.type("VectorOperators$Binary");
  private static final ClassDesc COMPARISON = Api.type("VectorOperators$Comparison");

  private final CodeBuilder out;
  private final boolean single;
  private final ClassDesc floating;
  private final ClassDesc integral;
  private final ClassDesc number;
  private final ClassDesc whole;

  VectorBits(CodeBuilder out, boolean single) {
    this.out = out;
    this.single = single;
    floating = Api.type(single ? "FloatVector" : "DoubleVector");
    integral = Api.type(single ? "IntVector" : "LongVector");
    number = single ? ConstantDescs.CD_float : ConstantDescs.CD_double;
    whole = single ? ConstantDescs.CD_int : ConstantDescs.CD_long;
  }

  void write(Code code, IntConsumer push) {
    push.accept(0);
    switch (code) {
      case POWER_OF_TWO -> powerOfTwo();
      case SCALE -> scale(push);
      case EXPONENT -> exponent();
      case SIGNIFICAND -> significand();
      case COPY_SIGN -> copySign(push);
      default -> throw new AssertionError(code);
    }
  }

  /** {@code x + 127 + 1.5 * 2^23} holds the biased exponent in its low bits. */
  private void powerOfTwo() {
    constant(0x1.8p23f + 127, 0x1.8p52 + 1023);
    scalar("add");
    toBits();
    shift("LSHL");
    toNumbers();
  }

  /** The low bits of y are added to the exponent. */
  private void scale(IntConsumer push) {
    toBits();
    push.accept(1);
    toBits();
    shift("LSHL");
    out.invokevirtual(integral, "add", MethodTypeDesc.of(integral, Api.VECTOR));
    toNumbers();
  }

  /** The biased exponent as the low bits of {@code 2^23 + biased}, from which 2^23 is taken. */
  private void exponent() {
    toBits();
    shift("LSHR");
    bits("OR", 0x4b000000, 0x4330000000000000L);
    toNumbers();
    constant(0x1p23f + 127, 0x1p52 + 1023);
    scalar("sub");
  }

  private void significand() {
    toBits();
    bits("AND", 0x007fffff, 0x000fffffffffffffL);
    bits("OR", 0x3f800000, 0x3ff0000000000000L);
    toNumbers();
  }

  /** A NaN, whose sign means nothing, is replaced by zero before its sign is taken. */
  private void copySign(IntConsumer push) {
    toBits();
    bits("AND", Integer.MAX_VALUE, Long.MAX_VALUE);
    push.accept(1);
    constant(0, 0);
    push.accept(1);
    out.getstatic(Api.OPERATORS, "NE", COMPARISON);
    push.accept(1);
    out.invokevirtual(floating, "compare", MethodTypeDesc.of(MASK, COMPARISON, Api.VECTOR));
    out.invokevirtual(floating, "blend", MethodTypeDesc.of(floating, number, MASK));
    toBits();
    bits("AND", Integer.MIN_VALUE, Long.MIN_VALUE);
    out.invokevirtual(integral, "or", MethodTypeDesc.of(integral, Api.VECTOR));
    toNumbers();
  }

  private void constant(float narrow, double wide) {
    if (single) {
      out.loadConstant(narrow);
    } else {
      out.loadConstant(wide);
    }
  }

  private void scalar(String method) {
    out.invokevirtual(floating, method, MethodTypeDesc.of(floating, number));
  }

  private void shift(String operator) {
    bits(operator, 23, 52);
  }

  private void bits(String operator, int narrow, long wide) {
    out.getstatic(Api.OPERATORS, operator, operatorType(operator));
    if (single) {
      out.loadConstant(narrow);
    } else {
      out.loadConstant(wide);
    }
    out.invokevirtual(integral, "lanewise", MethodTypeDesc.of(integral, BINARY, whole));
  }

  private static ClassDesc operatorType(String operator) {
    return operator.startsWith("LSH") ? BINARY : Api.type("VectorOperators$Associative");
  }

  private void toBits() {
    out.invokevirtual(
        floating, single ? "reinterpretAsInts" : "reinterpretAsLongs", MethodTypeDesc.of(integral));
  }

  private void toNumbers() {
    out.invokevirtual(
        integral,
        single ? "reinterpretAsFloats" : "reinterpretAsDoubles",
        MethodTypeDesc.of(floating));
  }
}
