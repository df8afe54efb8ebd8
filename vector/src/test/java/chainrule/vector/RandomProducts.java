// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random products from a seed. */
final class RandomProducts {

  private static final int[] SIZES = {
    1, 2, 3, 5, 6, 7, 8, 10, 12, 13, 15, 16, 17, 24, 25, 31, 32, 33, 63, 64, 65, 100, 128, 129, 257,
    511, 512, 513, 784, 1024, 1025
  };
  private static final long MOST_WORK = 300_000;

  private final long seed;
  private final Random random;

  RandomProducts(long seed) {
    this.seed = seed;
    random = new Random(seed);
  }

  String describe(Work.Product work) {
    return "seed %d: %s of %s by %s, out %s, %d bits"
        .formatted(
            seed,
            work.a().dtype(),
            work.a().view(),
            work.b().view(),
            work.out().view(),
            Species.SHAPE.vectorBitSize());
  }

  Work.Product random(DType dtype) {
    int m = size();
    int k = size();
    int n = size();
    while ((long) m * k * n > MOST_WORK) {
      switch (random.nextInt(3)) {
        case 0 -> m = size();
        case 1 -> k = size();
        default -> n = size();
      }
    }
    Shape batch = batch(MOST_WORK / ((long) m * k * n));
    Operand out = Operand.allocate(dtype, batch.concat(Shape.of(m, n)));
    return new Work.Product(
        operand(dtype, batch.concat(Shape.of(m, k))),
        operand(dtype, batch.concat(Shape.of(k, n))),
        random.nextBoolean() ? out : shifted(out));
  }

  /** A product of matrices and a program that reads and replaces its output, too. */
  Work.ProductThen then(DType dtype) {
    Work.Product product = random(dtype);
    while (product.out().shape().rank() > 2) {
      product = random(dtype);
    }
    Operand out = product.out();
    Shape shape = out.shape();
    Operand row = operand(dtype, shape.with(0, 1));
    Operand kept = operand(dtype, shape);
    Operand flags = Operand.allocate(DType.BOOL, shape);
    for (long i = 0; i < shape.count(); i++) {
      flags.storage().set(i, random.nextInt(2));
    }
    Program program = RandomProgram.of(dtype, random, 6, false);
    List<Operand> inputs =
        List.of(out, row.with(row.view().expand(shape)), random.nextBoolean() ? kept : out, flags);
    List<Operand> outputs = new ArrayList<>();
    for (int i = 0; i < program.outputs().size(); i++) {
      outputs.add(Operand.allocate(program.outputType(i), shape));
    }
    if (random.nextBoolean()) {
      outputs.set(0, out);
    }
    return new Work.ProductThen(product, new Work.Elementwise(program, inputs, outputs));
  }

  private int size() {
    return SIZES[random.nextInt(SIZES.length)];
  }

  private Shape batch(long most) {
    Shape batch = Shape.of(1 + random.nextInt(4), 1 + random.nextInt(3));
    return switch (random.nextInt(3)) {
      case 0 -> Shape.SCALAR;
      case 1 -> most >= 4 ? batch.part(0, 1) : Shape.SCALAR;
      default -> most >= 12 ? batch : Shape.SCALAR;
    };
  }

  /** Row-major memory that does not begin at 0. */
  private Operand shifted(Operand out) {
    long start = 1 + random.nextInt(9);
    Operand wide = Operand.allocate(out.dtype(), Shape.of(out.shape().count() + start + 3));
    fill(wide, new double[] {7});
    return wide.with(View.of(out.shape(), out.shape().strides(), start));
  }

  Operand like(Operand out) {
    Operand wide = Operand.allocate(out.dtype(), Shape.of(out.storage().length()));
    for (long i = 0; i < out.storage().length(); i++) {
      wide.storage().set(i, out.storage().get(i));
    }
    return wide.with(out.view());
  }

  /** Random values in a view with the axes in any order, turned, spread out or stretched. */
  Operand operand(DType dtype, Shape shape) {
    int rank = shape.rank();
    int[] order = order(rank);
    long[] strides = new long[rank];
    long step = 1 + (random.nextInt(4) == 0 ? random.nextInt(3) : 0);
    long offset = random.nextInt(5);
    for (int axis : order) {
      boolean stretched = random.nextInt(8) == 0;
      boolean flipped = random.nextInt(6) == 0;
      strides[axis] = stretched ? 0 : flipped ? -step : step;
      offset += flipped && !stretched ? step * (shape.size(axis) - 1) : 0;
      step *= stretched ? 1 : shape.size(axis);
      step += random.nextInt(4) == 0 ? random.nextInt(5) : 0;
    }
    Operand memory = Operand.allocate(dtype, Shape.of(offset + step + 1));
    for (long i = 0; i < memory.storage().length(); i++) {
      memory.storage().set(i, random.nextGaussian());
    }
    return memory.with(View.of(shape, strides, offset));
  }

  /** The axes from the innermost in memory: as they stand, the last two changed, or any. */
  private int[] order(int rank) {
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = rank - 1 - i;
    }
    int kind = random.nextInt(4);
    for (int i = rank - 1; kind >= 2 && i > 0; i--) {
      swap(order, i, kind == 3 ? random.nextInt(i + 1) : i);
    }
    if (kind == 2) {
      swap(order, 0, 1);
    }
    return order;
  }

  private static void swap(int[] order, int i, int j) {
    int kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }

  /** Puts some of the values at random places. */
  void fill(Operand operand, double[] values) {
    for (long i = 0; i < operand.storage().length(); i++) {
      if (random.nextInt(6) == 0) {
        operand.storage().set(i, values[random.nextInt(values.length)]);
      }
    }
  }
}
