// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.random.Rng;
import org.junit.jupiter.api.Test;

class InkRasterTest {
  private static InkRaster line(double blur) {
    PenPath path = new PenPath();
    path.addCurve(new double[] {10, 30}, new double[] {20, 20}, 0, 1);
    for (int i = 0; i < path.size(); i++) {
      path.press(i, 3);
    }
    InkRaster raster = new InkRaster(40);
    raster.draw(path, blur);
    return raster;
  }

  @Test
  void a_line_has_the_area_of_a_bar_with_round_ends() {
    double sum = 0;
    for (float value : line(1).ink().values()) {
      assertThat(value).isBetween(0f, 1f);
      sum += value;
    }
    assertThat(sum).isCloseTo(20 * 6 + StrictMath.PI * 9, within(1.0));
  }

  @Test
  void a_lifted_pen_leaves_no_ink_and_a_new_drawing_a_clean_sheet() {
    PenPath path = new PenPath();
    path.addCurve(new double[] {5, 5}, new double[] {5, 35}, 0, 1);
    path.liftPen();
    path.addCurve(new double[] {35, 35}, new double[] {5, 35}, 0, 1);
    for (int i = 0; i < path.size(); i++) {
      path.press(i, 2);
    }
    InkRaster raster = line(1);
    raster.draw(path, 1);
    assertThat(raster.ink().at(20, 20)).isZero();
    assertThat(raster.ink().at(5, 20)).isEqualTo(1);
    assertThat(raster.ink().at(35, 20)).isEqualTo(1);
  }

  @Test
  void only_the_edge_is_roughened() {
    InkRaster smooth = line(2);
    InkRaster rough = line(2);
    rough.roughen(Rng.seed(1), 0.5);
    int changed = 0;
    for (int i = 0; i < 1600; i++) {
      float before = smooth.ink().values()[i];
      float after = rough.ink().values()[i];
      assertThat(after).isBetween(0f, 1f);
      if (before == 0 || before == 1) {
        assertThat(after).isEqualTo(before);
      } else if (before != after) {
        changed++;
      }
    }
    assertThat(changed).isGreaterThan(40);
  }
}
