// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.View;
import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.spi.Operand;

/** Plain loops that draw. */
final class Draws {

  /** Draws at a time: a block of random words makes four. */
  private static final int BLOCK = 4096;

  private Draws() {}

  static Operand dropout(Operand input, double rate, Rng rng) {
    DType dtype = input.dtype();
    Operand result = Operand.allocate(dtype, input.shape());
    double scale = dtype.round(1 / (1 - rate));
    long count = input.shape().count();
    float[] draws = new float[(int) Math.min(count, BLOCK)];
    for (long first = 0; first < count; first += BLOCK) {
      int size = (int) Math.min(BLOCK, count - first);
      rng.uniform(draws, 0, size, first);
      for (int i = 0; i < size; i++) {
        if (draws[i] >= rate) {
          double kept = input.storage().get(input.view().position(first + i));
          result.storage().set(first + i, dtype.round(kept * scale));
        }
      }
    }
    return result;
  }

  static Operand bernoulli(Operand input, Rng rng) {
    Operand result = Operand.allocate(input.dtype(), input.shape());
    boolean wide = input.dtype() == DType.F64;
    for (long i = 0; i < input.shape().count(); i++) {
      double probability = input.storage().get(input.view().position(i));
      if (!(probability >= 0 && probability <= 1)) {
        throw new ArgumentException(
            "bernoulli: probability " + probability + " at place " + i + "; needs 0 to 1");
      }
      double draw = wide ? rng.uniformDouble(i) : rng.uniform(i);
      result.storage().set(i, draw < probability ? 1 : 0);
    }
    return result;
  }

  static Operand multinomial(Operand input, Spec output, RandomOp.Multinomial op) {
    Operand result = Operand.allocate(DType.I64, output.shape());
    long classes = input.shape().size(-1);
    double[] weights = Memory.doubles(classes);
    for (long row = 0; row * classes < input.shape().count(); row++) {
      read(input, row, weights, op);
      if (op.replacement()) {
        withReplacement(weights, row, result, op);
      } else {
        withoutReplacement(weights, row, result, op);
      }
    }
    return result;
  }

  /** The weights of a row, the largest 1, so that their sum cannot overflow. */
  private static void read(Operand input, long row, double[] weights, RandomOp.Multinomial op) {
    View view = input.view();
    double most = 0;
    long positive = 0;
    for (int place = 0; place < weights.length; place++) {
      double weight = input.storage().get(view.position(row * weights.length + place));
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

  private static void withReplacement(
      double[] weights, long row, Operand result, RandomOp.Multinomial op) {
    double total = 0;
    int last = 0;
    for (int place = 0; place < weights.length; place++) {
      last = weights[place] > 0 ? place : last;
      total += weights[place];
      weights[place] = total;
    }
    for (long each = row * op.count(); each < (row + 1) * op.count(); each++) {
      double share = op.rng().uniformDouble(each) * total;
      // The share may round up to the total: then the last place that has a weight is meant.
      result.storage().setLong(each, Math.min(last, above(weights, share)));
    }
  }

  /** The first running total above a share. */
  private static int above(double[] totals, double share) {
    int low = 0;
    int high = totals.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (totals[middle] > share) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static void withoutReplacement(
      double[] weights, long row, Operand result, RandomOp.Multinomial op) {
    long[] times = Memory.longs(weights.length);
    for (int place = 0; place < times.length; place++) {
      double draw = op.rng().uniformDouble(row * weights.length + place);
      double time = -StrictMath.log(1 - draw) / weights[place];
      // Places without a weight come after all others, of which there are enough.
      times[place] = weights[place] > 0 ? Orders.key(time) : Long.MAX_VALUE;
    }
    int[] order = Orders.order(times);
    for (int each = 0; each < op.count(); each++) {
      result.storage().setLong(row * op.count() + each, order[each]);
    }
  }
}
