// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Comparison;
import chainrule.tensor.Convolution;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Factorization;
import chainrule.tensor.Filling;
import chainrule.tensor.Indexing;
import chainrule.tensor.LabelLoss;
import chainrule.tensor.Movement;
import chainrule.tensor.Parametric;
import chainrule.tensor.Power;
import chainrule.tensor.RandomOp;
import chainrule.tensor.Scattering;
import chainrule.tensor.Tensor;
import chainrule.tensor.TensorProduct;
import chainrule.tensor.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** NaN in, NaN out: of one NaN where everything is joined, of nothing but NaN where it is not. */
final class NanLaw {

  private NanLaw() {}

  static Law law() {
    return new Law(
        "NaN in gives NaN out",
        sample ->
            !sample.isLarge() && sample.value().dtype().isFloating() && sample.value().count() > 0,
        NanLaw::check);
  }

  private static void check(Sample sample) {
    for (int slot = 0; slot < sample.inputs().size(); slot++) {
      Tensor input = sample.inputs().get(slot);
      if (input.dtype().isFloating() && input.count() > 0 && !isExcused(sample, slot)) {
        check(sample, slot);
      }
    }
  }

  /** Where IEEE 754 or the operation itself says that a number comes out. */
  private static boolean isExcused(Sample sample, int slot) {
    return switch (sample.op()) {
      // x^0 is 1 for every x.
      case Power.Pow _ -> slot == 0 && contains(sample.inputs().get(1), 0);
      // A choice shows what is chosen; all elements of this input may be left.
      case Comparison.Where _ -> !contains(sample.inputs().get(0), slot == 1 ? 1 : 0);
      // The slope of a positive element is not looked at.
      case Parametric.Prelu _ -> slot == 1;
      // All elements may be filled.
      case Filling.MaskedFill _ -> !contains(sample.inputs().get(1), 0);
      // A sign is always there, and NaN is what this operation removes.
      case Arithmetic.CopySign _ -> slot == 1;
      case Arithmetic.NanToNum _ -> true;
      // Rows whose label is ignored are not looked at.
      case LabelLoss loss -> isAll(sample.inputs().get(1), (double) loss.ignored());
      // All elements may be overwritten.
      case Scattering.Scatter _ -> slot == 0;
      // All may be dropped; a coin takes no NaN.
      case RandomOp.Dropout _ -> !contains(dropped(sample), 1);
      case RandomOp.Bernoulli _ -> true;
      // Matrices with NaN are refused; a right side passes it on.
      case Factorization _ -> slot == 0;
      default -> false;
    };
  }

  /** 1 where a dropout keeps an element. */
  private static Tensor dropped(Sample sample) {
    Tensor ones = sample.inputs().getFirst().onesLike();
    return sample
        .withInputs(List.of(ones, sample.inputs().get(1)))
        .value()
        .greater(0)
        .to(DType.F32);
  }

  private static void check(Sample sample, int slot) {
    boolean everywhere =
        switch (sample.op()) {
          case Movement _,
              Indexing _,
              RandomOp _,
              Window _,
              Convolution _,
              Elementwise _,
              LabelLoss _ ->
              true;
          // Letters twice take a diagonal.
          case TensorProduct _ -> true;
          default -> false;
        };
    double[] values = sample.inputs().get(slot).toDoubles();
    if (everywhere) {
      Arrays.fill(values, Double.NaN);
    } else {
      values[values.length / 2] = Double.NaN;
    }
    Tensor input = sample.inputs().get(slot);
    List<Tensor> inputs = new ArrayList<>(sample.inputs());
    inputs.set(slot, Tensor.of(input.dtype(), input.shape(), values));
    double[] results = sample.withInputs(inputs).value().toDoubles();
    boolean all = sample.op() instanceof Elementwise && !(sample.op() instanceof Comparison);
    boolean right =
        all
            ? Arrays.stream(results).allMatch(Double::isNaN)
            : Arrays.stream(results).anyMatch(Double::isNaN);
    if (!right) {
      throw new AssertionError(
          "input " + slot + " holds NaN, the result is " + Arrays.toString(results));
    }
  }

  private static boolean isAll(Tensor tensor, double value) {
    return Arrays.stream(tensor.toDoubles()).allMatch(each -> each == value);
  }

  private static boolean contains(Tensor tensor, double value) {
    return Arrays.stream(tensor.toDoubles()).anyMatch(each -> each == value);
  }
}
