// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;

/**
 * Row 19: linear scores of a picture of 32 x 32 pixels in three colors. W has a row of 3,072
 * weights for each of ten classes: a template, whose product with the picture is the score of its
 * class.
 */
public final class LinearScores {

  /** Numbers in a picture. */
  static final int PIXELS = 32 * 32 * 3;

  /** Classes to tell apart. */
  static final int CLASSES = 10;

  private LinearScores() {}

  /** A picture as a column, 3072 x 1, of made-up pixels from 0 to 1. */
  static Tensor picture() {
    return Tensor.uniform(DType.F32, Shape.of(PIXELS, 1), Rng.seed(1));
  }

  /** Ten templates, 10 x 3072, of made-up weights. */
  static Tensor templates() {
    Tensor drawn = Tensor.normal(DType.F32, Shape.of(CLASSES, PIXELS), Rng.seed(2));
    return drawn.times(0.01).detach().requiresGrad();
  }

  /** The scores, 10 x 1. */
  static Tensor scores(Tensor templates, Tensor picture) {
    return templates.matmul(picture);
  }

  /** Prints the scores, and which template a score pulls at: its own alone. */
  public static void main() {
    Tensor templates = templates();
    Tensor picture = picture();
    Tensor scores = scores(templates, picture);
    Print.words("x", picture.shape(), "W", templates.shape(), "scores", scores.shape());
    Print.words("best class", scores.flatten().argmax(0).item());
    scores.select(0, 3).sum().backward();
    for (int row = 0; row < CLASSES; row++) {
      Tensor pulled = templates.grad().select(0, row).equal(0).not();
      Print.words("weights of class", row, "with a gradient", pulled.sum().item());
    }
  }
}
