// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;
import chainrule.tensor.Composite;

/** Exponentials normalized along an axis. */
final class SoftmaxCode implements GateCode {

  private final Composite.Exponents op;
  private final Terms terms;
  private final Value x;
  private final Shape kept;
  private final long size;
  private final long step;

  SoftmaxCode(Composite.Exponents op, int axis, Terms terms) {
    this.op = op;
    this.terms = terms;
    x = terms.input(0);
    kept = x.shape().with(axis, 1);
    size = x.size(axis);
    step = x.shape().part(axis + 1, x.shape().rank()).count();
  }

  @Override
  public String value() {
    return switch (op) {
      case Composite.Softmax _ -> along(Routine.SOFTMAX);
      case Composite.LogSoftmax _ -> along(Routine.LOG_SOFTMAX);
      case Composite.LogSumExp _ -> terms.out().from(along(Routine.LOG_SUM_EXP));
    };
  }

  @Override
  public String contribution(int slot) {
    Value upstream = terms.upstream();
    return switch (op) {
      case Composite.Softmax _ -> back(Routine.SOFTMAX_BACK);
      case Composite.LogSoftmax _ -> back(Routine.LOG_SOFTMAX_BACK);
      case Composite.LogSumExp _ ->
          upstream.isNumber()
              ? terms.call(Routine.SCALE, upstream.text(), along(Routine.SHARES))
              : terms.call(
                  Routine.TIMES,
                  along(Routine.SHARES),
                  "i -> " + upstream.at(Place.stretched(kept, x.shape())));
    };
  }

  private String along(Routine routine) {
    return terms.call(routine, x.text(), size, step);
  }

  private String back(Routine routine) {
    return terms.call(routine, terms.upstream().text(), terms.out().text(), size, step);
  }
}
