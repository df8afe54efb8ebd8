// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Diagonals;
import chainrule.tensor.Filling;
import chainrule.tensor.Movement;
import chainrule.tensor.Section;
import java.util.List;
import java.util.stream.Collectors;

/** Elements put in other places. */
final class MovementCode implements GateCode {

  private final Movement op;
  private final Terms terms;
  private final Value x;
  private final Value out;
  private final Value upstream;

  MovementCode(Movement op, Terms terms) {
    this.op = op;
    this.terms = terms;
    x = terms.input(0);
    out = terms.out();
    upstream = terms.upstream();
  }

  @Override
  public String value() {
    return switch (op) {
      case Movement.Reshape _ -> same(x, out);
      case Movement.Cast _ -> same(x, out);
      case Movement.Permute(List<Integer> axes) -> permuted(x, axes);
      case Section.Slice slice -> terms.over(out.shape(), x.at(place(slice)));
      case Section.Place place -> put(x, out, slice(place));
      case Movement.Expand _ ->
          x.isNumber() && !out.isNumber()
              ? terms.call(Routine.FILL, out.count(), x.text())
              : terms.over(out.shape(), x.in(out.shape()));
      case Movement.Concat(int axis) -> concat(axis);
      case Section _, Diagonals _, Filling _ -> throw unwritten();
    };
  }

  @Override
  public String contribution(int slot) {
    return switch (op) {
      case Movement.Reshape _ -> same(upstream, x);
      case Movement.Cast _ -> same(upstream, x);
      case Movement.Permute(List<Integer> axes) -> permuted(upstream, back(axes));
      case Section.Slice slice -> put(upstream, x, slice);
      case Section.Place place -> taken(slice(place), x);
      case Movement.Expand _ -> terms.total(out.shape(), x.shape(), upstream.at("i"));
      case Movement.Concat(int axis) -> part(axis, slot);
      case Section _, Diagonals _, Filling _ -> throw unwritten();
    };
  }

  /** Whether there is Java for it. */
  static boolean writes(Movement op) {
    return switch (op) {
      case Section.Slice _, Section.Place _ -> true;
      case Section _, Diagonals _, Filling _ -> false;
      case Movement.Cast(DType dtype) -> dtype.isFloating();
      default -> true;
    };
  }

  private AssertionError unwritten() {
    return new AssertionError(op + " is refused beforehand");
  }

  /** The same elements in the same order. */
  private static String same(Value from, Value to) {
    if (to.isNumber()) {
      return from.at("0");
    }
    return from.isNumber() ? "{" + from.text() + "}" : from.text() + Line.COPY;
  }

  private String permuted(Value from, List<Integer> axes) {
    if (axes.equals(List.of(1, 0))) {
      return terms.call(Routine.TRANSPOSE, from.text(), from.size(0), from.size(1));
    }
    long[] own = from.shape().strides();
    long[] strides = axes.stream().mapToLong(axis -> own[axis]).toArray();
    long[] sizes = axes.stream().mapToLong(from::size).toArray();
    Shape shape = Shape.of(sizes);
    return terms.over(shape, from.at(Place.of(shape, strides, 0)));
  }

  private static List<Integer> back(List<Integer> axes) {
    Integer[] back = new Integer[axes.size()];
    for (int axis = 0; axis < back.length; axis++) {
      back[axes.get(axis)] = axis;
    }
    return List.of(back);
  }

  private Section.Slice slice(Section.Place place) {
    return new Section.Slice(place.axis(), place.start(), x.size(place.axis()), place.step());
  }

  /** Where the elements of a slice stand in what it is taken from. */
  private String place(Section.Slice slice) {
    return place(slice, x.shape(), out.shape());
  }

  private static String place(Section.Slice slice, Shape whole, Shape part) {
    long[] strides = whole.strides();
    long offset = slice.start() * strides[slice.axis()];
    strides[slice.axis()] *= slice.step();
    return Place.of(part, strides, offset);
  }

  /** Elements put where a slice would take them from. */
  private String put(Value from, Value to, Section.Slice slice) {
    return terms.call(
        Routine.SUM_TO,
        to.count(),
        from.count(),
        "i -> " + place(slice, to.shape(), from.shape()),
        "i -> " + from.at("i"));
  }

  private String taken(Section.Slice slice, Value to) {
    return terms.over(to.shape(), upstream.at(place(slice, upstream.shape(), to.shape())));
  }

  private String concat(int axis) {
    String parts = terms.inputs().stream().map(Value::text).collect(Collectors.joining(", "));
    return terms.call(Routine.CONCAT, out.shape().part(0, axis).count(), parts);
  }

  private String part(int axis, int slot) {
    long start = 0;
    for (Value before : terms.inputs().subList(0, slot)) {
      start += before.size(axis);
    }
    Value input = terms.input(slot);
    return taken(new Section.Slice(axis, start, input.size(axis), 1), input);
  }
}
