// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Layers one after another; parameters are named by index, as in {@code 0.weight}. */
public record Sequential(List<Layer> layers) implements Layer {

  /** Keeps its own copy of the list. */
  public Sequential {
    layers = List.copyOf(layers);
  }

  /** Layers one after another. */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  /** This with a layer at its end. */
  public Sequential then(Layer layer) {
    List<Layer> longer = new ArrayList<>(layers);
    longer.add(layer);
    return new Sequential(longer);
  }

  /** This with an activation at its end. */
  public Sequential then(Activation function) {
    return then(new Nonlinearity(function));
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor value = x;
    for (Layer layer : layers) {
      value = layer.apply(value);
    }
    return value;
  }

  @Override
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      parts.add(new Part.Child(Integer.toString(i), layers.get(i)));
    }
    return List.copyOf(parts);
  }
}
