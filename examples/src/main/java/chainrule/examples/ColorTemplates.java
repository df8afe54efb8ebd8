// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Init;
import chainrule.nn.Linear;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.Trainer;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Row 55: the weights that lead from a color picture of 3 x 32 x 32 numbers to a hidden neuron are
 * such a picture themselves, a template; a net with 100 hidden neurons has 100 of them. How many
 * are good is not learned: the hidden width is a hyper-parameter.
 */
public final class ColorTemplates {

  static final int HIDDEN = 100;
  private static final List<Integer> WIDTHS = List.of(1, 3, 10, 30, 100, 300);
  private static final int SEEDS = 3;
  private static final int COLUMNS = 10;
  private static final int GAP = 2;
  private static final int EPOCHS = 10;

  private ColorTemplates() {}

  static Dataset seen() {
    return ColorScenes.of(3000, Rng.seed(55).child("seen"));
  }

  static Dataset unseen() {
    return ColorScenes.of(1000, Rng.seed(55).child("unseen"));
  }

  /** Some pictures of CIFAR-10 as rows, from -2 to 2 as the scenes are. */
  static Dataset rows(Dataset pictures, int most) {
    Batch batch = pictures.first(most).all();
    Tensor inputs = batch.inputs().reshape(batch.count(), -1).minus(0.5).times(4);
    return Dataset.of(pictures.name(), inputs, batch.targets(), pictures.classes());
  }

  /** A net to be trained, with weights near 0, so that what it shows in the end is learned. */
  static Mlp net(int width, long seed) {
    Rng rng = Rng.seed(seed);
    Tensor start =
        Tensor.normal(DType.F32, Shape.of(ColorScenes.LENGTH, width), rng.child("first"))
            .times(0.002)
            .detach();
    Linear first =
        new Linear(start.requiresGrad(), Optional.of(Tensor.zeros(width).requiresGrad()));
    Linear second = Linear.of(width, 10, Init.HE, rng.child("second"));
    return new Mlp(List.of(first, second), Activation.RELU, Optional.empty());
  }

  /** Trains a net and gives its accuracy on unseen pictures. */
  static double train(Mlp net, Dataset seen, Dataset unseen) {
    return Trainer.of(net, Losses.crossEntropy())
        .optimizer(Adam.rate(1e-3))
        .epochs(EPOCHS)
        .batch(100)
        .fit(seen, unseen)
        .test()
        .accuracy();
  }

  /** The templates of a net in rows of ten: gray is 0, the strongest weight is 1 or -1. */
  static BufferedImage image(Mlp net) {
    Tensor weights = net.layers().getFirst().weight().transpose();
    int count = Math.toIntExact(weights.size(0));
    int pitch = ColorScenes.SIDE + GAP;
    int rows = Math.ceilDiv(count, COLUMNS);
    BufferedImage image =
        new BufferedImage(
            pitch * Math.min(count, COLUMNS) - GAP, pitch * rows - GAP, BufferedImage.TYPE_INT_RGB);
    for (int unit = 0; unit < count; unit++) {
      int[] pixels = template(weights.select(0, unit).toFloats());
      image.setRGB(
          unit % COLUMNS * pitch,
          unit / COLUMNS * pitch,
          ColorScenes.SIDE,
          ColorScenes.SIDE,
          pixels,
          0,
          ColorScenes.SIDE);
    }
    return image;
  }

  /** The weights of a neuron as pixels. */
  static int[] template(float[] weights) {
    float strongest = Float.MIN_NORMAL;
    for (float weight : weights) {
      strongest = Math.max(strongest, Math.abs(weight));
    }
    int[] pixels = new int[weights.length / 3];
    for (int i = 0; i < weights.length; i++) {
      int shade = Math.round(127.5f + 127.5f * weights[i] / strongest);
      pixels[i % pixels.length] = pixels[i % pixels.length] << 8 | shade;
    }
    return pixels;
  }

  /** The table: the accuracy on unseen pictures by hidden width. */
  static void table(boolean whole, Consumer<String> page) {
    Dataset seen = seen();
    Dataset unseen = unseen();
    Table table = Table.of(page, "width", "seed 1", "seed 2", "seed 3");
    for (int width : (whole ? WIDTHS : List.of(10))) {
      List<Double> shares = new ArrayList<>();
      for (int seed = 1; seed <= (whole ? SEEDS : 1); seed++) {
        shares.add(100 * train(net(width, seed), seen, unseen));
      }
      table.row(Integer.toString(width), shares, "%.1f %%");
    }
  }

  /** Prints a row of the table for one seed. */
  public static void main() {
    table(false, IO::println);
  }
}
