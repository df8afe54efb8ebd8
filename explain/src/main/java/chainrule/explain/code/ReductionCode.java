// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;
import chainrule.tensor.Norm;
import chainrule.tensor.Reduction;

/** Sums, means, norms and extremes, over all elements or along axes. */
final class ReductionCode implements GateCode {

  private final Reduction op;
  private final Terms terms;
  private final Value x;
  private final Shape kept;
  private final double each;

  ReductionCode(Reduction op, Terms terms) {
    this.op = op;
    this.terms = terms;
    x = terms.input(0);
    Shape shape = x.shape();
    for (int axis : op.axes()) {
      shape = shape.with(axis, 1);
    }
    kept = shape;
    each = op.axes().stream().mapToDouble(axis -> (double) x.size(axis)).reduce(1, (a, b) -> a * b);
  }

  /** Whether a reduction of a shape is written as Java. */
  static boolean isWritten(Reduction op, Shape shape) {
    return switch (op) {
      case Reduction.Sum _, Reduction.Mean _, Reduction.Max _, Reduction.Min _ -> true;
      case Norm.Euclidean _, Norm.Absolute _ -> true;
      case Reduction.MaxOfAll _, Reduction.MinOfAll _ -> op.axes().size() == shape.rank();
      default -> false;
    };
  }

  @Override
  public String value() {
    String element = x.at("i");
    return switch (op) {
      case Reduction.Sum _ -> total(element);
      case Reduction.Mean _ ->
          terms.out().isNumber() ? total(element) + " / " + each : total(element + " / " + each);
      case Norm.Euclidean _ -> root(total(element + " * " + element));
      case Norm.Absolute _ -> total("Math.abs(" + element + ")");
      case Reduction.Max _ -> extreme(Routine.MAX_TO);
      case Reduction.MaxOfAll _ -> extreme(Routine.MAX_TO);
      case Reduction.Min _ -> extreme(Routine.MIN_TO);
      case Reduction.MinOfAll _ -> extreme(Routine.MIN_TO);
      default -> throw new AssertionError(op);
    };
  }

  @Override
  public String contribution(int slot) {
    return switch (op) {
      case Reduction.Sum _ -> spread("");
      case Reduction.Mean _ -> spread(" / " + each);
      case Norm.Euclidean _ -> {
        String norm = kept(terms.out());
        yield times("(" + norm + " == 0 ? 0 : " + x.at("i") + " / " + norm + ")");
      }
      case Norm.Absolute _ -> times("Math.signum(" + x.at("i") + ")");
      case Reduction.Max _ -> toFirst();
      case Reduction.Min _ -> toFirst();
      case Reduction.MaxOfAll _ -> share();
      case Reduction.MinOfAll _ -> share();
      default -> throw new AssertionError(op);
    };
  }

  private String place() {
    return "i -> " + Place.stretched(kept, x.shape());
  }

  /** Elements added up along the axes. */
  private String total(String element) {
    if (terms.out().isNumber()) {
      return terms.total(x.shape(), Shape.SCALAR, element);
    }
    return terms.total(x.shape(), kept, element);
  }

  private String root(String squares) {
    return terms.out().isNumber()
        ? "Math.sqrt(" + squares + ")"
        : terms.call(Routine.ROOTS, squares);
  }

  private String extreme(Routine routine) {
    return x.isNumber()
        ? x.text()
        : terms.out().from(terms.call(routine, terms.out().count(), x.text(), place()));
  }

  /** The element of an output that an element of the input went into. */
  private String kept(Value output) {
    return output.isNumber() ? output.text() : output.at(Place.stretched(kept, x.shape()));
  }

  /** The upstream gradient, divided perhaps, at every element. */
  private String spread(String divided) {
    String upstream = kept(terms.upstream()) + divided;
    return terms.upstream().isNumber() && !x.isNumber()
        ? terms.call(Routine.FILL, x.count(), upstream)
        : terms.over(x.shape(), upstream);
  }

  /** The upstream gradient times a factor at every element. */
  private String times(String factor) {
    return terms.upstream().isNumber()
        ? terms.scaled(terms.upstream().text(), x, factor)
        : terms.over(x.shape(), kept(terms.upstream()) + " * " + factor);
  }

  private String toFirst() {
    return terms.call(
        Routine.TO_FIRST, terms.upstream().array(), terms.out().array(), x.text(), place());
  }

  private String share() {
    String parts =
        terms.call(Routine.SHARE, terms.upstream().at("0"), terms.out().at("0"), x.array());
    return x.from(parts);
  }
}
