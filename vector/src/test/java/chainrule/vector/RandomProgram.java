// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Programs of any codes over three numbers and a condition, by seed. */
final class RandomProgram {

  /** The leaves of every program; the last is a condition. */
  static final List<Expr> SOURCES = List.of(a, b, c, Expr.flag(3));

  private static final double[] EDGES = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -2.5,
    3.7,
    -0.3,
    88.5,
    -126,
    127,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    0x1p23 - 0.5,
    -0x1p22 - 0.5,
    0x1p52 + 1,
    0x1p52 - 0.5,
    1e300,
    -1e-310
  };

  private final Random random;
  private final List<Expr> numbers = new ArrayList<>();
  private final List<Expr> conditions = new ArrayList<>();

  private RandomProgram(Random random) {
    this.random = random;
    numbers.addAll(List.of(a, b, c, Expr.of(edge(random)), Expr.of(random.nextGaussian())));
    conditions.add(Expr.flag(3));
  }

  /** A program of a number, a condition and another number. */
  static Program of(DType dtype, Random random, int length, boolean strict) {
    RandomProgram program = new RandomProgram(random);
    Code[] codes = Code.values();
    for (int i = 0; i < length; i++) {
      Code code = codes[random.nextInt(codes.length)];
      boolean rare = code.kind() == Code.Kind.ELEMENTARY && random.nextInt(4) > 0;
      if (!rare && (strict || code.kind() != Code.Kind.STRICT)) {
        program.add(code);
      }
    }
    List<Expr> results =
        List.of(
            program.numbers.getLast(),
            program.conditions.getLast(),
            program.numbers.get(random.nextInt(program.numbers.size())));
    return Program.of(dtype, SOURCES, results);
  }

  private void add(Code code) {
    List<Expr> operands = new ArrayList<>();
    for (int operand = 0; operand < code.arity(); operand++) {
      boolean condition = code.kind() == Code.Kind.LOGIC || (code == Code.CHOOSE && operand == 0);
      operands.add(pick(condition ? conditions : numbers));
    }
    switch (code) {
      case POWER_OF_TWO -> operands.set(0, exponent(operands.getFirst()));
      case SCALE -> operands.replaceAll(RandomProgram::normal);
      case EXPONENT, SIGNIFICAND -> operands.set(0, normal(operands.getFirst()));
      default -> {}
    }
    Expr expr = new Expr.Apply(code, operands);
    (expr.isCondition() ? conditions : numbers).add(expr);
  }

  private Expr pick(List<Expr> from) {
    int size = from.size();
    boolean any = random.nextBoolean();
    return from.get(any ? random.nextInt(size) : size - 1 - random.nextInt(Math.min(size, 4)));
  }

  /** An integer for which 2^x is specified in both types. */
  private static Expr exponent(Expr x) {
    return clamp(x, -126, 127).then(Code.ROUND);
  }

  /** A positive normal number of both types. */
  private static Expr normal(Expr x) {
    return clamp(x.then(Code.ABS), Float.MIN_NORMAL, 1e38);
  }

  private static Expr clamp(Expr x, double low, double high) {
    Expr inside = Expr.of(Code.MINIMUM, Expr.of(Code.MAXIMUM, x, Expr.of(low)), Expr.of(high));
    return Expr.choose(x.isNan(), Expr.of(1), inside);
  }

  /** An array of edge values and others of many sizes, or of conditions. */
  static Object array(DType dtype, int length, Random random) {
    Object array =
        switch (dtype) {
          case F32 -> new float[length];
          case F64 -> new double[length];
          case BOOL -> new boolean[length];
          case I32, I64, U8 -> throw new AssertionError(dtype);
        };
    for (int i = 0; i < length; i++) {
      double value =
          random.nextInt(3) == 0
              ? edge(random)
              : random.nextGaussian() * Math.scalb(1.0, random.nextInt(20) - 8);
      switch (array) {
        case float[] floats -> floats[i] = (float) value;
        case double[] doubles -> doubles[i] = value;
        default -> ((boolean[]) array)[i] = random.nextBoolean();
      }
    }
    return array;
  }

  private static double edge(Random random) {
    return EDGES[random.nextInt(EDGES.length)];
  }
}
