// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PredictorTest {

  private final Mlp net = Mlp.of("12-16-9-5", Activation.RELU, Rng.seed(3));
  private final Predictor predictor = Predictor.of(net, 12);

  private static float[] sample(long seed) {
    return Tensor.normal(chainrule.array.DType.F32, Shape.of(12), Rng.seed(seed)).toFloats();
  }

  private float[] expected(float[] sample) {
    return Autograd.noGrad(() -> net.apply(Tensor.of(Shape.of(1, 12), sample)).toFloats());
  }

  @Test
  void answers_have_the_bits_of_the_forward_pass() {
    for (int i = 0; i < 20; i++) {
      assertThat(predictor.predict(sample(i))).containsExactly(expected(sample(i)));
    }
    assertThat(predictor.sample()).isEqualTo(Shape.of(12));
    assertThat(predictor.result()).isEqualTo(Shape.of(5));
  }

  @Test
  void the_class_is_the_place_of_the_largest_answer() {
    Tensor scores = Tensor.of(Shape.of(5), expected(sample(4)));
    assertThat(predictor.classify(sample(4))).isEqualTo((int) scores.argmax(0).item());
  }

  @Test
  void it_reads_parameters_that_were_rewritten_since() {
    predictor.predict(sample(1));
    net.layers()
        .getFirst()
        .weight()
        .assign(Tensor.full(net.layers().getFirst().weight().dtype(), Shape.of(12, 16), 0.125));
    assertThat(predictor.predict(sample(1))).containsExactly(expected(sample(1)));
  }

  @Test
  void many_threads_share_it() throws ExecutionException, InterruptedException {
    List<Future<float[]>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 640; i++) {
        float[] sample = sample(i % 64);
        answers.add(threads.submit(() -> predictor.predict(sample)));
      }
    }
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get()).containsExactly(expected(sample(i % 64)));
    }
  }

  @Test
  void numbers_of_another_count_are_refused() {
    assertThatThrownBy(() -> predictor.predict(new float[11]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("predict: sample of 11 numbers; needs 12");
    assertThatThrownBy(() -> predictor.predict(new float[12], new float[4]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("predict: answer of 4 numbers; needs 5");
    assertThatThrownBy(() -> Predictor.of(net, 13))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("inner sizes differ");
  }

  @Test
  void a_network_that_looks_at_its_numbers_is_refused_with_the_reason() {
    Layer looking =
        new Layer() {
          @Override
          public Tensor forward(Tensor x) {
            return x.sum().item() > 0 ? x : x.negate();
          }

          @Override
          public List<Part> parts() {
            return List.of();
          }
        };
    assertThatThrownBy(() -> Predictor.of(looking, 3))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("cannot be compiled: reads numbers out of a tensor");
  }
}
