// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.array.Shape;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.nn.Init;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.data.Dataset;
import chainrule.train.table.Transformation;
import java.util.List;
import java.util.Optional;

/**
 * Data to train on, and what suits them.
 *
 * @param train what is learned from
 * @param test what is held back
 * @param validation what is held back of the former to stop or to choose by, if anything
 * @param source where they come from, in words
 * @param info what a model file is to say of its input and classes
 * @param suggestion what suits them where the user says nothing
 * @param next the command to try next
 * @param parting other ways to hold samples back
 */
record Material(
    Dataset train,
    Dataset test,
    Optional<Dataset> validation,
    String source,
    ModelInfo info,
    Suggestion suggestion,
    String next,
    Parting parting) {

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

  /** Ways to hold samples back; what is fitted to data is fitted to what is left to learn from. */
  interface Parting {

    /** The same data so many times, each time with another fold held back. */
    List<Material> folds(Material whole, int count, Rng rng);

    /** The same with a share of the training samples held back for validation. */
    Material heldBack(Material whole, double share, Rng rng);
  }

  /** The same data so many times, each time with another fold held back. */
  List<Material> folds(int count, Rng rng) {
    return parting.folds(this, count, rng);
  }

  /** The same with a share of the training samples held back, unless that is done. */
  Material heldBack(double share, Rng rng) {
    return validation.isPresent() ? this : parting.heldBack(this, share, rng);
  }

  /** The same with other samples. */
  Material with(Dataset learned, Dataset measured, Dataset held, ModelInfo described) {
    return new Material(
        learned, measured, Optional.of(held), source, described, suggestion, next, parting);
  }

  /** How rows of a table become inputs, where they do. */
  Optional<Transformation> table() {
    return Optional.of(info.input()).filter(Transformation::isIn).map(Transformation::of);
  }

  /** The sizes of one input, once embedded columns are looked up. */
  Shape row() {
    return table().map(rows -> Shape.of(rows.features())).orElseGet(() -> train.inputRow().shape());
  }

  /** The sizes of the picture that an input is, [channels, height, width], or its own. */
  Shape picture() {
    Shape row = row();
    Json.JsonObject input = info.input();
    if (row.rank() != 1 || !input.find("height").isPresent()) {
      return row;
    }
    long channels = input.find("channels").map(Json::asWhole).orElse(1L);
    return Shape.of(channels, input.whole("height"), input.whole("width"));
  }

  /** The number of numbers in one input, once embedded columns are looked up. */
  long inputs() {
    return row().count();
  }

  /** The number of outputs that a network has: one a class, or one a number of the target. */
  long outputs() {
    return train.isClassified() ? train.classes().size() : train.targetRow().length();
  }
}
