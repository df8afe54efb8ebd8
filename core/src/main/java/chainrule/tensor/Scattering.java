// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;

/** Elements put or added where integer tensors say. */
public sealed interface Scattering extends Indexing {

  /** Slices added into zeros along an axis of a size, at places named by a row of indices. */
  record IndexAdd(int axis, long size) implements Scattering {
    @Override
    public Meaning meaning() {
      return added("indexAdd")
          .withCard(
              "out[.., index[i], ..] += a[.., i, ..]",
              "[.., k, ..], index [k] -> [.., size, ..]",
              "torch.Tensor.index_add");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec values = inputs.getFirst();
      Indexing.checkRow("indexAdd", inputs.get(1));
      Needs.floating("indexAdd", values);
      if (inputs.get(1).shape().count() != values.shape().size(axis)) {
        throw new ShapeException(
            "indexAdd: values are "
                + values
                + ", indices "
                + inputs.get(1)
                + "; needs one index for each of "
                + values.shape().size(axis));
      }
      return new Spec(values.dtype(), values.shape().with(axis, size));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      List<Operand> from = List.of(Kernels.contiguous(inputs.get(0), context), inputs.get(1));
      ScatterTask.Body body = new ScatterTask.Body(axis, size, true, name());
      Kernels.run(new Work.Routine(this, from, List.of(result), body), context);
      return result;
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? NONE
          : Partial.of(
              "g at the named places",
              passage -> passage.upstream().indexSelect(axis, passage.input(1)));
    }
  }

  /** Elements added into zeros along an axis of a size: out[.., index[.., i, ..], ..] += a. */
  record ScatterAdd(int axis, long size) implements Scattering {
    @Override
    public Meaning meaning() {
      return added("scatterAdd")
          .withCard(
              "out[.., index[.., i, ..], ..] += a[.., i, ..]",
              "[.., k, ..], index [.., k, ..] -> [.., size, ..]",
              "torch.Tensor.scatter_add");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec values = inputs.get(0);
      Indexing.checkIndex("scatterAdd", inputs.get(1));
      Needs.floating("scatterAdd", values);
      if (!inputs.get(1).shape().equals(values.shape())) {
        throw new ShapeException(
            "scatterAdd: a is "
                + values
                + ", index is "
                + inputs.get(1)
                + "; shapes must be equal");
      }
      return new Spec(values.dtype(), values.shape().with(axis, size));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      List<Operand> from = List.of(Kernels.contiguous(inputs.get(0), context), inputs.get(1));
      ScatterTask.Body body = new ScatterTask.Body(axis, size, false, name());
      Kernels.run(new Work.Routine(this, from, List.of(result), body), context);
      return result;
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? NONE
          : Partial.of(
              "g at the named places",
              passage -> passage.upstream().takeAlong(axis, passage.input(1)));
    }
  }

  /**
   * b written into a along an axis: out[.., index[.., i, ..], ..] = b[.., i, ..]. Of those written
   * to one place the last in row-major order stays.
   */
  record Scatter(int axis) implements Scattering {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "scatter",
              "[i]=",
              Role.ROUTER,
              "An overwrite gate is a gradient router: what shows in the output gets its upstream"
                  + " gradient, the rest nothing.",
              "覆写门是梯度路由器：留在输出中的元素得到各自的回传梯度，被覆盖的为零。")
          .withCard(
              "out = a, then out[.., index[.., i, ..], ..] = c[.., i, ..]",
              "[.., n, ..], index [.., k, ..], [.., k, ..] -> [.., n, ..]",
              "torch.Tensor.scatter");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = inputs.get(0);
      Spec index = inputs.get(1);
      Spec source = inputs.get(2);
      Indexing.checkIndex("scatter", index);
      String operands =
          "scatter: a is " + input + ", index is " + index + ", source is " + source + "; ";
      if (source.dtype() != input.dtype()) {
        throw new DtypeException(
            operands + "types of a and source must be equal",
            "convert one with .to(DType." + input.dtype() + ")");
      }
      if (!source.shape().equals(index.shape())
          || !Indices.lieWithin(index.shape(), input.shape(), axis)) {
        throw new ShapeException(
            operands + "needs one index for each source, within a but for axis " + axis);
      }
      return input;
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Kernels.fresh(inputs.get(0));
      Operand source = inputs.get(2);
      Indices.along(
          inputs.get(1),
          result,
          axis,
          name(),
          (i, place) ->
              Copies.element(source.storage(), source.view().position(i), result.storage(), place));
      return result;
    }

    @Override
    public Partial partial(int input) {
      return switch (input) {
        case 0 ->
            Partial.of(
                "g where nothing was written, 0 elsewhere",
                passage -> {
                  Tensor zero = Engine.number(passage.upstream(), 0);
                  Tensor index = passage.input(1);
                  return passage.upstream().scatter(axis, index, zero.expand(index.shape()));
                });
        case 1 -> NONE;
        default ->
            Partial.of(
                "g where it was written to stay, 0 elsewhere",
                passage -> {
                  Tensor index = passage.input(1);
                  Tensor lost = Indices.overwritten(index, passage.spec(0).shape(), axis, name());
                  return passage.upstream().gather(axis, index).maskedFill(lost, 0);
                });
      };
    }
  }

  private static Meaning added(String name) {
    return Meaning.of(
        name,
        "[i]+",
        Role.ROUTER,
        "A scatter gate is a gradient router: each element gets the upstream gradient of where it"
            + " was added.",
        "散布门是梯度路由器：每个元素得到它被加到的位置上的回传梯度。");
  }
}
