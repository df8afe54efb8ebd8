// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of a {@link Script} as text and back. */
final class OpText {

  private OpText() {}

  static String of(Script.Line line) {
    return switch (line) {
      case Script.Given(Tensor value, boolean differentiated) ->
          (differentiated ? "leaf " : "constant ")
              + value.dtype()
              + value.shape().toString().replace(" ", "")
              + Arrays.stream(value.toDoubles())
                  .mapToObj(OpText::number)
                  .collect(Collectors.joining(" ", " ", ""));
      case Script.Applied(Op op, List<Integer> inputs) ->
          of(op) + inputs.stream().map(input -> " v" + input).collect(Collectors.joining());
    };
  }

  /** Whether an operation can be read back: not all attributes are numbers. */
  static boolean isWritable(Op op) {
    try {
      return op(of(op)).equals(op);
    } catch (RuntimeException | AssertionError other) {
      return false;
    }
  }

  static Script.Line line(String text) {
    if (text.startsWith("leaf ") || text.startsWith("constant ")) {
      return given(text);
    }
    int end = text.lastIndexOf(')');
    List<Integer> inputs =
        Arrays.stream(text.substring(end + 1).strip().split(" "))
            .map(input -> Integer.valueOf(input.substring(1)))
            .toList();
    return new Script.Applied(op(text.substring(0, end + 1)), inputs);
  }

  private static Script.Given given(String text) {
    String[] words = text.split(" ");
    int bracket = words[1].indexOf('[');
    double[] values = Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray();
    Tensor value =
        Tensor.of(
            DType.valueOf(words[1].substring(0, bracket)),
            shape(words[1].substring(bracket)),
            values);
    return new Script.Given(value, words[0].equals("leaf"));
  }

  /** Whole numbers without a fraction, others with all their digits. */
  static String number(double value) {
    return value == (long) value && Math.abs(value) < 1e15 && 1 / value > Double.NEGATIVE_INFINITY
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** As in {@code slice(0;1;2;1)}. */
  static String of(Op op) {
    return Arrays.stream(op.getClass().getRecordComponents())
        .map(component -> text(Prototypes.read(component, op)))
        .collect(Collectors.joining(";", op.name() + "(", ")"));
  }

  private static String text(Object attribute) {
    return switch (attribute) {
      case List<?> list ->
          list.stream().map(OpText::text).collect(Collectors.joining(",", "[", "]"));
      case Enum<?> constant -> constant.name();
      default -> attribute.toString();
    };
  }

  private static Op op(String text) {
    int bracket = text.indexOf('(');
    String wanted = text.substring(0, bracket);
    Class<?> type =
        Prototypes.of(Op.class).stream()
            .filter(each -> each.name().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no operation is named " + wanted))
            .getClass();
    String[] attributes = text.substring(bracket + 1, text.length() - 1).split(";", -1);
    RecordComponent[] components = type.getRecordComponents();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      values.add(attribute(components[i].getGenericType(), attributes[i]));
    }
    return Prototypes.instance(type, values);
  }

  private static Object attribute(Type type, String text) {
    if (type == int.class || type == Integer.class) {
      return Integer.valueOf(text);
    } else if (type == long.class || type == Long.class) {
      return Long.valueOf(text);
    } else if (type == double.class || type == Double.class) {
      return Double.valueOf(text);
    } else if (type == boolean.class || type == Boolean.class) {
      return Boolean.valueOf(text);
    } else if (type == String.class) {
      return text;
    } else if (type == Shape.class) {
      return shape(text);
    } else if (type instanceof Class<?> constants && constants.isEnum()) {
      return Arrays.stream(constants.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(text))
          .findFirst()
          .orElseThrow();
    }
    return list(type, text.substring(1, text.length() - 1));
  }

  /** A list of words, or of whole or other numbers. */
  private static List<?> list(Type type, String text) {
    String name = type.getTypeName();
    if (name.contains("String")) {
      return List.of(text.split(",", -1));
    }
    Type element =
        name.contains("Integer")
            ? Integer.class
            : name.contains("Long") ? Long.class : Double.class;
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",")).map(each -> attribute(element, each)).toList();
  }

  private static Shape shape(String text) {
    String sizes = text.substring(1, text.length() - 1);
    return sizes.isEmpty()
        ? Shape.SCALAR
        : Shape.of(
            Arrays.stream(sizes.split(","))
                .mapToLong(each -> Long.parseLong(each.strip()))
                .toArray());
  }
}
