// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.View;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Plain products are chains of fma over 512 steps, added in order, whatever their sizes. */
class PlainProductTest {

  private static final int CHAIN = 512;

  private static Operand drawn(Random random, DType dtype, Shape shape) {
    Operand operand = Operand.allocate(dtype, shape);
    for (int i = 0; i < shape.count(); i++) {
      if (operand.array() instanceof float[] floats) {
        floats[i] = (float) random.nextGaussian();
      } else {
        ((double[]) operand.array())[i] = random.nextGaussian();
      }
    }
    return operand;
  }

  /** A matrix that lies row by row or column by column in memory. */
  private static Operand matrix(Random random, DType dtype, long rows, long columns) {
    if (random.nextBoolean()) {
      return drawn(random, dtype, Shape.of(rows, columns));
    }
    Operand turned = drawn(random, dtype, Shape.of(columns, rows));
    return turned.with(turned.view().permute(1, 0));
  }

  private static int at(View view, int row, int column) {
    return (int) (view.offset() + row * view.stride(0) + column * view.stride(1));
  }

  private static float single(Operand a, Operand b, int row, int column) {
    float sum = 0;
    for (int from = 0; from < a.shape().size(1); from += CHAIN) {
      float chain = 0;
      for (int k = from; k < Math.min(from + CHAIN, a.shape().size(1)); k++) {
        float x = ((float[]) a.array())[at(a.view(), row, k)];
        chain = Math.fma(x, ((float[]) b.array())[at(b.view(), k, column)], chain);
      }
      sum = from == 0 ? chain : sum + chain;
    }
    return sum;
  }

  private static double twice(Operand a, Operand b, int row, int column) {
    double sum = 0;
    for (int from = 0; from < a.shape().size(1); from += CHAIN) {
      double chain = 0;
      for (int k = from; k < Math.min(from + CHAIN, a.shape().size(1)); k++) {
        double x = ((double[]) a.array())[at(a.view(), row, k)];
        chain = Math.fma(x, ((double[]) b.array())[at(b.view(), k, column)], chain);
      }
      sum = from == 0 ? chain : sum + chain;
    }
    return sum;
  }

  @Test
  void every_output_is_its_chains() {
    int[] depths = {0, 1, 7, 512, 513, 1100};
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      DType dtype = random.nextBoolean() ? DType.F32 : DType.F64;
      int rows = 1 + random.nextInt(11);
      int columns = 1 + random.nextInt(random.nextBoolean() ? 7 : 70);
      int inner = depths[random.nextInt(depths.length)];
      Operand a = matrix(random, dtype, rows, inner);
      Operand b = matrix(random, dtype, inner, columns);
      Operand out = drawn(random, dtype, Shape.of(rows, columns));
      PlainProduct.of(new Work.Product(a, b, out)).run(Workers.of(1 + random.nextInt(3)));
      for (int i = 0; i < rows * columns; i++) {
        double found =
            out.array() instanceof float[] floats ? floats[i] : ((double[]) out.array())[i];
        double wanted =
            dtype == DType.F32
                ? single(a, b, i / columns, i % columns)
                : twice(a, b, i / columns, i % columns);
        assertThat(found).as("seed %d, output %d", seed, i).isEqualTo(wanted);
      }
    }
  }
}
