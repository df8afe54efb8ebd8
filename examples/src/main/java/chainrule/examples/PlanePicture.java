// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.nn.Layer;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a net with two outputs takes for which class, and the points of both classes, in characters
 * and in colors.
 *
 * @param net takes points, gives the scores of two classes
 * @param points the points that are shown
 * @param reach the picture goes from -reach to reach
 */
record PlanePicture(Layer net, Batch points, double reach) {

  private static final int DOT = 3;

  /** Blue for class 0, orange for class 1, as red, green, blue. */
  private static final int[][] COLORS = {{46, 110, 190}, {222, 120, 30}};

  /** A picture with all points and some room around them. */
  static PlanePicture of(Layer net, Dataset data) {
    Batch points = data.all();
    double largest = points.inputs().abs().max().item();
    return new PlanePicture(net, points, 1.08 * largest);
  }

  /** How sure the net is of class 1, 0 to 1, in the middle of each field. */
  private float[] sure(int columns, int rows) {
    float[] places = new float[2 * columns * rows];
    for (int i = 0; i < columns * rows; i++) {
      int row = i / columns;
      places[2 * i] = (float) ((2 * (i % columns + 0.5) / columns - 1) * reach);
      places[2 * i + 1] = (float) ((1 - 2 * (row + 0.5) / rows) * reach);
    }
    Tensor at = Tensor.of(Shape.of((long) columns * rows, 2), places);
    return Autograd.noGrad(() -> net.apply(at).softmax(1).select(1, 1).toFloats());
  }

  /** Lines of characters: dots where the net says class 1, the points as 0 and 1. */
  List<String> lines(int columns, int rows) {
    float[] sure = sure(columns, rows);
    char[] fields = new char[sure.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = sure[i] > 0.5f ? '.' : ' ';
    }
    float[] at = points.inputs().toFloats();
    long[] labels = points.targets().toLongs();
    for (int i = 0; i < labels.length; i++) {
      int column = place(at[2 * i], columns);
      int row = rows - 1 - place(at[2 * i + 1], rows);
      fields[row * columns + column] = (char) ('0' + labels[i]);
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      lines.add(new String(fields, row * columns, columns).stripTrailing());
    }
    return lines;
  }

  /** A square picture: light colors for what the net says, dots in full color for the points. */
  BufferedImage image(int side) {
    float[] sure = sure(side, side);
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < sure.length; i++) {
      image.setRGB(i % side, i / side, region(sure[i]));
    }
    float[] at = points.inputs().toFloats();
    long[] labels = points.targets().toLongs();
    for (int i = 0; i < labels.length; i++) {
      dot(image, place(at[2 * i], side), side - 1 - place(at[2 * i + 1], side), (int) labels[i]);
    }
    return image;
  }

  /** The field that a coordinate falls into. */
  private int place(float coordinate, int fields) {
    int field = (int) ((coordinate / reach + 1) / 2 * fields);
    return Math.clamp(field, 0, fields - 1);
  }

  /** White where the net is undecided, the lightened color of a class where it is sure. */
  private static int region(float sure) {
    int[] color = COLORS[sure > 0.5f ? 1 : 0];
    double strength = 0.55 * Math.abs(2 * sure - 1);
    int rgb = 0;
    for (int channel : color) {
      rgb = rgb << 8 | (int) Math.round(255 + (channel - 255) * strength);
    }
    return rgb;
  }

  private static void dot(BufferedImage image, int x, int y, int label) {
    int[] color = COLORS[label];
    int rgb = color[0] << 16 | color[1] << 8 | color[2];
    for (int dy = -DOT; dy <= DOT; dy++) {
      for (int dx = -DOT; dx <= DOT; dx++) {
        int far = dx * dx + dy * dy;
        int column = x + dx;
        int row = y + dy;
        boolean inside =
            column >= 0 && row >= 0 && column < image.getWidth() && row < image.getHeight();
        if (far <= DOT * DOT + 1 && inside) {
          image.setRGB(column, row, far > (DOT - 1) * (DOT - 1) + 1 ? 0xffffff : rgb);
        }
      }
    }
  }
}
