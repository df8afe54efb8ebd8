// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FileException;
import chainrule.formats.Json;
import chainrule.random.Rng;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Handwritten digits to train on and to test with: MNIST from files, or digits drawn by code, which
 * need no file.
 *
 * <p>Source of MNIST: LeCun, Bottou, Bengio and Haffner 1998, "Gradient-Based Learning Applied to
 * Document Recognition", doi 10.1109/5.726791.
 *
 * @param train 60,000 digits
 * @param test 10,000 others
 * @param source where they come from, in words
 */
public record Digits(Dataset train, Dataset test, String source) {

  /** The names of the classes. */
  public static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  /** What model files say of their input: pixels over 255 in a row, light ink on dark. */
  public static final Json.JsonObject INPUT =
      Json.object()
          .with("kind", "image")
          .with("height", Mnist.SIDE)
          .with("width", Mnist.SIDE)
          .with("divide", 255)
          .with("ink", "light");

  /** How many test digits there are, of MNIST or drawn. */
  public static final int TEST = 10_000;

  private static final long KEY = 20_260_101;
  private static final int TRAIN = 60_000;

  /**
   * MNIST from a folder.
   *
   * @throws FileException if a file is missing or cannot be read
   * @throws chainrule.error.FormatException if a file is damaged
   */
  public static Digits mnist(Path folder) {
    Path place = Mnist.locate(folder);
    Mnist mnist = Mnist.load(place);
    return new Digits(
        mnist.train().dataset("mnist"), mnist.test().dataset("mnist"), place.toString());
  }

  /** Digits drawn by code, always the same ones; training and test digits share no draw. */
  public static Digits synthetic() {
    return synthetic(TRAIN, TEST);
  }

  /** Fewer or more of the digits drawn by code. */
  public static Digits synthetic(int train, int test) {
    Rng rng = Rng.seed(KEY);
    return new Digits(
        drawn(rng.child("train"), train), drawn(rng.child("test"), test), "drawn by code");
  }

  /** MNIST where {@code CHAINRULE_DATA} or the user's cache has it, else digits drawn by code. */
  public static Digits mnistOrSynthetic() {
    return Mnist.find(Settings.read()).map(Digits::mnist).orElseGet(Digits::synthetic);
  }

  private static Dataset drawn(Rng rng, int count) {
    return SyntheticDigits.generate(rng, count).dataset("digits");
  }
}
