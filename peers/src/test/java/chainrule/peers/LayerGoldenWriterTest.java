// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Stores layers with libtorch's outputs and gradients where core checks them without libtorch: a
 * line for the layer, one for each array of numbers, in F64 and 12 digits.
 */
class LayerGoldenWriterTest {

  /** A layer, its options, then its arrays by name and sizes. */
  private static final List<String> LAYERS =
      List.of(
          "linear | x=4,5 weight=3,5 bias=3",
          "linear | x=2,3,5 weight=4,5",
          "conv2d | x=2,3,5,6 weight=4,3,3,2 bias=4",
          "conv2d stride=2,1 padding=1,2 | x=2,2,5,4 weight=3,2,3,3",
          "conv2d dilation=2,1 groups=2 padding=2,0 | x=2,4,5,4 weight=6,2,3,2 bias=6",
          "conv2d groups=4 padding=1,1 stride=2,2 | x=1,4,5,5 weight=4,1,3,3 bias=4",
          "maxPool2d window=2,2 stride=2,2 | x=2,2,4,5",
          "maxPool2d window=3,2 stride=2,1 padding=1,0 dilation=1,2 | x=2,2,5,5",
          "maxPool2d window=3,3 stride=2,2 padding=1,1 ceil=1 | x=1,2,6,5",
          "averagePool2d window=2,2 stride=2,2 counts=1 | x=2,2,4,5",
          "averagePool2d window=3,3 stride=2,2 padding=1,1 counts=1 ceil=1 | x=1,2,6,5",
          "averagePool2d window=3,3 stride=2,2 padding=1,1 ceil=1 | x=1,2,6,5",
          "adaptiveAveragePool2d places=1,1 | x=2,3,4,5",
          "adaptiveAveragePool2d places=3,2 | x=2,2,5,5",
          "batchNorm train=1 | x=5,3 weight=3 bias=3 running_mean=3 running_var=3",
          "batchNorm train=1 | x=5,3 weight=3 bias=3 running_mean=again running_var=again",
          "batchNorm train=1 | x=5,3 weight=3 bias=3 running_mean=again running_var=again",
          "batchNorm train=1 | x=2,3,4 weight=3 bias=3 running_mean=3 running_var=3",
          "batchNorm train=1 | x=2,2,3,4 weight=2 bias=2 running_mean=2 running_var=2",
          "batchNorm | x=2,2,3,4 weight=2 bias=2 running_mean=2 running_var=2",
          "layerNorm | x=3,6 weight=6 bias=6",
          "layerNorm | x=2,3,4 weight=3,4 bias=3,4",
          "embedding | x=2,3 weight=5,3",
          "embedding padding=2 | x=3,4 weight=5,2",
          "residual padding=1,1 | x=1,3,4,4 body.weight=3,3,3,3 body.bias=3",
          "residual padding=1,0 | x=2,2,3,4 body.weight=3,2,3,1 body.bias=3"
              + " projection.weight=3,2,1,1 projection.bias=3",
          "maxout pieces=3 | x=4,5 weight=6,5 bias=6",
          "dropout rate=0.5 | x=3,4",
          "flatten | x=2,3,2");

  private final StringBuilder text = new StringBuilder();
  private final Map<String, double[]> kept = new LinkedHashMap<>();

  @Test
  @EnabledIfSystemProperty(named = "layerGoldens", matches = ".+")
  void layers_are_stored() throws IOException {
    for (int i = 0; i < LAYERS.size(); i++) {
      try (var _ = new PointerScope()) {
        store(LAYERS.get(i), Rng.seed(i).child("layer"));
      }
    }
    Path file = Path.of(System.getProperty("layerGoldens"));
    Files.writeString(file, text);
    assertThat(Files.size(file)).isLessThan(200_000);
  }

  private void store(String line, Rng rng) {
    String[] sides = line.split(" \\| ");
    String[] words = sides[0].split(" ");
    Map<String, String> options = pairs(Arrays.copyOfRange(words, 1, words.length));
    text.append(sides[0]).append('\n');
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    pairs(sides[1].split(" "))
        .forEach((name, sizes) -> leaves.put(name, leaf(words[0], name, sizes, rng, leaves)));
    leaves.forEach((name, leaf) -> append("given " + name, leaf));
    Tensor x = leaves.remove("x");
    Tensor out = TorchLayers.apply(words[0], options, x, leaves);
    append("out", out);
    Tensor upstream = tensor(numbers(out.numel(), rng.child("upstream")), out.shape());
    append("upstream", upstream);
    out.mul(upstream).sum().backward();
    leaves.put("x", x);
    leaves.forEach((name, leaf) -> {
      if (leaf.requires_grad()) {
        append("gradient " + name, leaf.grad());
      } else if (name.startsWith("running")) {
        append("kept " + name, leaf);
        kept.put(name, array(leaf));
      }
    });
    text.append('\n');
  }

  private static Map<String, String> pairs(String[] words) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words) {
      pairs.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
    }
    return pairs;
  }

  private Tensor leaf(String kind, String name, String sizes, Rng rng, Map<String, Tensor> before) {
    if (sizes.equals("again")) {
      return tensor(kept.get(name), before.get("weight").shape());
    }
    long[] shape = Arrays.stream(sizes.split(",")).mapToLong(Long::parseLong).toArray();
    double[] numbers = numbers(Shape.of(shape).count(), rng.child(name));
    if (kind.equals("embedding") && name.equals("x")) {
      double[] rows = Arrays.stream(numbers).map(each -> Math.abs(each * 16) % 5).toArray();
      return tensor(rows, shape).to(torch.ScalarType.Long);
    }
    if (name.equals("running_var")) {
      numbers = Arrays.stream(numbers).map(each -> Math.abs(each) + 0.5).toArray();
    }
    Tensor leaf = tensor(numbers, shape);
    return name.startsWith("running") ? leaf : leaf.set_requires_grad(true);
  }

  /** Sixteenths, which are exact in every type and short in print. */
  private static double[] numbers(long count, Rng rng) {
    double[] normal = chainrule.tensor.Tensor.normal(DType.F64, Shape.of(count), rng).toDoubles();
    return Arrays.stream(normal).map(each -> Math.rint(each * 16) / 16).toArray();
  }

  private static Tensor tensor(double[] numbers, long[] shape) {
    return Tensor.create(numbers, shape);
  }

  private void append(String name, Tensor tensor) {
    String numbers =
        Arrays.stream(array(tensor))
            .mapToObj(number -> new BigDecimal(number).round(new MathContext(12)))
            .map(number -> number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
            .collect(Collectors.joining(" "));
    String sizes =
        Arrays.stream(tensor.shape()).mapToObj(Long::toString).collect(Collectors.joining(","));
    text.append(name).append(' ').append(sizes).append(": ").append(numbers).append('\n');
  }

  private static double[] array(Tensor tensor) {
    Tensor flat = tensor.detach().to(torch.ScalarType.Double).contiguous().reshape(-1);
    double[] numbers = new double[(int) flat.numel()];
    DoubleBuffer buffer = flat.createBuffer();
    buffer.get(numbers);
    return numbers;
  }
}
