// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import chainrule.random.KeyedDraws;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;
import java.util.Optional;

/** Places drawn by weights, row after row, by plain loops. The inputs are weights and a key. */
final class ChoiceTask implements Task {

  private final RandomOp.Multinomial op;
  private final double[] weights;
  private final long[] times;
  private final int[] order;
  private final int[] scratch;
  private Operand input;
  private Operand keys;
  private Operand result;

  /** What is run. */
  record Body(RandomOp.Multinomial op) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      new ChoiceTask(op, inputs, outputs.getFirst()).run(workers);
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      return Optional.of(new ChoiceTask(op, inputs, outputs.getFirst()));
    }
  }

  private ChoiceTask(RandomOp.Multinomial op, List<Operand> inputs, Operand output) {
    this.op = op;
    input = inputs.get(0);
    keys = inputs.get(1);
    result = output;
    long classes = input.shape().size(-1);
    weights = Memory.doubles(classes);
    long sorted = op.replacement() ? 0 : classes;
    times = Memory.longs(sorted);
    order = Memory.ints(sorted);
    scratch = Memory.ints(sorted);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public void rebind(Object from, Object to) {
    input = input.array() == from ? input.over(to) : input;
    keys = keys.array() == from ? keys.over(to) : keys;
    result = result.array() == from ? result.over(to) : result;
  }

  @Override
  public void run(Workers workers) {
    long key = keys.storage().getLong(keys.view().offset());
    long rows = input.shape().count() / weights.length;
    for (long row = 0; row < rows; row++) {
      read(row);
      if (op.replacement()) {
        withReplacement(key, row);
      } else {
        withoutReplacement(key, row);
      }
    }
  }

  /** The weights of a row, the largest 1, so that their sum cannot overflow. */
  private void read(long row) {
    double most = 0;
    long positive = 0;
    for (int place = 0; place < weights.length; place++) {
      double weight = input.storage().get(input.view().position(row * weights.length + place));
      if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
        throw new ArgumentException(
            "multinomial: weight "
                + weight
                + " at place "
                + place
                + " of row "
                + row
                + "; needs finite weights of 0 or more");
      }
      weights[place] = weight;
      most = Math.max(most, weight);
      positive += weight > 0 ? 1 : 0;
    }
    if (positive == 0 || (!op.replacement() && positive < op.count())) {
      throw new ArgumentException(
          "multinomial: row "
              + row
              + " has "
              + positive
              + " weights above 0; needs "
              + (op.replacement() ? 1 : op.count())
              + " or more");
    }
    for (int place = 0; place < weights.length; place++) {
      double share = weights[place] / most;
      // A weight far below the largest stays above 0: it can still be drawn, the last of all.
      weights[place] = weights[place] > 0 ? Math.max(share, Double.MIN_VALUE) : 0;
    }
  }

  private void withReplacement(long key, long row) {
    double total = 0;
    int last = 0;
    for (int place = 0; place < weights.length; place++) {
      last = weights[place] > 0 ? place : last;
      total += weights[place];
      weights[place] = total;
    }
    for (long each = row * op.count(); each < (row + 1) * op.count(); each++) {
      double share = KeyedDraws.uniformDouble(key, each) * total;
      // The share may round up to the total: then the last place that has a weight is meant.
      put(each, Math.min(last, above(share)));
    }
  }

  private void put(long each, int place) {
    result.storage().setLong(result.view().offset() + each, place);
  }

  /** The first running total above a share. */
  private int above(double share) {
    int low = 0;
    int high = weights.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (weights[middle] > share) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void withoutReplacement(long key, long row) {
    for (int place = 0; place < times.length; place++) {
      double draw = KeyedDraws.uniformDouble(key, row * weights.length + place);
      double time = -StrictMath.log(1 - draw) / weights[place];
      // Places without a weight come after all others, of which there are enough.
      times[place] = weights[place] > 0 ? Orders.key(time) : Long.MAX_VALUE;
    }
    int[] places = Orders.order(times, order, scratch);
    for (int each = 0; each < op.count(); each++) {
      put(row * op.count() + each, places[each]);
    }
  }
}
