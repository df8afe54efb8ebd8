// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.tensor.ClassLoss;

/** Losses of a classifier: rows of scores against the class of each row. */
final class ClassLossCode implements GateCode {

  private final ClassLoss op;
  private final Terms terms;
  private final String scores;
  private final String targets;
  private final double rows;
  private final long classes;

  ClassLossCode(ClassLoss op, Terms terms) {
    this.op = op;
    this.terms = terms;
    scores = terms.input(0).text();
    targets = terms.input(1).text();
    rows = terms.input(0).size(0);
    classes = terms.input(0).size(1);
  }

  @Override
  public String value() {
    return switch (op) {
      case ClassLoss.CrossEntropy _ -> terms.call(Routine.CROSS_ENTROPY, scores, hot(), classes);
      case ClassLoss.SoftCrossEntropy _ ->
          "-"
              + terms.call(
                  Routine.TOTAL, terms.call(Routine.TIMES, logs(), "i -> " + targets + "[i]"))
              + " / "
              + rows;
      case ClassLoss.Hinge(double margin) ->
          terms.call(Routine.TOTAL, terms.call(Routine.HINGE, scores, targets, classes, margin))
              + " / "
              + rows;
      case ClassLoss.SquaredHinge _ -> throw new AssertionError(op);
    };
  }

  @Override
  public String contribution(int slot) {
    return switch (op) {
      case ClassLoss.CrossEntropy _ -> back(Routine.CROSS_ENTROPY_BACK, hot());
      case ClassLoss.SoftCrossEntropy _ ->
          slot == 0
              ? back(Routine.CROSS_ENTROPY_BACK, targets)
              : terms.call(Routine.SCALE, "-" + share(), logs());
      case ClassLoss.Hinge(double margin) ->
          terms.call(
              Routine.SCALE,
              share(),
              terms.call(Routine.HINGE_BACK, scores, targets, classes, margin));
      case ClassLoss.SquaredHinge _ -> throw new AssertionError(op);
    };
  }

  private String logs() {
    return terms.call(Routine.LOG_SOFTMAX, scores, classes, 1);
  }

  private String back(Routine routine, String wanted) {
    return terms.call(Routine.SCALE, share(), terms.call(routine, scores, wanted, classes));
  }

  private String hot() {
    return terms.call(Routine.ONE_HOT, targets, classes);
  }

  private String share() {
    return terms.upstream().text() + " / " + rows;
  }
}
