// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.StrictFunctions;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.function.IntConsumer;

/** One element at a step: F32 in float arithmetic, F64 in double, conditions as 0 and 1. */
record PlainArithmetic(DType dtype) implements Arithmetic {

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc STRICT_MATH = ClassDesc.of("java.lang.StrictMath");
  private static final ClassDesc STRICT_FUNCTIONS =
      StrictFunctions.class.describeConstable().orElseThrow();

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public TypeKind kind(boolean condition) {
    return condition ? TypeKind.INT : number();
  }

  @Override
  public void mask(CodeBuilder out, int count) {
    throw new AssertionError("one element is always whole");
  }

  private TypeKind number() {
    return isSingle() ? TypeKind.FLOAT : TypeKind.DOUBLE;
  }

  private boolean isSingle() {
    return dtype == DType.F32;
  }

  @Override
  public void literal(CodeBuilder out, double value) {
    if (isSingle()) {
      out.loadConstant((float) value);
    } else {
      out.loadConstant(value);
    }
  }

  @Override
  public void load(CodeBuilder out, boolean condition, Place place) {
    place.push();
    out.arrayLoad(condition ? TypeKind.BOOLEAN : number());
  }

  @Override
  public void fixed(CodeBuilder out, boolean condition, Place place) {
    load(out, condition, place);
  }

  @Override
  public void store(CodeBuilder out, boolean condition, Place place, Runnable value) {
    place.push();
    value.run();
    out.arrayStore(condition ? TypeKind.BOOLEAN : number());
  }

  @Override
  public void compute(CodeBuilder out, Code code, IntConsumer push) {
    if (code == Code.CHOOSE) {
      push.accept(0);
      out.ifThenElse(Opcode.IFNE, _ -> push.accept(1), _ -> push.accept(2));
      return;
    }
    for (int operand = 0; operand < code.arity(); operand++) {
      push.accept(operand);
      if (throughDouble(code)) {
        widen(out);
      }
    }
    switch (code.kind()) {
      case ARITHMETIC -> arithmetic(out, code);
      case ROUNDING -> rounding(out, code);
      case BITS -> bits(out, code);
      case STRICT ->
          call(out, STRICT_FUNCTIONS, code.symbol(), ConstantDescs.CD_double, code.arity());
      case COMPARISON -> comparison(out, code);
      case LOGIC -> logic(out, code);
      case CHOICE, ELEMENTARY -> throw new AssertionError(code);
    }
    if (throughDouble(code)) {
      narrow(out);
    }
  }

  /** Whether Java has the method for double alone; rounding its result gives the F32 result. */
  private static boolean throughDouble(Code code) {
    return code == Code.SQRT
        || code.kind() == Code.Kind.ROUNDING
        || code.kind() == Code.Kind.STRICT;
  }

  private void widen(CodeBuilder out) {
    if (isSingle()) {
      out.f2d();
    }
  }

  private void narrow(CodeBuilder out) {
    if (isSingle()) {
      out.d2f();
    }
  }

  private void arithmetic(CodeBuilder out, Code code) {
    switch (code) {
      case ADD -> operator(out, Opcode.FADD, Opcode.DADD);
      case SUBTRACT -> operator(out, Opcode.FSUB, Opcode.DSUB);
      case MULTIPLY -> operator(out, Opcode.FMUL, Opcode.DMUL);
      case DIVIDE -> operator(out, Opcode.FDIV, Opcode.DDIV);
      case NEGATE -> operator(out, Opcode.FNEG, Opcode.DNEG);
      case FMA -> math(out, "fma", 3);
      case ABS -> math(out, "abs", 1);
      case MINIMUM -> math(out, "min", 2);
      case MAXIMUM -> math(out, "max", 2);
      case SQRT -> call(out, MATH, "sqrt", ConstantDescs.CD_double, 1);
      default -> throw new AssertionError(code);
    }
  }

  private static void rounding(CodeBuilder out, Code code) {
    switch (code) {
      case ROUND -> call(out, MATH, "rint", ConstantDescs.CD_double, 1);
      case FLOOR -> call(out, MATH, "floor", ConstantDescs.CD_double, 1);
      case CEIL -> call(out, MATH, "ceil", ConstantDescs.CD_double, 1);
      case TRUNCATE -> {
        out.dup2();
        call(out, MATH, "abs", ConstantDescs.CD_double, 1);
        call(out, MATH, "floor", ConstantDescs.CD_double, 1);
        out.dup2_x2().pop2();
        call(out, MATH, "copySign", ConstantDescs.CD_double, 2);
      }
      default -> throw new AssertionError(code);
    }
  }

  private void bits(CodeBuilder out, Code code) {
    if (code == Code.COPY_SIGN) {
      call(out, STRICT_MATH, "copySign", type(), 2);
    } else if (isSingle()) {
      PlainBits.single(out, code);
    } else {
      PlainBits.wide(out, code);
    }
  }

  private void comparison(CodeBuilder out, Code code) {
    switch (code) {
      case LESS -> compare(out, Opcode.FCMPG, Opcode.DCMPG, Opcode.IFLT);
      case LESS_EQUAL -> compare(out, Opcode.FCMPG, Opcode.DCMPG, Opcode.IFLE);
      case EQUAL -> compare(out, Opcode.FCMPL, Opcode.DCMPL, Opcode.IFEQ);
      default -> throw new AssertionError(code);
    }
  }

  private void compare(CodeBuilder out, Opcode single, Opcode wide, Opcode holds) {
    operator(out, single, wide);
    out.ifThenElse(holds, CodeBuilder::iconst_1, CodeBuilder::iconst_0);
  }

  private static void logic(CodeBuilder out, Code code) {
    switch (code) {
      case AND -> out.iand();
      case OR -> out.ior();
      case NOT -> out.iconst_1().ixor();
      default -> throw new AssertionError(code);
    }
  }

  private void operator(CodeBuilder out, Opcode single, Opcode wide) {
    out.with(OperatorInstruction.of(isSingle() ? single : wide));
  }

  private void math(CodeBuilder out, String name, int arity) {
    call(out, MATH, name, type(), arity);
  }

  private ClassDesc type() {
    return isSingle() ? ConstantDescs.CD_float : ConstantDescs.CD_double;
  }

  private static void call(
      CodeBuilder out, ClassDesc owner, String name, ClassDesc type, int arity) {
    out.invokestatic(owner, name, MethodTypeDesc.of(type, Collections.nCopies(arity, type)));
  }
}
