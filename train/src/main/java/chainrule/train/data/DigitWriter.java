// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.random.Rng;
import java.util.List;

/**
 * Writes one digit after another: shape, style, deformation, ink. Holds scratch memory, so each
 * thread needs its own.
 */
final class DigitWriter {
  /** Pixels of the drawing per pixel of the box that the digit will fill. */
  private static final int FINENESS = 3;

  private static final int MARGIN = 4;
  private static final int INK_SIDE = DigitImage.BOX * FINENESS;

  /** Path points over which the pressure goes from one value to the next. */
  private static final int PRESSURE_SPAN = 16;

  private final Draws draws = new Draws();
  private final PenPath path = new PenPath();
  private final SmoothField warp = new SmoothField();
  private final InkRaster raster = new InkRaster(INK_SIDE + 2 * MARGIN);

  /** Writes the digit that this key gives, as 784 values 0 to 1. */
  void write(Rng key, int digit, float[] target) {
    DigitShape shape = choose(key, digit);
    WritingStyle style = WritingStyle.draw(draws, digit);
    trace(shape, style);
    bend(style);
    press(style);
    path.fitInto(INK_SIDE, MARGIN);
    raster.draw(path, style.blur() * FINENESS);
    raster.roughen(key.child("edge"), style.roughness());
    DigitImage.fit(raster.ink(), target);
  }

  /** The shape that this key gives; the key's next draws are those of the style. */
  DigitShape choose(Rng key, int digit) {
    draws.restart(key);
    List<DigitShape> shapes = DigitShapes.of(digit);
    double left = draws.unit() * shapes.stream().mapToDouble(DigitShape::weight).sum();
    for (DigitShape shape : shapes) {
      left -= shape.weight();
      if (left < 0) {
        return shape;
      }
    }
    return shapes.getLast();
  }

  /** Lays the path through the control points: mixed, jittered, stretched, leaned and turned. */
  private void trace(DigitShape shape, WritingStyle style) {
    double[] part = parts(shape.x().size());
    double[] x = mix(shape.x(), part);
    double[] y = mix(shape.y(), part);
    for (int i = 0; i < x.length; i++) {
      double row = y[i] - 0.5 + draws.bell(style.jitter());
      row += style.waist() * (0.25 - row * row);
      double column = (x[i] - 0.3) * style.width() * (1 + style.taper() * row);
      column += draws.bell(style.jitter()) - style.slant() * row;
      x[i] = column - style.turn() * row;
      y[i] = row + style.turn() * column;
    }
    path.clear();
    int first = 0;
    for (int i = 0; i < x.length; i++) {
      if (shape.end().get(i)) {
        path.addCurve(x, y, first, i);
        path.liftPen();
        first = i + 1;
      } else if (shape.corner().get(i)) {
        path.addCurve(x, y, first, i);
        first = i;
      }
    }
  }

  /** Random parts of a whole, one of them mostly far ahead, so that poses keep their character. */
  private double[] parts(int count) {
    double[] part = new double[count];
    double total = 0;
    for (int i = 0; i < count; i++) {
      double u = draws.unit();
      part[i] = u * u * u * u * u + 1e-6;
      total += part[i];
    }
    for (int i = 0; i < count; i++) {
      part[i] /= total;
    }
    return part;
  }

  private static double[] mix(List<double[]> poses, double[] part) {
    double[] mixed = new double[poses.getFirst().length];
    for (int pose = 0; pose < part.length; pose++) {
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] += part[pose] * poses.get(pose)[i];
      }
    }
    return mixed;
  }

  /** Displaces the whole plane smoothly. */
  private void bend(WritingStyle style) {
    warp.draw(draws, style.warp());
    for (int i = 0; i < path.size(); i++) {
      double x = path.x(i);
      double y = path.y(i);
      path.move(i, x + warp.right(x, y), y + warp.down(x, y));
    }
  }

  /** Sets the radius along the path: pressure that changes slowly, and a nib broader one way. */
  private void press(WritingStyle style) {
    double from = 0;
    double to = draws.bell(style.pressure());
    for (int i = 0; i < path.size(); i++) {
      int step = i % PRESSURE_SPAN;
      if (step == 0) {
        from = to;
        to = draws.bell(style.pressure());
      }
      double pressure = from + (to - from) * step / PRESSURE_SPAN;
      double width = 1 + pressure + style.nib() * path.diagonal(i);
      path.press(i, style.radius() * Math.max(0.3, width));
    }
  }
}
