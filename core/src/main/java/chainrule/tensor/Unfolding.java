// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;

/** What lies under windows, laid out as columns of a matrix, and the way back. */
public sealed interface Unfolding extends Window {

  /**
   * Each window as a column: its elements by channel, then by place in the window.
   *
   * <p>Shapes: [n, c, space ..] gives [n, c * window, windows].
   */
  record Unfold(
      Shape window, List<Long> stride, List<Long> before, List<Long> after, List<Long> dilation)
      implements Unfolding {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "unfoldWindows",
              "unfold",
              Role.COPIER,
              "An unfold gate copies each element into every window over it; their upstream"
                  + " gradients are added.",
              "展开门把每个元素复制到覆盖它的各个窗口，各份的回传梯度在此累加。")
          .withCard(
              "out[n, (c, k), l] = a[n, c, l * stride + k * dilation - padding]",
              "[n, c, space ..] -> [n, c * window, windows]",
              "torch.nn.functional.unfold");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec x = Needs.floating(name(), inputs.getFirst());
      Grid grid = Grid.of(name(), x, window, steps(), false);
      return new Spec(x.dtype(), columns(x.shape().part(0, 2), window, grid));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      if (output.shape().count() > 0) {
        Operand x = Kernels.contiguous(inputs.getFirst(), context);
        Grid grid = Grid.of(name(), new Spec(x.dtype(), x.shape()), window, steps(), false);
        byImage(output.shape(), new Patches(grid, x.shape().size(1)), Patches.gather(x, result));
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "foldWindows(g)",
          passage -> {
            Shape x = passage.spec(0).shape();
            Shape size = x.part(2, x.rank());
            Op back = new Fold(size, window, stride, before, after, dilation);
            return Engine.apply(back, List.of(passage.upstream()));
          });
    }

    private Steps steps() {
      return new Steps(stride, before, after, dilation);
    }

    static Unfold of(Shape window, Steps steps) {
      return new Unfold(window, steps.stride(), steps.before(), steps.after(), steps.dilation());
    }
  }

  /**
   * Each column added back to where its window lies, in ascending order of the place in the window;
   * sums are rounded to the type at each addition.
   *
   * <p>Shapes: [n, c * window, windows] gives [n, c, size ..].
   */
  record Fold(
      Shape size,
      Shape window,
      List<Long> stride,
      List<Long> before,
      List<Long> after,
      List<Long> dilation)
      implements Unfolding {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "foldWindows",
              "fold",
              Role.DISTRIBUTOR,
              "A fold gate is a gradient distributor: each addend gets the whole upstream gradient"
                  + " of its place.",
              "折叠门是梯度分配器：每个加数都得到所加位置上的全部回传梯度。")
          .withCard(
              "out[n, c, l * stride + k * dilation - padding] += a[n, (c, k), l]",
              "[n, c * window, windows] -> [n, c, size ..]",
              "torch.nn.functional.fold");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec x = Needs.floating(name(), inputs.getFirst());
      Grid.checkWindow(name(), window);
      if (x.shape().rank() != 3 || x.shape().size(1) % window.count() != 0) {
        throw new ShapeException(
            "foldWindows: a is "
                + x
                + ", windows are "
                + window
                + "; needs a [n, channels * "
                + window.count()
                + ", windows]");
      }
      Shape channels = x.shape().part(0, 2).with(1, x.shape().size(1) / window.count());
      Spec output = new Spec(x.dtype(), channels.concat(size));
      Grid grid = Grid.of(name(), output, window, steps(), false);
      if (grid.places().count() != x.shape().size(2)) {
        throw new ShapeException(
            "foldWindows: a is "
                + x
                + "; over "
                + size
                + " lie "
                + grid.places().count()
                + " windows of "
                + window
                + ", "
                + grid.places()
                + "; needs as many columns",
            "give the size and the steps that unfoldWindows had");
      }
      return output;
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      Operand columns = Kernels.contiguous(inputs.getFirst(), context);
      if (columns.shape().count() > 0) {
        Grid grid = Grid.of(name(), output, window, steps(), false);
        Patches patches = new Patches(grid, output.shape().size(1));
        byImage(columns.shape(), patches, Patches.add(columns, result));
      }
      return result;
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "unfoldWindows(g)",
          passage -> {
            Op back = new Unfold(window, stride, before, after, dilation);
            return Engine.apply(back, List.of(passage.upstream()));
          });
    }

    private Steps steps() {
      return new Steps(stride, before, after, dilation);
    }

    static Fold of(Shape size, Shape window, Steps steps) {
      return new Fold(
          size, window, steps.stride(), steps.before(), steps.after(), steps.dilation());
    }
  }

  private static Shape columns(Shape lead, Shape window, Grid grid) {
    long rows = Shape.of(lead.size(1)).concat(window).count();
    return Shape.of(lead.size(0), rows, grid.places().count());
  }

  /** Visits the matrix of each image, one after another in memory. */
  private static void byImage(Shape columns, Patches patches, Patches.Line line) {
    int width = (int) columns.size(2);
    for (int image = 0; image < columns.size(0); image++) {
      patches.visit(image * width, (image + 1) * width, image * patches.rows() * width, line);
    }
  }
}
