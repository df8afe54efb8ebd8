// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.among;
import static chainrule.testkit.Values.usual;

import chainrule.tensor.Comparison;
import chainrule.tensor.Tensor;

/** Samples of comparisons, ties among them, and of the choice. */
final class ComparisonSamples {

  private ComparisonSamples() {}

  static void add(Comparison operation, SampleList list) {
    Values few = among(-1, 0, -0.0, 1);
    switch (operation) {
      case Comparison.Less op -> list.binary(op, Tensor::less, few, few, usual(), usual());
      case Comparison.LessEqual op ->
          list.binary(op, Tensor::lessEqual, few, few, usual(), usual());
      case Comparison.Equal op -> list.binary(op, Tensor::equal, few, few, usual(), usual());
      case Comparison.NotEqual op -> list.binary(op, Tensor::notEqual, few, few, usual(), usual());
      case Comparison.IsClose _ -> {
        list.binary(new Comparison.IsClose(1e-5, 1e-8), Tensor::isClose, few, few);
        Values near = among(1, 1.1, 1.2, -1);
        list.binary(
            new Comparison.IsClose(0.05, 0.06), (x, y) -> x.isClose(y, 0.05, 0.06), near, near);
      }
      case Comparison.IsNan op -> list.unary(op, Tensor::isNan, odd(), usual());
      case Comparison.IsInf op -> list.unary(op, Tensor::isInf, odd(), usual());
      case Comparison.IsFinite op -> list.unary(op, Tensor::isFinite, odd(), usual());
      case Comparison.Xor op ->
          list.elementwise(
              op,
              inputs -> inputs.get(0).xor(inputs.get(1)),
              Input.Kind.CONDITION,
              Input.Kind.CONDITION);
      case Comparison.And op ->
          list.elementwise(
              op,
              inputs -> inputs.get(0).and(inputs.get(1)),
              Input.Kind.CONDITION,
              Input.Kind.CONDITION);
      case Comparison.Or op ->
          list.elementwise(
              op,
              inputs -> inputs.get(0).or(inputs.get(1)),
              Input.Kind.CONDITION,
              Input.Kind.CONDITION);
      case Comparison.Not op ->
          list.elementwise(op, inputs -> inputs.get(0).not(), Input.Kind.CONDITION);
      case Comparison.Where op ->
          list.elementwise(
              op,
              inputs -> inputs.get(0).where(inputs.get(1), inputs.get(2)),
              Input.Kind.CONDITION,
              Input.Kind.NUMBERS,
              Input.Kind.NUMBERS);
    }
  }

  private static Values odd() {
    return among(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 1e30);
  }
}
