// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.array.Shape;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.nn.Init;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.data.Dataset;
import java.util.List;

/**
 * Data to train on, and what suits them.
 *
 * @param train what is learned from
 * @param test what is held back
 * @param source where they come from, in words
 * @param info what a model file is to say of its input and classes
 * @param suggestion what suits them where the user says nothing
 * @param next the command to try next
 * @param folds other ways to hold samples back
 */
record Material(
    Dataset train,
    Dataset test,
    String source,
    ModelInfo info,
    Suggestion suggestion,
    String next,
    Folding folds) {

  /**
   * What suits some data.
   *
   * @param hidden the sizes of the hidden layers, joined by -
   * @param activation after each of them
   * @param init how weights start
   * @param dropout after each activation
   * @param rate of Adam
   * @param batch samples a step
   * @param epochs over all samples
   */
  record Suggestion(
      String hidden,
      Activation activation,
      Init init,
      double dropout,
      double rate,
      int batch,
      int epochs) {

    /** With ReLU, and weights by He's rule. */
    Suggestion(String hidden, double dropout, double rate, int batch, int epochs) {
      this(hidden, Activation.RELU, Init.HE, dropout, rate, batch, epochs);
    }
  }

  /** Deals samples to folds. */
  @FunctionalInterface
  interface Folding {
    /** The same data so many times, each time with another fold held back. */
    List<Material> of(int count, Rng rng);
  }

  /** The sizes of the picture that an input is, [channels, height, width], or its own. */
  Shape picture() {
    Shape row = train.inputRow().shape();
    Json.JsonObject input = info.input();
    if (row.rank() != 1 || !input.find("height").isPresent()) {
      return row;
    }
    long channels = input.find("channels").map(Json::asWhole).orElse(1L);
    return Shape.of(channels, input.whole("height"), input.whole("width"));
  }

  /** The same with other samples to learn from and to measure with. */
  Material with(Dataset learned, Dataset measured) {
    return new Material(learned, measured, source, info, suggestion, next, folds);
  }

  /** The number of numbers in one input. */
  long inputs() {
    return train.inputRow().length();
  }

  /** The number of outputs that a network has: one a class, or one a number of the target. */
  long outputs() {
    return train.isClassified() ? train.classes().size() : train.targetRow().length();
  }
}
