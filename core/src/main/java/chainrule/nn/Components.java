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

  private Components() {}

  static List<Part> of(Layer layer) {
    RecordComponent[] components = layer.getClass().getRecordComponents();
    if (components == null) {
      throw new StateException(
          "parts: " + layer.getClass().getName() + " is not a record, so its leaves are unknown",
          "make it a record, or override parts()");
    }
    List<Part> parts = new ArrayList<>();
    for (RecordComponent component : components) {
      collect(component.getName(), value(layer, component), parts);
    }
    return List.copyOf(parts);
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

  private static Object value(Layer layer, RecordComponent component) {
    Method accessor = component.getAccessor();
    Class<?> type = layer.getClass();
    try {
      if (!accessor.canAccess(layer) && !accessor.trySetAccessible()) {
        throw new StateException(
            "parts: chainrule may not read the record " + type.getName(),
            "add to module-info.java: opens "
                + type.getPackageName()
                + " to chainrule.core; or override parts()");
      }
      Object value = accessor.invoke(layer);
      return value == null ? "nothing" : value;
    } catch (IllegalAccessException | InvocationTargetException failed) {
      throw new StateException(
          "parts: the component "
              + component.getName()
              + " of "
              + type.getName()
              + " cannot be read: "
              + failed);
    }
  }
}
