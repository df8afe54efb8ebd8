// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.NonFiniteException;
import chainrule.spi.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the first number that is not finite, and says where it came from. */
final class AnomalyCheck {

  private static final String SAFE_BRANCH =
      "if a where() takes the other branch there, choose a safe input before the operation,"
          + " as in condition.where(x, 1).log()";

  private final Anomaly anomaly;

  AnomalyCheck(Anomaly anomaly) {
    this.anomaly = anomaly;
  }

  /** The value of an operation. */
  void value(Op op, List<Tensor> inputs, Operand value, Optional<StackTraceElement> line) {
    long place = anomaly.placeIn(value);
    if (place >= 0) {
      Spec spec = new Spec(value.dtype(), value.shape());
      throw new NonFiniteException(
          op.name()
              + ": its value, "
              + found(spec, value, place)
              + from(op, inputs, value, place)
              + at(line, ""),
          "see what the operation gives for such inputs: log of 0 or less, 0 / 0, inf - inf",
          op.name(),
          false,
          line);
    }
  }

  /** The gradient that a pass starts from. */
  void seed(Tensor output, Tensor upstream) {
    long place = anomaly.placeIn(upstream.operand());
    if (place >= 0) {
      throw new NonFiniteException(
          "backward: the upstream, "
              + found(upstream.spec(), upstream.operand(), place)
              + ", before any gradient rule ran",
          "give a finite upstream",
          output.call().map(call -> call.op().name()).orElse("leaf"),
          true,
          output.call().flatMap(Call::line));
    }
  }

  /** What a gradient rule passes to an input. */
  void contribution(Call call, int slot, Tensor contribution) {
    long place = anomaly.placeIn(contribution.operand());
    if (place >= 0) {
      throw new NonFiniteException(
          call.op().name()
              + ": its gradient for input "
              + slot
              + ", "
              + found(contribution.spec(), contribution.operand(), place)
              + ", from an upstream gradient without "
              + anomaly.inWords()
              + at(call.line(), "; run the forward pass in anomaly mode, too, to see its line"),
          SAFE_BRANCH,
          call.op().name(),
          true,
          call.line());
    }
  }

  private static String found(Spec spec, Operand operand, long place) {
    List<Long> index = operand.shape().index(place);
    return spec + ", is " + operand.storage().get(operand.view().position(place)) + " at " + index;
  }

  /** The inputs there, of an operation element by element; else those that were bad before. */
  private String from(Op op, List<Tensor> inputs, Operand value, long place) {
    if (op instanceof Elementwise) {
      List<Double> there = new ArrayList<>();
      for (Tensor input : inputs) {
        Operand operand = input.operand();
        long position = operand.view().expand(value.shape()).position(place);
        there.add(operand.storage().get(position));
      }
      return "; its inputs there are " + there;
    }
    List<String> bad = new ArrayList<>();
    for (int slot = 0; slot < inputs.size(); slot++) {
      if (anomaly.placeIn(inputs.get(slot).operand()) >= 0) {
        bad.add("input " + slot + ", " + inputs.get(slot).spec() + ",");
      }
    }
    return bad.isEmpty()
        ? "; no input holds " + anomaly.inWords()
        : "; " + String.join(" and ", bad) + " held " + anomaly.inWords() + " before";
  }

  private static String at(Optional<StackTraceElement> line, String otherwise) {
    return line.map(known -> "; computed at " + SourceLine.text(known)).orElse(otherwise);
  }
}
