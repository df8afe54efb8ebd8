// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.array.Shape;
import chainrule.bench.work.Net;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.nn.Part;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The measured networks as layers of ours. */
final class Networks {

  private static final long SIDE = 28;
  private static final long FEATURES = 256;

  private Networks() {}

  static Layer of(Net net, List<float[]> parameters) {
    List<Tensor> leaves = new ArrayList<>();
    List<long[]> shapes = net.shapes();
    for (int i = 0; i < shapes.size(); i++) {
      leaves.add(Tensor.of(Shape.of(shapes.get(i)), parameters.get(i)).requiresGrad());
    }
    return switch (net) {
      case Net.Dense dense -> dense(dense, leaves);
      case Net.Lenet _ -> new Lenet(leaves.subList(0, 4), linear(leaves, 4, true));
    };
  }

  /** The sizes of the input of a step. */
  static Shape inputShape(Net net) {
    return switch (net) {
      case Net.Dense dense -> Shape.of(dense.batch(), dense.inputs());
      case Net.Lenet lenet -> Shape.of(lenet.batch(), 1, SIDE, SIDE);
    };
  }

  private static Mlp dense(Net.Dense net, List<Tensor> leaves) {
    Activation unit = net.unit() == Net.Unit.SIGMOID ? Activation.SIGMOID : Activation.RELU;
    return new Mlp(
        linear(leaves, 0, net.biased()), unit, net.closed() ? Optional.of(unit) : Optional.empty());
  }

  private static List<Linear> linear(List<Tensor> leaves, int from, boolean biased) {
    List<Linear> layers = new ArrayList<>();
    for (int i = from; i < leaves.size(); i += biased ? 2 : 1) {
      layers.add(
          new Linear(leaves.get(i), biased ? Optional.of(leaves.get(i + 1)) : Optional.empty()));
    }
    return List.copyOf(layers);
  }

  /**
   * The convolutional net.
   *
   * @param filters both filters, each followed by its bias
   * @param layers the linear ones
   */
  private record Lenet(List<Tensor> filters, List<Linear> layers) implements Layer {

    @Override
    public Tensor forward(Tensor x) {
      Tensor first = x.conv2d(filters.get(0), filters.get(1)).relu().maxPool2d(2);
      Tensor second = first.conv2d(filters.get(2), filters.get(3)).relu().maxPool2d(2);
      Tensor value = second.reshape(x.size(0), FEATURES);
      for (Linear layer : layers.subList(0, layers.size() - 1)) {
        value = layer.apply(value).relu();
      }
      return layers.getLast().apply(value);
    }

    @Override
    public List<Part> parts() {
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < filters.size(); i++) {
        parts.add(new Part.Leaf("filters." + i, filters.get(i)));
      }
      for (int i = 0; i < layers.size(); i++) {
        parts.add(new Part.Child("layers." + i, layers.get(i)));
      }
      return parts;
    }
  }
}
