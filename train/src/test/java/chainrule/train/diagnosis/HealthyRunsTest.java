// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.BatchNorm;
import chainrule.nn.Conv2d;
import chainrule.nn.Dropout;
import chainrule.nn.Flatten;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.MaxPool2d;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Parameters;
import chainrule.nn.Sequential;
import chainrule.nn.Unflatten;
import chainrule.optim.Adam;
import chainrule.optim.Optimizer;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import chainrule.train.data.PlaneSets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs as they should be, of which nothing is to be told, live or afterwards. */
class HealthyRunsTest {

  private static void assertHealthy(
      Layer network,
      Loss loss,
      Optimizer optimizer,
      Dataset train,
      Dataset test,
      int batch,
      int epochs) {
    History history = Nets.run(network, loss, optimizer, train, test, batch, epochs);
    assertThat(Nets.live(loss, history)).isEmpty();
    String before = Parameters.of(network).sha256();
    Diagnosis diagnosis = Diagnosis.of(network, loss, train, test, history);
    assertThat(diagnosis.text(Locale.ENGLISH)).isEmpty();
    assertThat(diagnosis.overfit().isLearned()).isTrue();
    assertThat(diagnosis.toJson().array("findings")).isEmpty();
    assertThat(Parameters.of(network).sha256()).isEqualTo(before);
  }

  private final Dataset digits = Nets.digits().train();
  private final Dataset others = Nets.digits().test();

  @Test
  void the_default_net_for_digits_is_healthy() {
    for (int seed = 1; seed <= 2; seed++) {
      Mlp net = Mlp.of("784-128-64-10", Activation.RELU, Rng.seed(seed));
      assertHealthy(net, Losses.crossEntropy(), Adam.rate(1e-3), digits, others, 60, 4);
    }
  }

  @Test
  void the_net_of_sigmoids_with_the_quadratic_cost_is_healthy() {
    Mlp net =
        Mlp.of("784-16-16-10", Activation.SIGMOID, Rng.seed(1)).withOutput(Activation.SIGMOID);
    assertHealthy(net, Losses.quadraticCost(), Sgd.rate(3), digits, others, 10, 8);
  }

  @Test
  void a_spiral_is_healthy() {
    Dataset train = PlaneSets.spiral(2, 200, 0.02, Rng.seed(1));
    Dataset test = PlaneSets.spiral(2, 50, 0.02, Rng.seed(2));
    for (Activation activation : List.of(Activation.RELU, Activation.TANH)) {
      Mlp net = Mlp.of("2-32-32-2", activation, Rng.seed(1));
      assertHealthy(net, Losses.crossEntropy(), Adam.rate(1e-2), train, test, 32, 40);
    }
  }

  /** Three flowers measured four times each, in centimeters, some of them twice alike. */
  private static Dataset flowers(int count, Rng rng) {
    double[][] means = {{5.0, 3.4, 1.5, 0.2}, {5.9, 2.8, 4.3, 1.3}, {6.6, 3.0, 5.6, 2.0}};
    float[] inputs = new float[4 * count];
    for (int i = 0; i < inputs.length; i++) {
      double size = means[i / 4 % 3][i % 4] + 0.35 * rng.normal(i);
      inputs[i] = (float) (Math.rint(size * 10) / 10);
    }
    long[] labels = IntStream.range(0, count).mapToLong(i -> i % 3).toArray();
    return Dataset.of(
        "flowers",
        Tensor.of(Shape.of(count, 4), inputs),
        Tensor.of(Shape.of(count), labels),
        List.of("a", "b", "c"));
  }

  @Test
  void a_small_table_is_healthy() {
    Mlp net = Mlp.of("4-16-3", Activation.RELU, Rng.seed(1));
    Dataset train = flowers(120, Rng.seed(1));
    Dataset test = flowers(30, Rng.seed(2));
    assertHealthy(net, Losses.crossEntropy(), Adam.rate(1e-2), train, test, 16, 20);
  }

  @Test
  void a_surface_is_healthy() {
    Mlp net = Mlp.of("2-16-16-1", Activation.TANH, Rng.seed(1));
    Dataset train = PlaneSets.saddle(200, 0.02, Rng.seed(1));
    Dataset test = PlaneSets.saddle(50, 0.02, Rng.seed(2));
    assertHealthy(net, Losses.mse(), Adam.rate(1e-2), train, test, 20, 20);
  }

  @Test
  void a_net_with_one_output_for_two_classes_is_healthy() {
    Mlp net = Mlp.of("2-16-1", Activation.RELU, Rng.seed(1));
    Dataset plane = PlaneSets.moons(100, 0.05, Rng.seed(1));
    Tensor targets = plane.all().targets().to(DType.F32).reshape(200, 1);
    Dataset train = Dataset.of("moons", plane.all().inputs(), targets, List.of());
    assertHealthy(net, Losses.binaryCrossEntropy(), Adam.rate(1e-2), train, train.first(0), 20, 10);
  }

  @Test
  void a_convolutional_net_is_healthy() {
    Sequential net =
        Sequential.of(
            Unflatten.of(1, 28, 28),
            Conv2d.of(1, 6, 5, Rng.seed(1)),
            BatchNorm.of(6),
            new Nonlinearity(Activation.RELU),
            MaxPool2d.of(4),
            Flatten.of(),
            Dropout.of(0.2),
            Linear.of(216, 10, Rng.seed(2)));
    assertHealthy(net, Losses.crossEntropy(), Adam.rate(3e-3), digits.first(200), others, 50, 2);
  }
}
