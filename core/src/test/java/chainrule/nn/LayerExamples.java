// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every layer with something to apply it to, in F64. */
final class LayerExamples {

  private static final Rng RNG = Rng.seed(17);

  private LayerExamples() {}

  /**
   * A layer and what it takes.
   *
   * @param make the layer over other leaves that are trained, in the order of its own
   */
  record Example(
      String name, Layer layer, Tensor x, boolean draws, Function<Iterator<Tensor>, Layer> make) {

    List<Tensor> trained() {
      return Parameters.of(layer).trained();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Example> all() {
    List<Example> all = new ArrayList<>();
    Tensor rows = numbers("rows", 4, 6);
    Tensor images = numbers("images", 3, 4, 5, 6);
    all.add(
        new Example(
            "linear",
            new Linear(numbers("w", 6, 3), Optional.of(numbers("b", 3))),
            rows,
            false,
            leaves -> new Linear(leaves.next(), Optional.of(leaves.next()))));
    all.add(plain("dropout", Dropout.of(0.4), rows, true));
    all.add(batchNorm("rows", rows));
    all.add(batchNorm("lines", numbers("lines", 3, 4, 5)));
    all.add(batchNorm("images", images));
    all.add(layerNorm(rows, 6));
    all.add(layerNorm(images, 5, 6));
    all.add(embedding(OptionalLong.empty()));
    all.add(embedding(OptionalLong.of(3)));
    all.add(columnEmbedding(rows));
    all.add(convolution("plain", images, Sliding.valid()));
    all.add(convolution("moved", images, Sliding.by(2, 1).padding(1, 2).dilation(2, 1)));
    all.add(convolution("grouped", images, Sliding.same().groups(2)));
    all.add(plain("maxPool2d", MaxPool2d.of(2), images, false));
    Sliding moved = Sliding.by(2).padding(1).ceil();
    all.add(plain("maxPool2d moved", MaxPool2d.of(3, moved), images, false));
    all.add(plain("averagePool2d", AveragePool2d.of(2), images, false));
    all.add(plain("averagePool2d moved", AveragePool2d.of(3, moved), images, false));
    all.add(plain("adaptive", AdaptiveAveragePool2d.of(2, 4), images, false));
    all.add(plain("flatten", Flatten.of(), images, false));
    all.add(plain("unflatten", Unflatten.of(2, 3), rows, false));
    all.add(plain("maxout", Maxout.of(3), rows, false));
    all.add(plain("activation", new Nonlinearity(Activation.TANH), rows, false));
    all.add(
        new Example(
            "residual",
            Residual.of(
                new Linear(numbers("body", 6, 3), Optional.empty()),
                new Linear(numbers("shortcut", 6, 3), Optional.empty())),
            rows,
            false,
            leaves ->
                Residual.of(
                    new Linear(leaves.next(), Optional.empty()),
                    new Linear(leaves.next(), Optional.empty()))));
    return all.stream();
  }

  private static Example plain(String name, Layer layer, Tensor x, boolean draws) {
    return new Example(name, layer, x, draws, _ -> layer);
  }

  private static Example batchNorm(String name, Tensor x) {
    long channels = x.size(1);
    Function<Iterator<Tensor>, Layer> make =
        leaves ->
            new BatchNorm(
                leaves.next(),
                leaves.next(),
                numbers("mean", channels).requiresGrad(false),
                Tensor.full(DType.F64, Shape.of(channels), 2),
                0.1,
                1e-5);
    Layer layer =
        make.apply(List.of(numbers("weight", channels), numbers("bias", channels)).iterator());
    return new Example("batchNorm of " + name, layer, x, false, make);
  }

  private static Example layerNorm(Tensor x, long... sizes) {
    Function<Iterator<Tensor>, Layer> make =
        leaves -> new LayerNorm(leaves.next(), leaves.next(), 1e-5);
    Layer layer = make.apply(List.of(numbers("weight", sizes), numbers("bias", sizes)).iterator());
    return new Example(layer.label(), layer, x, false, make);
  }

  /** No index is that of the padding, which has no gradient by definition. */
  private static Example embedding(OptionalLong padding) {
    Tensor indices = Tensor.of(Shape.of(2, 3), new long[] {4, 0, 2, 2, 1, 4});
    return new Example(
        "embedding, padding " + padding,
        new Embedding(numbers("table", 5, 3), padding),
        indices,
        false,
        leaves -> new Embedding(leaves.next(), padding));
  }

  /** Numbers between two categories, which are no input: to move them a little is refused. */
  private static Example columnEmbedding(Tensor rows) {
    Function<Iterator<Tensor>, Layer> make =
        leaves ->
            new Categorized(
                new ColumnEmbedding(
                    rows.size(1) + 2,
                    List.of(0L, rows.size(1) + 1),
                    List.of(
                        new Embedding(leaves.next(), OptionalLong.empty()),
                        new Embedding(leaves.next(), OptionalLong.of(3)))));
    List<Tensor> leaves = List.of(numbers("first", 3, 2), numbers("second", 4, 1));
    return new Example("columnEmbedding", make.apply(leaves.iterator()), rows, false, make);
  }

  /** A layer after the categories of four rows. */
  record Categorized(ColumnEmbedding layer) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      Tensor first = Tensor.of(DType.F64, Shape.of(4, 1), new double[] {0, 2, 2, 1});
      Tensor second = Tensor.of(DType.F64, Shape.of(4, 1), new double[] {0, 1, 2, 2});
      return layer.apply(first.concat(1, x, second));
    }
  }

  private static Example convolution(String name, Tensor x, Sliding sliding) {
    long groups = sliding.groups();
    Function<Iterator<Tensor>, Layer> make =
        leaves -> new Conv2d(leaves.next(), Optional.of(leaves.next()), sliding);
    List<Tensor> leaves = List.of(numbers("filters", 4, 4 / groups, 3, 2), numbers("biases", 4));
    return new Example("conv2d " + name, make.apply(leaves.iterator()), x, false, make);
  }

  /** Far from ties, as all differ. */
  private static Tensor numbers(String name, long... sizes) {
    return Tensor.normal(DType.F64, Shape.of(sizes), RNG.child(name)).detach().requiresGrad();
  }
}
