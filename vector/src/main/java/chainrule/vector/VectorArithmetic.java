// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.jit.Arithmetic;
import chainrule.array.jit.Place;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.function.IntConsumer;

/**
 * A vector of elements at a step, conditions as masks. Only calls that HotSpot turns into single
 * instructions, in one method: a vector that crosses a call not inlined is boxed.
 */
record VectorArithmetic(DType dtype) implements Arithmetic {

  private static final ClassDesc MASK = Api.type("VectorMask");
  private static final ClassDesc COMPARISON = Api.type("VectorOperators$Comparison");
  private static final MethodTypeDesc COMPARE = MethodTypeDesc.of(MASK, COMPARISON, Api.VECTOR);

  @Override
  public int lanes() {
    return isSingle() ? Species.F32.length() : Species.F64.length();
  }

  @Override
  public TypeKind kind(boolean condition) {
    return TypeKind.REFERENCE;
  }

  private boolean isSingle() {
    return dtype == DType.F32;
  }

  private ClassDesc vector() {
    return Api.type(isSingle() ? "FloatVector" : "DoubleVector");
  }

  private ClassDesc number() {
    return isSingle() ? ConstantDescs.CD_float : ConstantDescs.CD_double;
  }

  private void species(CodeBuilder out) {
    out.getstatic(Api.SPECIES_HOLDER, dtype.name(), Api.SPECIES);
  }

  /** The numbers of the lanes are compared with the count. */
  @Override
  public void mask(CodeBuilder out, int count) {
    species(out);
    out.invokestatic(vector(), "zero", MethodTypeDesc.of(vector(), Api.SPECIES));
    out.iconst_1();
    out.invokevirtual(vector(), "addIndex", MethodTypeDesc.of(vector(), ConstantDescs.CD_int));
    out.getstatic(Api.OPERATORS, "LT", COMPARISON).iload(count);
    if (isSingle()) {
      out.i2f();
    } else {
      out.i2d();
    }
    out.invokevirtual(vector(), "compare", MethodTypeDesc.of(MASK, COMPARISON, number()));
  }

  @Override
  public void literal(CodeBuilder out, double value) {
    species(out);
    if (isSingle()) {
      out.loadConstant((float) value);
    } else {
      out.loadConstant(value);
    }
    broadcast(out);
  }

  private void broadcast(CodeBuilder out) {
    out.invokestatic(vector(), "broadcast", MethodTypeDesc.of(vector(), Api.SPECIES, number()));
  }

  @Override
  public void load(CodeBuilder out, boolean condition, Place place) {
    ClassDesc type = condition ? MASK : vector();
    species(out);
    place.push();
    if (place.isMasked()) {
      out.aload(place.mask());
      out.invokestatic(
          type,
          "fromArray",
          MethodTypeDesc.of(type, Api.SPECIES, array(condition), ConstantDescs.CD_int, MASK));
      return;
    }
    out.invokestatic(
        type,
        "fromArray",
        MethodTypeDesc.of(type, Api.SPECIES, array(condition), ConstantDescs.CD_int));
  }

  @Override
  public void fixed(CodeBuilder out, boolean condition, Place place) {
    species(out);
    place.push();
    if (condition) {
      out.baload()
          .invokeinterface(
              Api.SPECIES, "maskAll", MethodTypeDesc.of(MASK, ConstantDescs.CD_boolean));
    } else {
      out.arrayLoad(isSingle() ? TypeKind.FLOAT : TypeKind.DOUBLE);
      broadcast(out);
    }
  }

  @Override
  public void store(CodeBuilder out, boolean condition, Place place, Runnable value) {
    value.run();
    place.push();
    MethodTypeDesc type =
        MethodTypeDesc.of(ConstantDescs.CD_void, array(condition), ConstantDescs.CD_int);
    if (place.isMasked()) {
      out.aload(place.mask());
      type = type.insertParameterTypes(2, MASK);
    }
    out.invokevirtual(condition ? MASK : vector(), "intoArray", type);
  }

  private ClassDesc array(boolean condition) {
    return (condition ? ConstantDescs.CD_boolean : number()).arrayType();
  }

  @Override
  public void compute(CodeBuilder out, Code code, IntConsumer push) {
    switch (code.kind()) {
      case CHOICE -> choose(out, push);
      case BITS -> new VectorBits(out, isSingle()).write(code, push);
      case ARITHMETIC, COMPARISON, LOGIC -> {
        for (int operand = 0; operand < code.arity(); operand++) {
          if (operand == 1 && code.kind() == Code.Kind.COMPARISON) {
            out.getstatic(Api.OPERATORS, comparison(code), COMPARISON);
          }
          push.accept(operand);
        }
        apply(out, code);
      }
      case ROUNDING, ELEMENTARY, STRICT -> throw new AssertionError(code);
    }
  }

  private void choose(CodeBuilder out, IntConsumer push) {
    push.accept(2);
    push.accept(1);
    push.accept(0);
    out.invokevirtual(vector(), "blend", MethodTypeDesc.of(vector(), Api.VECTOR, MASK));
  }

  private static String comparison(Code code) {
    return switch (code) {
      case LESS -> "LT";
      case LESS_EQUAL -> "LE";
      case EQUAL -> "EQ";
      default -> throw new AssertionError(code);
    };
  }

  private void apply(CodeBuilder out, Code code) {
    switch (code) {
      case ADD -> method(out, "add", 1);
      case SUBTRACT -> method(out, "sub", 1);
      case MULTIPLY -> method(out, "mul", 1);
      case DIVIDE -> method(out, "div", 1);
      case FMA -> method(out, "fma", 2);
      case NEGATE -> method(out, "neg", 0);
      case ABS -> method(out, "abs", 0);
      case SQRT -> method(out, "sqrt", 0);
      case MINIMUM -> method(out, "min", 1);
      case MAXIMUM -> method(out, "max", 1);
      case LESS, LESS_EQUAL, EQUAL -> out.invokevirtual(vector(), "compare", COMPARE);
      case AND -> out.invokevirtual(MASK, "and", MethodTypeDesc.of(MASK, MASK));
      case OR -> out.invokevirtual(MASK, "or", MethodTypeDesc.of(MASK, MASK));
      case NOT -> out.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
      default -> throw new AssertionError(code);
    }
  }

  private void method(CodeBuilder out, String name, int operands) {
    out.invokevirtual(
        vector(), name, MethodTypeDesc.of(vector(), Collections.nCopies(operands, Api.VECTOR)));
  }
}
