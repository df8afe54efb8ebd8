// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Layers as libtorch computes them, by name, with their options as texts. */
final class TorchLayers {

  private static final double EPSILON = 1e-5;
  private static final double MOMENTUM = 0.1;

  private TorchLayers() {}

  static Tensor apply(
      String kind, Map<String, String> options, Tensor x, Map<String, Tensor> leaves) {
    return switch (kind) {
      case "linear" -> torch.linear(x, leaves.get("weight"), optional(leaves, "bias"));
      case "conv2d" -> convolved(options, x, leaves, "");
      case "residual" -> residual(options, x, leaves);
      case "maxPool2d", "averagePool2d" -> pooled(kind, options, x);
      case "adaptiveAveragePool2d" -> torch.adaptive_avg_pool2d(x, numbers(options, "places", ""));
      case "batchNorm" ->
          torch.batch_norm(
              x,
              optional(leaves, "weight"),
              optional(leaves, "bias"),
              optional(leaves, "running_mean"),
              optional(leaves, "running_var"),
              options.containsKey("train"),
              MOMENTUM,
              EPSILON,
              false);
      case "layerNorm" ->
          torch.layer_norm(
              x,
              leaves.get("weight").shape(),
              optional(leaves, "weight"),
              optional(leaves, "bias"),
              EPSILON,
              false);
      case "embedding" ->
          torch.embedding(
              leaves.get("weight"),
              x,
              Long.parseLong(options.getOrDefault("padding", "-1")),
              false,
              false);
      case "maxout" -> {
        Tensor sums = torch.linear(x, leaves.get("weight"), optional(leaves, "bias"));
        long pieces = Long.parseLong(options.get("pieces"));
        yield torch.max(torch.reshape(sums, x.size(0), -1, pieces), 2).get0();
      }
      case "dropout" -> torch.dropout(x, Double.parseDouble(options.get("rate")), false);
      case "flatten" -> torch.flatten(x, 1, -1);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Tensor residual(
      Map<String, String> options, Tensor x, Map<String, Tensor> leaves) {
    Tensor shortcut =
        leaves.containsKey("projection.weight") ? convolved(Map.of(), x, leaves, "projection.") : x;
    return shortcut.add(convolved(options, x, leaves, "body."));
  }

  private static Tensor convolved(
      Map<String, String> options, Tensor x, Map<String, Tensor> leaves, String prefix) {
    return torch.convolution(
        x,
        leaves.get(prefix + "weight"),
        optional(leaves, prefix + "bias"),
        numbers(options, "stride", "1,1"),
        numbers(options, "padding", "0,0"),
        numbers(options, "dilation", "1,1"),
        false,
        new long[2],
        Long.parseLong(options.getOrDefault("groups", "1")));
  }

  private static Tensor pooled(String kind, Map<String, String> options, Tensor x) {
    long[] window = numbers(options, "window", "");
    long[] stride = numbers(options, "stride", "");
    long[] padding = numbers(options, "padding", "0,0");
    boolean ceil = options.containsKey("ceil");
    if (kind.equals("averagePool2d")) {
      boolean counts = options.containsKey("counts");
      return torch.avg_pool2d(x, window, stride, padding, ceil, counts, new LongOptional());
    }
    long[] dilation = numbers(options, "dilation", "1,1");
    return torch.max_pool2d_with_indices(x, window, stride, padding, dilation, ceil).get0();
  }

  private static long[] numbers(Map<String, String> options, String name, String usual) {
    return Arrays.stream(options.getOrDefault(name, usual).split(","))
        .mapToLong(Long::parseLong)
        .toArray();
  }

  private static TensorOptional optional(Map<String, Tensor> leaves, String name) {
    return leaves.containsKey(name) ? new TensorOptional(leaves.get(name)) : new TensorOptional();
  }
}
