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
}
