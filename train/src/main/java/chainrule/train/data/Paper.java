// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;
import java.util.Arrays;

/**
 * What a picture is written on, judged by its outermost pixels, and the ink that stands out from
 * it.
 *
 * @param picture the picture
 * @param level the paper's brightness
 * @param darkInk whether ink is darker than the paper
 * @param contrast the brightness between paper and the strongest ink
 * @param grain how much the paper's own brightness varies; 0 for a clean picture
 */
record Paper(GrayImage picture, float level, boolean darkInk, float contrast, float grain) {
  /** Two steps of 8-bit gray: less is a clean picture, where the faintest ink counts. */
  private static final float CLEAN = 2f / 255;

  /** A speck is smaller than this part of the largest blot. */
  private static final int SPECK = 20;

  static Paper of(GrayImage picture) {
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (float value : picture.values()) {
      if (Float.isNaN(value) || Float.isInfinite(value)) {
        throw new ArgumentException("digit image: a pixel is " + value + "; it must be 0 to 1");
      }
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    float[] edge = edge(picture);
    Arrays.sort(edge);
    float level = edge[edge.length / 2];
    for (int i = 0; i < edge.length; i++) {
      edge[i] = Math.abs(edge[i] - level);
    }
    Arrays.sort(edge);
    float grain = edge[edge.length * 9 / 10];
    boolean darkInk = level - lowest > highest - level;
    float contrast = darkInk ? level - lowest : highest - level;
    return new Paper(picture, level, darkInk, contrast, grain > CLEAN ? grain : 0);
  }

  /** The ink: 0 where there is paper, 1 where it is strongest. */
  GrayImage ink() {
    float[] ink = new float[picture.values().length];
    for (int i = 0; i < ink.length && contrast > 0; i++) {
      float value = picture.values()[i];
      ink[i] = Math.max(0, darkInk ? level - value : value - level) / contrast;
    }
    if (grain > 0) {
      float floor = 0.5f * InkHistogram.of(ink).threshold();
      for (int i = 0; i < ink.length; i++) {
        ink[i] = Math.max(0, ink[i] - floor) / (1 - floor);
      }
      Blots.of(ink, picture.width()).wipeSmallerThan(SPECK);
    }
    return new GrayImage(picture.width(), picture.height(), ink);
  }

  /** The pixels of the outermost rows and columns. */
  private static float[] edge(GrayImage picture) {
    int width = picture.width();
    int height = picture.height();
    float[] edge = new float[2 * (width + height)];
    for (int x = 0; x < width; x++) {
      edge[2 * x] = picture.at(x, 0);
      edge[2 * x + 1] = picture.at(x, height - 1);
    }
    for (int y = 0; y < height; y++) {
      edge[2 * (width + y)] = picture.at(0, y);
      edge[2 * (width + y) + 1] = picture.at(width - 1, y);
    }
    return edge;
  }
}
