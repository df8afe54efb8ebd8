// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Letters;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.WindowProduct;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * What convolution, transposed convolution and the gradient of a weight share: a large side [n,
 * channels, size ..], a weight [filters, channels / groups, window ..] and a small side [n,
 * filters, windows ..]. Any two give the third, as a matrix product over unfolded windows.
 *
 * <p>Values are computed block by block, so that the windows of a batch are never held at once; the
 * bits are those of one product.
 */
record Correlation(Shape large, Shape weight, Shape small, long groups, Grid grid) {

  /** Elements of unfolded windows that are held at once, if a single image has fewer. */
  private static final long BLOCK = 1 << 20;

  /** The length of a chain of fma, which a product may be cut into. */
  private static final int CHAIN = 512;

  /** Checks channels and groups, and lays the windows. */
  static Correlation of(String name, Spec large, Shape weight, Steps steps, long groups) {
    Grid grid = Grid.of(name, large, weight.part(2, weight.rank()), steps, false);
    long channels = large.shape().size(1);
    checkGroups(name, groups);
    String operands = name + ": x is " + large + ", weight is " + weight;
    if (channels % groups != 0 || weight.size(0) % groups != 0) {
      throw new ShapeException(
          operands
              + "; "
              + groups
              + " groups must divide "
              + channels
              + " channels and "
              + weight.size(0)
              + " filters");
    }
    if (weight.size(1) != channels / groups) {
      throw new ShapeException(
          operands
              + "; x has "
              + channels
              + " channels in groups of "
              + channels / groups
              + ", the weight takes "
              + weight.size(1)
              + "; the weight must be "
              + weight.with(1, channels / groups),
          "check the order of the layers, and that x is [n, channels, space ..]");
    }
    Shape small = Shape.of(large.shape().size(0), weight.size(0)).concat(grid.places());
    return new Correlation(large.shape(), weight, small, groups, grid);
  }

  /** One group or more. */
  static void checkGroups(String name, long groups) {
    if (groups < 1) {
      throw new ArgumentException(name + ": groups " + groups + "; needs 1 or more");
    }
  }

  /** All of one floating type. */
  static void checkTypes(String name, List<Spec> inputs) {
    for (Spec input : inputs) {
      if (!input.dtype().isFloating() || input.dtype() != inputs.getFirst().dtype()) {
        throw new DtypeException(
            name + ": inputs are " + inputs + "; needs F32 or F64, all alike",
            "convert one with .to(DType.F32)");
      }
    }
  }

  /** A weight for one to three space axes beside a tensor of as many axes. */
  static void checkRanks(String name, Spec x, Spec weight) {
    int rank = weight.shape().rank();
    if (rank < 3 || rank > 5 || x.shape().rank() != rank) {
      throw new ShapeException(
          name
              + ": x is "
              + x
              + ", weight is "
              + weight
              + "; needs x [n, channels, space ..] and a weight with as many axes, 3 to 5",
          "give a single image as a batch of one with .reshape(1, ...)");
    }
  }

  /** A number for each channel of the result. */
  static void checkBias(String name, List<Spec> inputs, long channels) {
    if (inputs.size() == 3 && !inputs.get(2).shape().equals(Shape.of(channels))) {
      throw new ShapeException(
          name
              + ": bias is "
              + inputs.get(2)
              + ", weight is "
              + inputs.get(1)
              + "; the bias needs ["
              + channels
              + "]");
    }
  }

  private int images() {
    return (int) large.size(0);
  }

  private int places() {
    return (int) grid.places().count();
  }

  /** The elements under a window in one group. */
  private long inner() {
    return weight.part(1, weight.rank()).count();
  }

  private Patches patches() {
    return new Patches(grid, large.size(1));
  }

  /** The weight as a matrix for each group: [groups, filters / groups, channels * window]. */
  private Shape matrices() {
    return Shape.of(groups, weight.size(0) / groups, inner());
  }

  /** The small side with its groups and places apart: [n, groups, filters / groups, windows]. */
  private Shape grouped() {
    return Shape.of(small.size(0), groups, small.size(1) / groups, places());
  }

  /** The unfolded windows of some images: [images, groups, channels * window, windows]. */
  private Shape unfolded(long images) {
    return Shape.of(images, groups, inner(), places());
  }

  private int block() {
    return (int) Math.max(1, Math.min(images(), BLOCK / Math.max(1, unfolded(1).count())));
  }

  // ------------------------------------------------------------------ values

  /** The small side of the large one and the weight. */
  Operand forward(Operand x, Operand filters, Context context) {
    return result(WindowProduct.Side.SMALL, small, x, filters, context);
  }

  /** The large side of the small one and the weight. */
  Operand back(Operand z, Operand filters, Context context) {
    return result(WindowProduct.Side.LARGE, large, filters, z, context);
  }

  /** The weight's gradient. */
  Operand weights(Operand x, Operand z, Context context) {
    return result(WindowProduct.Side.WEIGHT, weight, x, z, context);
  }

  private Operand result(
      WindowProduct.Side side, Shape shape, Operand first, Operand second, Context context) {
    Operand result = Operand.allocate(first.dtype(), shape);
    List<Operand> inputs =
        List.of(Kernels.contiguous(first, context), Kernels.contiguous(second, context));
    Work.Routine.Body body =
        (given, made, workers) -> fill(side, given.get(0), given.get(1), made.getFirst(), workers);
    Kernels.run(new Work.Routine(key(side), inputs, List.of(result), body), context);
    return result;
  }

  private WindowProduct key(WindowProduct.Side side) {
    return new WindowProduct(
        side,
        large,
        weight,
        small,
        groups,
        numbers(grid.stride()),
        numbers(grid.before()),
        numbers(grid.dilation()));
  }

  private static List<Long> numbers(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private void fill(
      WindowProduct.Side side, Operand first, Operand second, Operand result, Workers workers) {
    zero(result);
    if (large.count() == 0 || weight.count() == 0 || small.count() == 0) {
      return;
    }
    switch (side) {
      case SMALL -> small(first, second, result, workers);
      case LARGE -> large(first, second, result, workers);
      case WEIGHT -> weight(first, second, result, workers);
    }
  }

  private static void zero(Operand result) {
    int from = (int) result.view().offset();
    int to = from + (int) result.shape().count();
    switch (result.array()) {
      case float[] floats -> Arrays.fill(floats, from, to, 0);
      case double[] doubles -> Arrays.fill(doubles, from, to, 0);
      default -> throw new AssertionError(result.dtype());
    }
  }

  private void small(Operand x, Operand filters, Operand result, Workers workers) {
    Operand matrix = shaped(filters, matrices());
    Operand out = shaped(result, grouped());
    Operand buffer = Operand.allocate(x.dtype(), unfolded(block()));
    Patches patches = patches();
    for (int first = 0; first < images(); first += block()) {
      int count = Math.min(block(), images() - first);
      for (int image = 0; image < count; image++) {
        int column = (first + image) * places();
        int start = image * patches.rows() * places();
        patches.visit(column, column + places(), start, Patches.gather(x, buffer));
      }
      product(over(matrix, count), part(buffer, 0, count), part(out, first, count), workers);
    }
  }

  private void large(Operand filters, Operand z, Operand result, Workers workers) {
    Operand matrix = shaped(filters, matrices());
    Operand across = matrix.with(matrix.view().permute(0, 2, 1));
    Operand from = shaped(z, grouped());
    Operand buffer = Operand.allocate(z.dtype(), unfolded(block()));
    Patches patches = patches();
    for (int first = 0; first < images(); first += block()) {
      int count = Math.min(block(), images() - first);
      product(over(across, count), part(from, first, count), part(buffer, 0, count), workers);
      for (int image = 0; image < count; image++) {
        int column = (first + image) * places();
        int start = image * patches.rows() * places();
        patches.visit(column, column + places(), start, Patches.add(buffer, result));
      }
    }
  }

  /** One product over images and places, a chain of it at a time. */
  private void weight(Operand x, Operand z, Operand result, Workers workers) {
    Patches windows = patches();
    Patches filters = new Patches(single(), small.size(1));
    Operand total = shaped(result, matrices());
    Operand chain = Operand.allocate(x.dtype(), matrices());
    int columns = images() * places();
    for (int first = 0; first < columns; first += CHAIN) {
      int end = Math.min(columns, first + CHAIN);
      Operand right = Operand.allocate(x.dtype(), Shape.of(groups, inner(), end - first));
      windows.visit(first, end, 0, Patches.gather(x, right));
      Shape wide = Shape.of(groups, small.size(1) / groups, end - first);
      Operand left = Operand.allocate(x.dtype(), wide);
      filters.visit(first, end, 0, Patches.gather(z, left));
      Operand turned = right.with(right.view().permute(0, 2, 1));
      product(left, turned, first == 0 ? total : chain, workers);
      if (first > 0) {
        add(total, chain, workers);
      }
    }
  }

  /** The small side as a large one under windows of a single element. */
  private Grid single() {
    long[] size = {places()};
    long[] one = {1};
    return new Grid(size, one, one, new long[1], one, size);
  }

  private static void add(Operand into, Operand addend, Workers workers) {
    Backends.reference().run(sum(into, addend), workers);
  }

  private static void product(Operand a, Operand b, Operand out, Workers workers) {
    Backends.reference().run(new Work.Product(a, b, out), workers);
  }

  private static Operand shaped(Operand contiguous, Shape shape) {
    return contiguous.with(contiguous.view().reshape(shape).orElseThrow());
  }

  private static Operand over(Operand matrix, int images) {
    return matrix.with(matrix.view().expand(Shape.of(images).concat(matrix.shape())));
  }

  private static Operand part(Operand batch, int first, int count) {
    return batch.with(batch.view().slice(0, first, count, 1));
  }

  /** Adds a number for each channel, in place. */
  static void addBias(Operand result, Operand bias, Context context) {
    long channels = result.shape().size(1);
    long rest = result.shape().part(2, result.shape().rank()).count();
    Operand flat = result.with(View.of(Shape.of(result.shape().size(0), channels, rest)));
    long[] strides = {0, bias.view().stride(0), 0};
    View spread = View.of(flat.shape(), strides, bias.view().offset());
    Kernels.run(sum(flat, bias.with(spread)), context);
  }

  private static Work sum(Operand into, Operand addend) {
    Program add = Program.of(into.dtype(), Letters.a.plus(Letters.b));
    return new Work.Elementwise(add, List.of(into, addend), List.of(into));
  }

  // ------------------------------------------------------------------ definitions

  /** The small side, by other operations. */
  Tensor forward(Tensor columns, Tensor filters) {
    Tensor matrices = filters.reshape(matrices());
    return matrices.matmul(columns.reshape(unfolded(images()))).reshape(small);
  }

  /** The columns that fold to the large side, by other operations. */
  Tensor columns(Tensor z, Tensor filters) {
    Tensor across = filters.reshape(matrices()).transpose();
    Tensor columns = across.matmul(z.reshape(grouped()));
    return columns.reshape(Shape.of(images(), groups * inner(), places()));
  }

  /** The weight's gradient, by other operations. */
  Tensor weights(Tensor columns, Tensor z) {
    long sum = (long) images() * places();
    Tensor left = z.reshape(grouped()).permute(1, 2, 0, 3);
    Tensor right = columns.reshape(unfolded(images())).permute(1, 0, 3, 2);
    return left.reshape(groups, weight.size(0) / groups, sum)
        .matmul(right.reshape(groups, sum, inner()))
        .reshape(weight);
  }
}
