// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.nn.Dropout;
import chainrule.nn.Flatten;
import chainrule.nn.Init;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Sequential;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.table.Transformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The network that is asked for.
 *
 * @param sizes of all layers, joined by -, input first
 * @param hidden the activation between layers
 * @param output the activation of the last layer, if any
 * @param init how weights start
 * @param dropout after each hidden layer
 * @param isFlat whether inputs are rows already
 * @param table how rows of a table become inputs, if they are that
 */
record NetChoice(
    String sizes,
    Activation hidden,
    Optional<Activation> output,
    Init init,
    double dropout,
    boolean isFlat,
    Optional<Transformation> table) {

  /** The network, with weights made from a seed. */
  Layer network(long seed) {
    Rng rng = Rng.seed(seed);
    List<Layer> layers = new ArrayList<>(first(seed));
    if (dropout == 0 && isFlat && layers.isEmpty()) {
      return Mlp.of(sizes, hidden, output, init, rng);
    }
    if (!isFlat) {
      layers.add(new Flatten());
    }
    List<Long> widths = Mlp.sizes(sizes);
    for (int i = 0; i + 1 < widths.size(); i++) {
      layers.add(Linear.of(widths.get(i), widths.get(i + 1), init, rng.child("layers").child(i)));
      if (i + 2 < widths.size()) {
        layers.add(new Nonlinearity(hidden));
        if (dropout > 0) {
          layers.add(Dropout.of(dropout));
        }
      }
    }
    output.ifPresent(last -> layers.add(new Nonlinearity(last)));
    return new Sequential(layers);
  }

  /** The tables of embedded columns, if there are any. */
  List<Layer> first(long seed) {
    return table
        .flatMap(rows -> rows.embedding(Rng.seed(seed).child("embedding")))
        .<List<Layer>>map(List::of)
        .orElse(List.of());
  }

  /** The sizes that were asked for, whole. */
  static String sizes(Invocation call, Material material) {
    if (Stream.of("--net", "--hidden", "--layers").filter(call::gave).count() > 1) {
      throw new ArgumentException(call.console().text("train.net.twice"));
    }
    long in = material.inputs();
    long out = material.outputs();
    if (!call.gave("--net")) {
      String hidden =
          call.gave("--hidden") ? call.value("--hidden") : material.suggestion().hidden();
      String whole = hidden.isEmpty() ? in + "-" + out : in + "-" + hidden + "-" + out;
      Mlp.sizes(whole);
      return whole;
    }
    String net = call.value("--net");
    List<Long> sizes = Mlp.sizes(net);
    if (sizes.getFirst() != in || sizes.getLast() != out) {
      throw new ArgumentException(
          call.console().text("train.net", net, material.train().name(), in, out));
    }
    return net;
  }
}
