// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PenPathTest {
  private static final double[] X = {0, 1, 3, 5};
  private static final double[] Y = {0, 1.5, 2, 1};

  @Test
  void a_curve_passes_through_its_control_points_without_a_jump_in_direction() {
    PenPath path = new PenPath();
    path.addCurve(X, Y, 0, 3);
    int steps = (path.size() - 1) / 3;
    for (int i = 0; i < 4; i++) {
      assertThat(path.x(i * steps)).isCloseTo(X[i], within(1e-12));
      assertThat(path.y(i * steps)).isCloseTo(Y[i], within(1e-12));
    }
    for (int i = 1; i + 1 < path.size(); i++) {
      double cross =
          (path.x(i) - path.x(i - 1)) * (path.y(i + 1) - path.y(i))
              - (path.y(i) - path.y(i - 1)) * (path.x(i + 1) - path.x(i));
      double dot =
          (path.x(i) - path.x(i - 1)) * (path.x(i + 1) - path.x(i))
              + (path.y(i) - path.y(i - 1)) * (path.y(i + 1) - path.y(i));
      assertThat(StrictMath.atan2(Math.abs(cross), dot)).as("turn at %d", i).isLessThan(0.3);
    }
  }

  @Test
  void two_points_make_a_straight_line() {
    PenPath path = new PenPath();
    path.addCurve(new double[] {1, 4}, new double[] {1, 7}, 0, 1);
    for (int i = 0; i < path.size(); i++) {
      assertThat(path.y(i) - 1).isCloseTo(2 * (path.x(i) - 1), within(1e-12));
    }
    assertThat(path.lifted(path.size() - 1)).isFalse();
    path.liftPen();
    assertThat(path.lifted(path.size() - 1)).isTrue();
  }

  @Test
  void it_grows_and_is_cleared() {
    PenPath path = new PenPath();
    for (int i = 0; i < 100; i++) {
      path.addCurve(X, Y, 0, 3);
    }
    assertThat(path.size()).isEqualTo(1900);
    path.clear();
    assertThat(path.size()).isZero();
  }

  @Test
  void its_ink_is_fitted_into_a_square() {
    PenPath path = new PenPath();
    path.addCurve(X, Y, 0, 3);
    for (int i = 0; i < path.size(); i++) {
      path.press(i, 0.5);
    }
    path.fitInto(12, 3);
    double right = 0;
    double bottom = 0;
    for (int i = 0; i < path.size(); i++) {
      assertThat(path.x(i) - path.radius(i)).isGreaterThanOrEqualTo(3 - 1e-9);
      assertThat(path.y(i) - path.radius(i)).isGreaterThanOrEqualTo(3 - 1e-9);
      right = Math.max(right, path.x(i) + path.radius(i));
      bottom = Math.max(bottom, path.y(i) + path.radius(i));
    }
    assertThat(right).as("the longer side fills the square").isCloseTo(15, within(1e-9));
    assertThat(bottom).as("the shorter does not").isBetween(8.0, 11.0);
  }

  @Test
  void diagonals_have_signs() {
    PenPath down = new PenPath();
    down.addCurve(new double[] {1, 0}, new double[] {0, 1}, 0, 1);
    assertThat(down.diagonal(0)).isCloseTo(1, within(1e-12));
    PenPath right = new PenPath();
    right.addCurve(new double[] {0, 1}, new double[] {0, 1}, 0, 1);
    assertThat(right.diagonal(right.size() - 1)).isCloseTo(-1, within(1e-12));
  }
}
