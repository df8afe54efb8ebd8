// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Wrong calls made from right ones, of any operation: another type, rank or size of one input, an
 * input too few, another attribute of the record.
 *
 * @param about the damage
 * @param op makes the operation; its constructor may refuse
 * @param inputs what it is applied to
 */
record Damage(String about, Supplier<Op> op, List<Tensor> inputs) {

  /** Every damage to a sample. */
  static Stream<Damage> of(Sample sample) {
    return Stream.of(toInputs(sample), toCount(sample), toAttributes(sample.op(), sample.inputs()))
        .flatMap(part -> part);
  }

  /** What comes out; fresh each time. */
  Tensor value() {
    return op.get().apply(inputs);
  }

  private static Stream<Damage> toCount(Sample sample) {
    List<Tensor> inputs = sample.inputs();
    return IntStream.range(0, inputs.size())
        .mapToObj(count -> new Damage(count + " inputs", sample::op, inputs.subList(0, count)));
  }

  private static Stream<Damage> toInputs(Sample sample) {
    return IntStream.range(0, sample.inputs().size())
        .boxed()
        .flatMap(slot ->
            others(sample.inputs().get(slot))
                .map(other -> {
                  List<Tensor> inputs = new ArrayList<>(sample.inputs());
                  inputs.set(slot, other);
                  return new Damage(
                      "input " + slot + " is " + other.spec(), sample::op, List.copyOf(inputs));
                }));
  }

  /** Every other type; a rank more and less; each axis longer, shorter, empty. */
  private static Stream<Tensor> others(Tensor input) {
    List<Tensor> others = new ArrayList<>();
    for (DType dtype : DType.values()) {
      if (dtype != input.dtype()) {
        others.add(input.to(dtype));
      }
    }
    others.add(input.reshape(input.shape().inserted(0, 1)));
    others.add(input.reshape(input.shape().inserted(input.rank(), 1)));
    if (input.rank() > 0) {
      others.add(input.flatten());
    }
    for (int axis = 0; axis < input.rank(); axis++) {
      long size = input.size(axis);
      others.add(input.slice(axis, 0, 0));
      if (size > 0) {
        others.add(input.slice(axis, 0, size - 1));
        others.add(input.concat(axis, input.slice(axis, 0, 1)));
        others.add(input.concat(axis, input));
      }
    }
    return others.stream();
  }

  private static Stream<Damage> toAttributes(Op op, List<Tensor> inputs) {
    RecordComponent[] components = op.getClass().getRecordComponents();
    return IntStream.range(0, components.length)
        .boxed()
        .flatMap(i ->
            wrong(components[i], read(components[i], op))
                .map(wrong ->
                    new Damage(
                        components[i].getName() + " = " + wrong,
                        () -> with(op, components, i, wrong),
                        inputs)));
  }

  private static Stream<?> wrong(RecordComponent component, Object value) {
    return value instanceof List<?> list && list.isEmpty()
        ? component.getGenericType().getTypeName().contains("Integer")
            ? Stream.of(List.of(0), List.of(-1), List.of(9))
            : Stream.of(List.of(0L), List.of(-1L), List.of(9L))
        : wrong(component.getType(), value);
  }

  private static Stream<?> wrong(Class<?> type, Object value) {
    if (type == int.class) {
      int whole = (int) value;
      return IntStream.of(
              -1,
              -2,
              -whole - 1,
              whole - 1,
              whole + 1,
              whole + 2,
              whole + 9,
              Integer.MIN_VALUE,
              Integer.MAX_VALUE)
          .distinct()
          .boxed();
    } else if (type == long.class) {
      long whole = (long) value;
      return Stream.of(
              -1L, whole - 1, whole + 1, whole + 9, 1L << 40, Long.MIN_VALUE, Long.MAX_VALUE)
          .distinct();
    } else if (type == double.class) {
      return Stream.of(
          Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1.0, 0.0, -1e308, 1e308);
    } else if (type == boolean.class) {
      return Stream.of(!((boolean) value));
    } else if (type == DType.class || type.isEnum()) {
      return Arrays.stream(type.getEnumConstants());
    } else if (type == Shape.class) {
      Shape shape = (Shape) value;
      return Stream.of(
          Shape.of(0),
          Shape.of(7),
          shape.inserted(0, 2),
          shape.inserted(shape.rank(), 3),
          Shape.of(1L << 40),
          Shape.of(1L << 31, 1L << 31));
    } else if (type == List.class) {
      return lists((List<?>) value);
    } else if (type == String.class) {
      return Stream.of("", "?", "->", "ij,jk", "i->ii", "ij->k", "Ω", "a".repeat(1000));
    } else if (type == Rng.class) {
      return Stream.empty();
    }
    return Stream.empty();
  }

  /** One element changed, taken away, doubled. */
  private static Stream<?> lists(List<?> list) {
    List<List<?>> wrong = new ArrayList<>();
    wrong.add(List.of());
    wrong.add(list.subList(0, list.size() - 1));
    List<Object> longer = new ArrayList<>(list);
    longer.add(list.getLast());
    wrong.add(List.copyOf(longer));
    for (int i = 0; i < list.size(); i++) {
      int place = i;
      Object element = list.get(i);
      if (element instanceof Integer || element instanceof Long || element instanceof Double) {
        Class<?> type =
            element instanceof Integer
                ? int.class
                : element instanceof Long ? long.class : double.class;
        wrong(type, element)
            .forEach(other -> {
              List<Object> changed = new ArrayList<>(list);
              changed.set(place, other);
              wrong.add(List.copyOf(changed));
            });
      }
    }
    return wrong.stream();
  }

  private static Object read(RecordComponent component, Op op) {
    try {
      return component.getAccessor().invoke(op);
    } catch (ReflectiveOperationException unexpected) {
      throw new LinkageError("cannot read " + component + " of " + op, unexpected);
    }
  }

  private static Op with(Op op, RecordComponent[] components, int changed, Object other) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] attributes =
        IntStream.range(0, components.length)
            .mapToObj(i -> i == changed ? other : read(components[i], op))
            .toArray();
    try {
      return (Op) op.getClass().getDeclaredConstructor(types).newInstance(attributes);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LinkageError("no instance of " + op.getClass(), refused);
    } catch (ReflectiveOperationException unexpected) {
      throw new LinkageError("no instance of " + op.getClass(), unexpected);
    }
  }

  /** The damage and what is left. */
  @Override
  public String toString() {
    return about + " of " + inputs.stream().map(Tensor::spec).toList();
  }
}
