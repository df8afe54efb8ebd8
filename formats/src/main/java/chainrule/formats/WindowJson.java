// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;
import chainrule.error.FormatException;
import chainrule.nn.AveragePool2d;
import chainrule.nn.Conv2d;
import chainrule.nn.MaxPool2d;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Convolutions and pools as JSON trees; of how windows slide what is not as usual. */
final class WindowJson {

  private static final List<Long> ZERO = List.of(0L);
  private static final List<Long> ONE = List.of(1L);

  private WindowJson() {}

  static Json convolution(Conv2d layer) {
    return sliding(
        NetJson.typed("Conv2d")
            .with("in", layer.in())
            .with("out", layer.out())
            .with("window", NetSizes.json(layer.window()))
            .with("bias", layer.bias().isPresent()),
        layer.sliding());
  }

  static Json largest(MaxPool2d pool) {
    return sliding(
        NetJson.typed("MaxPool2d").with("window", NetSizes.json(pool.window())), pool.sliding());
  }

  static Json average(AveragePool2d pool) {
    return sliding(
        NetJson.typed("AveragePool2d")
            .with("window", NetSizes.json(pool.window()))
            .with("countsPadding", pool.countsPadding()),
        pool.sliding());
  }

  private static Json sliding(Json.JsonObject tree, Sliding sliding) {
    Json.JsonObject full = numbers(tree, "stride", sliding.stride(), ONE);
    full = numbers(full, "before", sliding.before(), ZERO);
    full = numbers(full, "after", sliding.after(), ZERO);
    full = numbers(full, "dilation", sliding.dilation(), ONE);
    full = sliding.groups() == 1 ? full : full.with("groups", sliding.groups());
    full = sliding.isCeil() ? full.with("ceil", true) : full;
    return sliding.isSame() ? full.with("same", true) : full;
  }

  private static Json.JsonObject numbers(
      Json.JsonObject tree, String name, List<Long> numbers, List<Long> usual) {
    return numbers.equals(usual) ? tree : tree.with(name, NetSizes.json(numbers));
  }

  static Conv2d readConvolution(Json.JsonObject tree, NetLeaves leaves) {
    Sliding sliding = readSliding(tree);
    long in = NetSizes.size(tree.whole("in"));
    long out = NetSizes.size(tree.whole("out"));
    Shape window = window(tree);
    if (in % sliding.groups() != 0) {
      throw new FormatException(
          "chainrule.net: " + sliding.groups() + " groups of " + in + " channels; needs a divisor");
    }
    long[] sizes = {out, in / sliding.groups(), window.size(0), window.size(1)};
    Optional<Tensor> bias = tree.flag("bias") ? Optional.of(leaves.trained(out)) : Optional.empty();
    return new Conv2d(leaves.trained(sizes), bias, sliding);
  }

  static MaxPool2d readLargest(Json.JsonObject tree) {
    return new MaxPool2d(window(tree), readSliding(tree));
  }

  static AveragePool2d readAverage(Json.JsonObject tree) {
    return new AveragePool2d(window(tree), readSliding(tree), tree.flag("countsPadding"));
  }

  private static Shape window(Json.JsonObject tree) {
    Shape window = NetSizes.shape(tree.array("window"));
    if (window.rank() != 2) {
      throw new FormatException("chainrule.net: window " + window + "; needs rows and columns");
    }
    return window;
  }

  private static Sliding readSliding(Json.JsonObject tree) {
    return new Sliding(
        numbers(tree, "stride", ONE, 1),
        numbers(tree, "before", ZERO, 0),
        numbers(tree, "after", ZERO, 0),
        numbers(tree, "dilation", ONE, 1),
        ZERO,
        tree.find("groups").map(groups -> NetSizes.size(groups.asWhole())).orElse(1L),
        tree.find("ceil").map(Json::asFlag).orElse(false),
        tree.find("same").map(Json::asFlag).orElse(false));
  }

  private static List<Long> numbers(
      Json.JsonObject tree, String name, List<Long> usual, long least) {
    return tree.find(name).map(list -> NetSizes.numbers(list.asArray(), least)).orElse(usual);
  }
}
