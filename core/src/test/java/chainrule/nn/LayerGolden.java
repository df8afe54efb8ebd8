// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What libtorch computed for a layer; module peers writes them.
 *
 * @param title the layer and its options
 * @param arrays numbers by what they are, such as {@code given weight}
 */
record LayerGolden(String title, SequencedMap<String, Array> arrays) {

  /** Numbers with their sizes. */
  record Array(Shape shape, double[] numbers) {
    Tensor tensor(DType dtype) {
      return Tensor.of(dtype, shape, numbers);
    }
  }

  static Stream<LayerGolden> all() {
    try (InputStream in = LayerGolden.class.getResourceAsStream("layers.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.strip().split("\n\n")).map(LayerGolden::parse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LayerGolden parse(String block) {
    String[] lines = block.split("\n");
    SequencedMap<String, Array> arrays = new LinkedHashMap<>();
    for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
      String[] sides = line.split(": ");
      int space = sides[0].lastIndexOf(' ');
      Shape shape = Shape.of(longs(sides[0].substring(space + 1)));
      double[] numbers =
          Arrays.stream(sides[1].split(" ")).mapToDouble(Double::parseDouble).toArray();
      arrays.put(sides[0].substring(0, space), new Array(shape, numbers));
    }
    return new LayerGolden(lines[0], arrays);
  }

  private static long[] longs(String text) {
    return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }

  String kind() {
    return title.split(" ")[0];
  }

  private Optional<String> option(String name) {
    return Arrays.stream(title.split(" "))
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst();
  }

  boolean isTraining() {
    return option("train").isPresent();
  }

  /** The layer over the given leaves. */
  Layer layer(Map<String, Tensor> leaves) {
    return switch (kind()) {
      case "linear" -> linear(leaves);
      case "maxout" ->
          Sequential.of(
              linear(leaves), Maxout.of(Integer.parseInt(option("pieces").orElseThrow())));
      case "conv2d" -> convolution(leaves, "", sliding());
      case "residual" -> residual(leaves);
      case "maxPool2d" -> new MaxPool2d(shape("window"), sliding());
      case "averagePool2d" ->
          new AveragePool2d(shape("window"), sliding(), option("counts").isPresent());
      case "adaptiveAveragePool2d" -> new AdaptiveAveragePool2d(shape("places"));
      case "batchNorm" ->
          new BatchNorm(
              leaf(leaves, "weight"),
              leaf(leaves, "bias"),
              leaf(leaves, "running_mean"),
              leaf(leaves, "running_var"),
              0.1,
              1e-5);
      case "layerNorm" -> new LayerNorm(leaf(leaves, "weight"), leaf(leaves, "bias"), 1e-5);
      case "embedding" ->
          new Embedding(
              leaf(leaves, "weight"),
              option("padding")
                  .map(row -> OptionalLong.of(Long.parseLong(row)))
                  .orElse(OptionalLong.empty()));
      case "dropout" -> Dropout.of(Double.parseDouble(option("rate").orElseThrow()));
      case "flatten" -> Flatten.of();
      default -> throw new AssertionError(title);
    };
  }

  private static Tensor leaf(Map<String, Tensor> leaves, String name) {
    return Objects.requireNonNull(leaves.get(name), name);
  }

  /** PyTorch stores weights [out, in]. */
  private static Linear linear(Map<String, Tensor> leaves) {
    return new Linear(leaf(leaves, "weight").transpose(), Optional.ofNullable(leaves.get("bias")));
  }

  private Residual residual(Map<String, Tensor> leaves) {
    Conv2d body = convolution(leaves, "body.", sliding());
    return leaves.containsKey("projection.weight")
        ? Residual.of(body, convolution(leaves, "projection.", Sliding.valid()))
        : Residual.of(body);
  }

  private static Conv2d convolution(Map<String, Tensor> leaves, String prefix, Sliding sliding) {
    return new Conv2d(
        leaf(leaves, prefix + "weight"), Optional.ofNullable(leaves.get(prefix + "bias")), sliding);
  }

  private Sliding sliding() {
    Sliding sliding =
        Sliding.by(longs(option("stride").orElse("1")))
            .padding(longs(option("padding").orElse("0")))
            .dilation(longs(option("dilation").orElse("1")))
            .groups(Long.parseLong(option("groups").orElse("1")));
    return option("ceil").isPresent() ? sliding.ceil() : sliding;
  }

  private Shape shape(String name) {
    return Shape.of(longs(option(name).orElseThrow()));
  }

  @Override
  public String toString() {
    return title;
  }
}
