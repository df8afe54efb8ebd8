// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;

/** An axis filled anew with another size, and the way back. */
public sealed interface Resizing extends Window {

  /**
   * One axis with another size: each element chosen from, between or averaged over those of the
   * input, summed in F64 and rounded once.
   *
   * @param size the size it gets
   * @param scale how many times longer places are taken to be; 0 for size over size
   */
  record Resize(int axis, long size, Resampling rule, double scale) implements Resizing {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "resize",
              "resize",
              Role.COPIER,
              "A resize gate blends copies of its input; their upstream gradients are weighted and"
                  + " added.",
              "缩放门按权重混合输入的副本，各份的回传梯度在此加权累加。")
          .withCard(
              "out[.., i, ..] = sum over j of w[i, j] * a[.., j, ..]",
              "[.., from, ..] -> [.., size, ..]",
              "torch.nn.functional.interpolate");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return checked(name(), inputs.getFirst(), axis, size, scale);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      long from = inputs.getFirst().shape().size(axis);
      Operand result = Operand.allocate(output.dtype(), output.shape());
      if (output.shape().count() > 0) {
        Taps taps = Taps.of(rule, from, size, scale);
        blend(Kernels.contiguous(inputs.getFirst(), context), result, axis, taps);
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "transposedResize(g)",
          passage -> {
            long from = passage.spec(0).shape().size(axis);
            Op back = new TransposedResize(axis, from, rule, scale);
            return Engine.apply(back, List.of(passage.upstream()));
          });
    }
  }

  /**
   * The adjoint of {@link Resize}: each element added, with its weight, to those it was made of, in
   * ascending order, summed in F64 and rounded once.
   *
   * @param size the size it gets, from which the input was resized
   * @param scale as it was for the resize
   */
  record TransposedResize(int axis, long size, Resampling rule, double scale) implements Resizing {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "transposedResize",
              "resizeT",
              Role.MIXER,
              "A transposed-resize gate adds weighted elements: each gets the upstream gradient"
                  + " resized.",
              "转置缩放门把元素加权相加：回传梯度经同样的缩放传回各元素。")
          .withCard(
              "out[.., j, ..] = sum over i of w[i, j] * a[.., i, ..]",
              "[.., from, ..] -> [.., size, ..]",
              "");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return checked(name(), inputs.getFirst(), axis, size, scale);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      long from = inputs.getFirst().shape().size(axis);
      Operand result = Operand.allocate(output.dtype(), output.shape());
      if (output.shape().count() > 0) {
        Taps taps = Taps.of(rule, size, from, scale).transposed(size);
        blend(Kernels.contiguous(inputs.getFirst(), context), result, axis, taps);
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "resize(g)",
          passage -> {
            long from = passage.spec(0).shape().size(axis);
            Op back = new Resize(axis, from, rule, scale);
            return Engine.apply(back, List.of(passage.upstream()));
          });
    }
  }

  private static Spec checked(String name, Spec input, int axis, long size, double scale) {
    Spec x = Needs.floating(name, input);
    if (axis < 0 || axis >= x.shape().rank()) {
      throw new IndexException(name + ": axis " + axis + " of " + x + "; there is none");
    }
    if (size < 1 || size > Steps.MOST) {
      throw new ArgumentException(name + ": size " + size + "; needs 1 to " + Steps.MOST);
    }
    if (!(scale >= 0) || Double.isInfinite(scale)) {
      throw new ArgumentException(name + ": scale " + scale + "; needs a positive number");
    }
    if (x.shape().size(axis) == 0) {
      throw new ShapeException(
          name + ": axis " + axis + " of " + x + " is empty; needs at least one element");
    }
    Grid.checkedSizes(name, Shape.of(x.shape().size(axis)));
    return new Spec(x.dtype(), x.shape().with(axis, size));
  }

  /** Every line along an axis of a row-major input, by the taps. */
  private static void blend(Operand x, Operand result, int axis, Taps taps) {
    Storage from = x.storage();
    Storage into = result.storage();
    long inner = x.shape().part(axis + 1, x.shape().rank()).count();
    long old = x.shape().size(axis) * inner;
    int size = taps.after().length;
    for (long i = 0; i < result.shape().count(); i++) {
      long outer = i / inner / size;
      int place = (int) (i / inner % size);
      long base = x.view().offset() + outer * old + i % inner;
      double sum = 0;
      for (int t = taps.start()[place]; t < taps.start()[place + 1]; t++) {
        sum += taps.weight()[t] * (from.get(base + taps.element()[t] * inner) / taps.before()[t]);
      }
      into.set(i, sum / taps.after()[place]);
    }
  }
}
