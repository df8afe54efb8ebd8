// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.util.List;

/**
 * One way of writing a digit: pen strokes through control points, in several poses that a writer
 * wanders between.
 *
 * <p>A pose is a line of points {@code x,y} in percent of the digit's height, y downwards. {@code
 * !} after a point makes it a corner, where the pen stops and turns; {@code ;} lifts the pen. All
 * poses of a shape have the same points, elsewhere.
 *
 * @param digit the digit written
 * @param weight how often the shape is used, relative to the digit's others
 * @param name what it looks like
 * @param x the points' columns in each pose
 * @param y the points' rows in each pose
 * @param corner whether the pen turns sharply at a point
 * @param end whether the pen lifts after a point
 */
record DigitShape(
    int digit,
    double weight,
    String name,
    List<double[]> x,
    List<double[]> y,
    List<Boolean> corner,
    List<Boolean> end) {

  /** Reads the poses; corners and ends are those of the first. */
  static DigitShape of(int digit, double weight, String name, List<String> poses) {
    List<String> points = points(poses.getFirst() + ";");
    return new DigitShape(
        digit,
        weight,
        name,
        poses.stream().map(pose -> coordinates(pose, 0)).toList(),
        poses.stream().map(pose -> coordinates(pose, 1)).toList(),
        points.stream().map(point -> point.contains("!")).toList(),
        points.stream().map(point -> point.endsWith(";")).toList());
  }

  /** The number of control points. */
  int size() {
    return end.size();
  }

  private static List<String> points(String pose) {
    return List.of(pose.split(" ", -1));
  }

  private static double[] coordinates(String pose, int axis) {
    return points(pose).stream()
        .map(point -> point.replace("!", "").replace(";", "").split(",", -1)[axis])
        .mapToDouble(number -> Integer.parseInt(number) / 100.0)
        .toArray();
  }
}
