// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.nn.AdaptiveAveragePool2d;
import chainrule.nn.AveragePool2d;
import chainrule.nn.BatchNorm;
import chainrule.nn.ColumnEmbedding;
import chainrule.nn.Conv2d;
import chainrule.nn.Dropout;
import chainrule.nn.Embedding;
import chainrule.nn.Flatten;
import chainrule.nn.Layer;
import chainrule.nn.LayerNorm;
import chainrule.nn.Linear;
import chainrule.nn.MaxPool2d;
import chainrule.nn.Maxout;
import chainrule.nn.Residual;
import chainrule.nn.Sequential;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.nn.Unflatten;
import chainrule.optim.Adam;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.plan.Workspace;
import chainrule.random.Rng;
import chainrule.spi.Workers;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Training steps through every layer, by every backend, eager and compiled. */
class LayerStepsTest {

  private static final int STEPS = 5;
  private static final int SAMPLES = 16;
  private static final Tensor X = Tensor.normal(DType.F32, Shape.of(SAMPLES, 144), Rng.seed(1));
  private static final Tensor Y = Tensor.range(DType.I64, SAMPLES).remainder(5).to(DType.I64);

  /** Images beside an index each, which is also a column of what comes of them. */
  private record Network(
      Sequential images, Embedding indices, ColumnEmbedding columns, Sequential head)
      implements Layer {
    static Network of(Rng rng) {
      Sliding padded = Sliding.valid().padding(1);
      return new Network(
          Sequential.of(
                  Unflatten.of(1, 12, 12),
                  Conv2d.of(1, 8, 3, padded, rng.child(0)).withoutBias(),
                  BatchNorm.of(8))
              .then(Activation.RELU)
              .then(MaxPool2d.of(2))
              .then(
                  Residual.of(
                      Sequential.of(
                          Conv2d.of(8, 16, 3, padded.groups(2), rng.child(1)), BatchNorm.of(16)),
                      Conv2d.of(8, 16, 1, rng.child(2))))
              .then(AveragePool2d.of(3, Sliding.by(1).padding(1)))
              .then(AdaptiveAveragePool2d.of(2, 2))
              .then(Flatten.of())
              .then(Dropout.of(0.3)),
          Embedding.of(5, 64, 0, rng.child(3)),
          new ColumnEmbedding(65, List.of(64L), List.of(Embedding.of(5, 3, 1, rng.child(6)))),
          Sequential.of(
              LayerNorm.of(67),
              Linear.of(67, 40, rng.child(4)),
              BatchNorm.of(40),
              Maxout.of(2),
              Dropout.of(0.5),
              Linear.of(20, 5, rng.child(5))));
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor rows = images.apply(x).plus(indices.apply(Y));
      Tensor places = Y.reshape(SAMPLES, 1).to(DType.F32);
      return head.apply(columns.apply(rows.concat(1, places)));
    }
  }

  /** Losses, all leaves, the kept ones too, and what the trained network answers. */
  private static String trained(boolean compiled) {
    Network model = Network.of(Rng.seed(2));
    String learned = new TrainedSteps(X, Y, STEPS).train(model, compiled);
    BatchNorm norm = (BatchNorm) model.head().layers().get(2);
    assertThat(norm.runningMean().version()).isEqualTo(STEPS);
    String answers =
        DoubleStream.of(model.apply(X).toDoubles())
            .mapToObj(Double::toString)
            .collect(Collectors.joining(" "));
    return learned + answers;
  }

  @Test
  void steps_with_warm_up_dropout_and_norms_end_with_the_same_bits_whoever_runs_them() {
    TrainedSteps.assertSameBits(List.of(1, 2, 8), LayerStepsTest::trained);
  }

  @Test
  void a_trained_network_answers_the_same_compiled() {
    Network model = Network.of(Rng.seed(2));
    Compiled answers =
        Compiled.of(in -> List.of(Autograd.noGrad(() -> model.apply(in.getFirst()))));
    StepKeys keys = StepKeys.of(Rng.seed(4));
    for (int call = 0; call < 5; call++) {
      assertThat(answers.apply(X).getFirst().toDoubles())
          .containsExactly(model.apply(X).toDoubles());
      Training.scope(keys, () -> model.apply(X));
    }
    assertThat(answers.plan(X)).isPresent();
  }

  @Test
  @Tag("garbage")
  void a_compiled_step_through_norms_allocates_nothing() {
    Sequential model =
        Sequential.of(
            Linear.of(144, 32, Rng.seed(2)),
            BatchNorm.of(32),
            Dropout.of(0.5),
            LayerNorm.of(32),
            Linear.of(32, 5, Rng.seed(3)));
    Context.current()
        .withWorkers(Workers.of(1))
        .run(() -> {
          Stepper stepper = Adam.rate(0.01).over(model);
          Compiled plan = Compiled.of(TrainedSteps.step(model, stepper, StepKeys.of(Rng.seed(3))));
          stepper.advance(0.01);
          for (int call = 0; call < 3; call++) {
            plan.apply(X, Y);
          }
          Workspace workspace = plan.workspace(X, Y).orElseThrow();
          assertThat(Allocation.settles(workspace::run)).isTrue();
        });
  }
}
