// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.WindowMaximum;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The first largest element under each window. */
final class Chosen {

  private Chosen() {}

  static Meaning meaning(String name) {
    return Meaning.of(
            name,
            name.equals("maxPool") ? "max pool" : "max pool to",
            Role.ROUTER,
            "A max-pool gate is a gradient router: the largest of each window gets its upstream"
                + " gradient.",
            "最大池化门是梯度路由器：每个窗口中最大的元素得到该窗口的全部回传梯度。")
        .withKink("the first of equals takes it", "相等时归第一个");
  }

  static Meaning placeMeaning(String name) {
    return Meaning.of(
        name,
        "argmax pool",
        Role.STOPPER,
        "A max-pool-index gate gives places, whole numbers that jump, so no gradient passes.",
        "最大池化下标门给出的是位置，即会跳变的整数，没有梯度通过。");
  }

  /** The upstream at the places that were chosen. */
  static Partial partial(Op places) {
    return Partial.of(
        "g added at the largest of each window, 0 elsewhere",
        passage -> {
          Shape x = passage.spec(0).shape();
          Shape lead = x.part(0, 2);
          Shape flat = lead.concat(Shape.of(x.part(2, x.rank()).count()));
          Tensor upstream = passage.upstream();
          long windows = upstream.shape().part(2, x.rank()).count();
          Shape columns = lead.concat(Shape.of(windows));
          Tensor chosen = Engine.apply(places, List.of(passage.input(0))).reshape(columns);
          return upstream.reshape(columns).scatterAdd(2, chosen, flat.size(2)).reshape(x);
        });
  }

  /**
   * The largest elements, or where they lie if the output is of I64.
   *
   * @param windows of each space axis; asked only if there is one
   */
  static Operand value(
      Op op, Operand input, Spec output, Supplier<List<Spans>> windows, Context context) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    if (output.shape().count() > 0) {
      Operand x = Kernels.contiguous(input, context);
      List<Spans> spans = windows.get();
      checkFilled(op.name(), x, spans);
      Object key =
          regular(spans, x, !output.dtype().isFloating()).map(Object.class::cast).orElse(op);
      Kernels.run(new Work.Routine(key, List.of(x), List.of(result), new Body(spans)), context);
    }
    return result;
  }

  /** What backends know, if the windows are so. */
  private static Optional<WindowMaximum> regular(List<Spans> spans, Operand x, boolean isPlace) {
    Spans lines = spans.size() == 2 ? spans.getFirst() : Spans.SINGLE;
    Spans across = spans.getLast();
    int rows = spans.size() == 2 ? (int) x.shape().size(-2) : 1;
    return spans.size() <= 2 && lines.stride() > 0 && across.stride() > 0
        ? Optional.of(
            new WindowMaximum(
                isPlace,
                rows,
                (int) x.shape().size(-1),
                lines.count()[0],
                across.count()[0],
                lines.stride(),
                across.stride(),
                lines.windows(),
                across.windows()))
        : Optional.empty();
  }

  private record Body(List<Spans> spans) implements Work.Routine.Body {
    @Override
    public void run(List<Operand> inputs, List<Operand> outputs, Workers workers) {
      new LargestTask(spans, inputs.getFirst(), outputs.getFirst()).run(workers);
    }

    @Override
    public Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
      return Optional.of(new LargestTask(spans, inputs.getFirst(), outputs.getFirst()));
    }
  }

  /** With gaps, a window may miss a short input. */
  private static void checkFilled(String name, Operand x, List<Spans> spans) {
    for (int axis = 0; axis < spans.size(); axis++) {
      for (int window = 0; window < spans.get(axis).windows(); window++) {
        if (spans.get(axis).count()[window] == 0) {
          throw new ShapeException(
              name
                  + ": x is "
                  + Pools.spec(x)
                  + "; window "
                  + window
                  + " on axis "
                  + (axis + 2)
                  + " has all its elements in the padding",
              "use a smaller dilation or less padding");
        }
      }
    }
  }
}
