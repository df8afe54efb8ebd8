// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Op;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Judges the operations of this JVM by everything that judges them in the tests, and ends with 1
 * and a line of what broke, or with 0. The arguments name operations, or test classes to run whole.
 */
final class MutantJudge {

  private MutantJudge() {}

  /** Runs the checks until one fails. */
  public static void main(String[] names) {
    try {
      for (String name : names) {
        if (Character.isUpperCase(name.charAt(0))) {
          run(Class.forName(MutantJudge.class.getPackageName() + "." + name));
        } else {
          judge(operation(name));
        }
      }
    } catch (Throwable caught) {
      System.out.println(firstLine(caught));
      System.exit(1);
    }
    System.exit(0);
  }

  private static Op operation(String name) {
    return Samples.operations().stream()
        .filter(op -> op.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no operation " + name));
  }

  private static void judge(Op op) {
    for (Edge edge : Edge.all()) {
      if (edge.op().equals(op.name())) {
        for (DType dtype : List.of(DType.F32, DType.F64)) {
          edge.check(dtype, Shape.SCALAR);
          edge.check(dtype, Shape.of(37));
        }
      }
    }
    ErrorSamples.of(op).forEach(sample -> sample.check(op.name()));
    ErrorSamples.neighbors(op).forEach(neighbor -> neighbor.check(op.name()));
    List<Sample> samples = OpLaws.samples(op);
    OpLaws.aboutValues().forEach(law -> OpLaws.check(law, samples));
    if (samples.stream().anyMatch(Sample::hasGradients)) {
      DualTest.judge(op);
    }
  }

  /** Every test of a class that takes nothing, or a type of numbers. */
  private static void run(Class<?> test) throws Throwable {
    for (Method method : test.getDeclaredMethods()) {
      boolean typed = List.of(method.getParameterTypes()).equals(List.of(DType.class));
      if (method.isAnnotationPresent(Test.class)) {
        invoke(test, method);
      } else if (method.isAnnotationPresent(ParameterizedTest.class) && typed) {
        invoke(test, method, DType.F32);
        invoke(test, method, DType.F64);
      }
    }
  }

  private static void invoke(Class<?> test, Method method, Object... arguments) throws Throwable {
    var constructor = test.getDeclaredConstructor();
    constructor.setAccessible(true);
    method.setAccessible(true);
    try {
      method.invoke(constructor.newInstance(), arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private static String firstLine(Throwable caught) {
    String text = String.valueOf(caught.getMessage()).strip();
    String line = text.lines().findFirst().orElse("");
    return line.isEmpty() ? caught.getClass().getSimpleName() : line;
  }
}
