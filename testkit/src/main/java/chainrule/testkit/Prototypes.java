// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Gate;
import chainrule.tensor.Op;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One instance of every record of a sealed family, by its canonical constructor. */
final class Prototypes {

  private Prototypes() {}

  static List<Op> of(Class<? extends Op> family) {
    return records(family).distinct().map(Prototypes::instance).toList();
  }

  /** Without gates, which are users' own. */
  static Stream<Class<?>> records(Class<?> type) {
    if (type == Gate.class) {
      return Stream.of();
    }
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(Prototypes::records);
  }

  private static Op instance(Class<?> type) {
    return instance(
        type,
        Arrays.stream(type.getRecordComponents())
            .map(component -> neutral(component.getType()))
            .toList());
  }

  /** A record with attributes. */
  static Op instance(Class<?> type, List<?> attributes) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return (Op) type.getDeclaredConstructor(types).newInstance(attributes.toArray());
    } catch (ReflectiveOperationException unexpected) {
      throw new LinkageError("no instance of " + type, unexpected);
    }
  }

  /** An attribute of an operation. */
  static Object read(RecordComponent component, Op op) {
    try {
      return component.getAccessor().invoke(op);
    } catch (ReflectiveOperationException unexpected) {
      throw new LinkageError("cannot read " + component + " of " + op, unexpected);
    }
  }

  /** An attribute that every operation accepts. */
  private static Object neutral(Class<?> type) {
    if (type == int.class) {
      return 0;
    } else if (type == long.class) {
      return 1L;
    } else if (type == double.class) {
      return 1.0;
    } else if (type == boolean.class) {
      return false;
    } else if (type == Shape.class) {
      return Shape.SCALAR;
    } else if (type == DType.class) {
      return DType.F32;
    } else if (type == List.class) {
      return List.of();
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    throw new AssertionError("no neutral attribute of " + type);
  }
}
