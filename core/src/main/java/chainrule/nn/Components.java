// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.StateException;
import chainrule.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the parts of a layer among the components of its record. */
final class Components {

  /** How the components of a class are read: in a run of a network this is asked for each layer. */
  private static final ClassValue<List<Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          if (components == null) {
            throw new StateException(
                "parts: " + type.getName() + " is not a record, so its leaves are unknown",
                "make it a record, or override parts()");
          }
          return Arrays.stream(components).map(Components::accessor).toList();
        }
      };

  private Components() {}

  static List<Part> of(Layer layer) {
    List<Part> parts = new ArrayList<>();
    for (Method accessor : ACCESSORS.get(layer.getClass())) {
      collect(accessor.getName(), value(layer, accessor), parts);
    }
    return List.copyOf(parts);
  }

  private static Method accessor(RecordComponent component) {
    Method accessor = component.getAccessor();
    if (!accessor.trySetAccessible()) {
      Class<?> type = component.getDeclaringRecord();
      throw new StateException(
          "parts: chainrule may not read the record " + type.getName(),
          "add to module-info.java: opens "
              + type.getPackageName()
              + " to chainrule.core; or override parts()");
    }
    return accessor;
  }

  private static void collect(String name, Object value, List<Part> parts) {
    switch (value) {
      case Tensor tensor -> parts.add(new Part.Leaf(name, tensor));
      case Layer layer -> parts.add(new Part.Child(name, layer));
      case Optional<?> optional -> optional.ifPresent(present -> collect(name, present, parts));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(name + "." + i, list.get(i), parts);
        }
      }
      case Object[] array -> checkWithout(name, Arrays.stream(array), value);
      case Map<?, ?> map -> checkWithout(name, map.values().stream(), value);
      case Collection<?> other -> checkWithout(name, other.stream(), value);
      default -> {}
    }
  }

  /** Lest parameters be left out of training and of files without a word. */
  private static void checkWithout(String name, Stream<?> contents, Object holder) {
    if (contents.anyMatch(each -> each instanceof Tensor || each instanceof Layer)) {
      throw new StateException(
          "parts: the component "
              + name
              + " holds tensors or layers in a "
              + holder.getClass().getSimpleName()
              + "; their names and order are taken from components and lists",
          "make it a List, or override parts()");
    }
  }

  private static Object value(Layer layer, Method accessor) {
    try {
      Object value = accessor.invoke(layer);
      return value == null ? "nothing" : value;
    } catch (IllegalAccessException | InvocationTargetException failed) {
      throw new StateException(
          "parts: the component "
              + accessor.getName()
              + " of "
              + layer.getClass().getName()
              + " cannot be read: "
              + failed);
    }
  }
}
