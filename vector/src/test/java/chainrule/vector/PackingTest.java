// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strips are copied element by element, whatever the strides. */
class PackingTest {

  private static final int[] DEPTHS = {1, 3, 4, 7, 8, 9, 16, 37};
  private static final int[] WIDTHS = {2, 4, 7, 8, 15, 16, 17, 33, 64};

  @ParameterizedTest
  @CsvSource({
    "512, 1, 40", "512, 70, 1", "512, -70, 1", "512, 0, 1", "512, 3, 120", "512, -1, 40",
    "512, 1, -40", "512, 1, 0", "128, 1, 40", "128, 70, 1", "256, 1, 40", "64, 1, 40"
  })
  void a_strip_holds_the_elements_row_by_row(int bits, int down, int across) {
    Packing floats = new Packing(DType.F32, bits, false);
    Packing doubles = new Packing(DType.F64, Math.max(128, bits), false);
    for (int depth : DEPTHS) {
      for (int width : WIDTHS) {
        int at = Math.max(0, -down * depth) + Math.max(0, -across * width) + 5;
        int length = at + Math.max(0, down * depth) + Math.max(0, across * width) + 1;
        float[] single = new float[length];
        double[] source = new double[length];
        for (int i = 0; i < length; i++) {
          single[i] = i;
          source[i] = i;
        }
        float[] strip = new float[depth * width + 3];
        double[] wide = new double[depth * width + 3];
        floats.strip(single, at, down, across, strip, 3, depth, width);
        doubles.strip(source, at, down, across, wide, 3, depth, width);
        for (int p = 0; p < depth; p++) {
          for (int j = 0; j < width; j++) {
            double wanted = at + p * down + j * across;
            assertThat(strip[3 + p * width + j]).as("%d of %d", j, width).isEqualTo((float) wanted);
            assertThat(wide[3 + p * width + j]).as("%d of %d", j, width).isEqualTo(wanted);
          }
        }
        assertThat(strip[2]).isZero();
      }
    }
  }
}
