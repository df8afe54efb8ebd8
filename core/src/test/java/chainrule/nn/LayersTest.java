// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayersTest {

  private static final Rng RNG = Rng.seed(3);
  private static final Tensor IMAGES = Tensor.normal(DType.F32, Shape.of(2, 3, 8, 10), Rng.seed(4));

  static Stream<Arguments> shapes() {
    Tensor rows = Tensor.ones(5, 12);
    return Stream.of(
        Arguments.of(Dropout.of(0.5), rows, "[5, 12]", "Dropout(0.5)"),
        Arguments.of(BatchNorm.of(12), rows, "[5, 12]", "BatchNorm(12)"),
        Arguments.of(BatchNorm.of(3), IMAGES, "[2, 3, 8, 10]", "BatchNorm(3)"),
        Arguments.of(LayerNorm.of(8, 10), IMAGES, "[2, 3, 8, 10]", "LayerNorm(8x10)"),
        Arguments.of(
            Embedding.of(7, 4, RNG),
            Tensor.of(Shape.of(2, 2), new long[] {0, 6, 3, 3}),
            "[2, 2, 4]",
            "Embedding(7 x 4)"),
        Arguments.of(Conv2d.of(3, 6, 3, RNG), IMAGES, "[2, 6, 6, 8]", "Conv2d(3 -> 6, 3x3)"),
        Arguments.of(
            Conv2d.of(3, 6, 3, Sliding.by(2).padding(1).groups(3), RNG),
            IMAGES,
            "[2, 6, 4, 5]",
            "Conv2d(3 -> 6, 3x3, stride 2, padding 1, groups 3)"),
        Arguments.of(
            Conv2d.of(3, 2, Shape.of(1, 4), Sliding.same().dilation(1, 2), Init.XAVIER, RNG),
            IMAGES,
            "[2, 2, 8, 10]",
            "Conv2d(3 -> 2, 1x4, same size, dilation [1, 2])"),
        Arguments.of(MaxPool2d.of(2), IMAGES, "[2, 3, 4, 5]", "MaxPool2d(2x2)"),
        Arguments.of(
            MaxPool2d.of(3, Sliding.by(2).padding(1).ceil()),
            IMAGES,
            "[2, 3, 5, 6]",
            "MaxPool2d(3x3, stride 2, padding 1, ceil)"),
        Arguments.of(AveragePool2d.of(2), IMAGES, "[2, 3, 4, 5]", "AveragePool2d(2x2)"),
        Arguments.of(
            AdaptiveAveragePool2d.of(1, 1), IMAGES, "[2, 3, 1, 1]", "AdaptiveAveragePool2d(1x1)"),
        Arguments.of(Flatten.of(), IMAGES, "[2, 240]", "Flatten"),
        Arguments.of(Flatten.of(), Tensor.ones(4), "[4, 1]", "Flatten"),
        Arguments.of(Unflatten.of(1, 3, 4), rows, "[5, 1, 3, 4]", "Unflatten(1x3x4)"),
        Arguments.of(Residual.of(Dropout.of(0)), rows, "[5, 12]", "Residual"),
        Arguments.of(Maxout.of(3), rows, "[5, 4]", "Maxout(3)"),
        Arguments.of(Maxout.of(12, 7, 2, RNG), rows, "[5, 7]", "Sequential"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void results_have_the_shapes_that_are_documented(
      Layer layer, Tensor x, String shape, String label) {
    assertThat(layer.apply(x).shape()).hasToString(shape);
    assertThat(layer.label()).isEqualTo(label);
  }

  static Stream<Arguments> mistakes() {
    Tensor row = Tensor.ones(2, 5);
    return Stream.of(
        Arguments.of(Conv2d.of(2, 6, 3, RNG), IMAGES, "needs [n, 2, rows, columns]"),
        Arguments.of(Conv2d.of(3, 6, 3, RNG), row, "make images of rows with Unflatten"),
        Arguments.of(Conv2d.of(3, 6, 9, RNG), IMAGES, "window"),
        Arguments.of(MaxPool2d.of(2), row, "needs [n, channels, rows, columns]"),
        Arguments.of(AveragePool2d.of(2), row, "needs [n, channels, rows, columns]"),
        Arguments.of(AdaptiveAveragePool2d.of(1, 1), row, "needs [n, channels, rows, columns]"),
        Arguments.of(Flatten.of(), Tensor.scalar(1), "needs a batch of samples"),
        Arguments.of(Unflatten.of(2, 2), row, "x is F32[2, 5]; needs [n, 4] to make [2, 2]"),
        Arguments.of(Maxout.of(2), row, "maxout"),
        Arguments.of(
            Residual.of(Linear.of(5, 4, RNG)),
            row,
            "the body gives F32[2, 4], the shortcut F32[2, 5]; needs equal shapes"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void shapes_that_do_not_fit_are_named_with_the_layer(Layer layer, Tensor x, String fact) {
    assertThatThrownBy(() -> Sequential.of(layer).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(fact)
        .hasMessageContaining("in:  Sequential[0]." + layer.label());
  }

  static Stream<Runnable> impossible() {
    Tensor filters = Tensor.ones(4, 2, 3, 3);
    return Stream.of(
        () -> Dropout.of(1.5),
        () -> Dropout.of(Double.NaN),
        () -> LayerNorm.of(),
        () -> LayerNorm.of(3, 0),
        () -> Embedding.of(0, 3, RNG),
        () -> Embedding.of(4, 0, RNG),
        () -> Embedding.of(4, 3, 4, RNG),
        () -> new Embedding(Tensor.ones(4, 3), OptionalLong.of(-1)),
        () -> new Embedding(Tensor.ones(4), OptionalLong.empty()),
        () -> Conv2d.of(0, 4, 3, RNG),
        () -> Conv2d.of(4, 0, 3, RNG),
        () -> Conv2d.of(4, 4, 0, RNG),
        () -> Conv2d.of(4, 6, 3, Sliding.valid().groups(4), RNG),
        () -> Conv2d.of(4, 4, 3, Sliding.valid().groups(0), RNG),
        () -> Conv2d.of(1L << 40, 1L << 40, 1, RNG),
        () -> Conv2d.of(1, 1, Shape.of(3), Sliding.valid(), Init.HE, RNG),
        () -> new Conv2d(Tensor.ones(4, 2), Optional.empty(), Sliding.valid()),
        () -> new Conv2d(Tensor.ones(0, 2, 3, 3), Optional.empty(), Sliding.valid()),
        () -> new Conv2d(filters, Optional.of(Tensor.ones(3)), Sliding.valid()),
        () -> new Conv2d(filters, Optional.empty(), Sliding.valid().groups(3)),
        () -> MaxPool2d.of(0),
        () -> new AveragePool2d(Shape.of(2), Sliding.valid(), true),
        () -> AdaptiveAveragePool2d.of(0, 1),
        () -> Unflatten.of(),
        () -> Unflatten.of(2, 0),
        () -> Maxout.of(0),
        () -> Maxout.of(4, 0, 2, RNG),
        () -> Maxout.of(4, Long.MAX_VALUE, 2, RNG));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void layers_that_cannot_be_are_refused(Runnable making) {
    assertThatThrownBy(making::run).isInstanceOf(ChainruleException.class);
  }

  @ParameterizedTest
  @EnumSource(Init.class)
  void filters_start_by_what_an_output_sums(Init init) {
    Sliding grouped = Sliding.valid().groups(2);
    Conv2d layer = Conv2d.of(16, 200, Shape.of(3, 5), grouped, init, RNG);
    double in = 8 * 3 * 5;
    double out = 200 * 3 * 5;
    double expected =
        switch (init) {
          case XAVIER -> Math.sqrt(2 / (in + out));
          case HE -> Math.sqrt(2 / in);
          case LECUN -> Math.sqrt(1 / in);
          case NORMAL -> 1;
          case ZEROS -> 0;
        };
    assertThat(layer.weight().shape()).isEqualTo(Shape.of(200, 8, 3, 5));
    assertThat(layer.weight().std().item()).isCloseTo(expected, within(0.02 * expected));
    assertThat(layer.weight().isGradRequired()).isTrue();
    assertThat(layer.bias().orElseThrow().toDoubles()).containsOnly(0);
    assertThat(layer.withoutBias().bias()).isEmpty();
    assertThat(layer.withoutBias().weight()).isSameAs(layer.weight());
  }

  @Test
  void dropout_scales_what_it_keeps() {
    Tensor x = Tensor.ones(100, 100);
    Tensor y = Training.scope(StepKeys.of(RNG), () -> Dropout.of(0.75).apply(x));
    assertThat(y.toDoubles()).containsOnly(0, 4);
    assertThat(y.mean().item()).isCloseTo(1, within(0.05));
    assertThat(Dropout.of(0.75).apply(x)).isSameAs(x);
    assertThat(Training.scope(() -> Dropout.of(0).apply(x))).isSameAs(x);
  }

  @Test
  void a_padding_row_starts_at_0_and_stays_there() {
    Embedding table = Embedding.of(4, 3, 1, RNG);
    assertThat(table.weight().slice(0, 1, 2).toDoubles()).containsOnly(0);
    Tensor indices = Tensor.of(Shape.of(4), new long[] {1, 0, 1, 3});
    Training.scope(() -> table.apply(indices).sum()).backward();
    assertThat(table.weight().grad().toDoubles())
        .containsExactly(1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1);
    assertThat(table.weight().countNonzero().item()).isEqualTo(9);
  }

  @Test
  void an_embedding_takes_indices_of_its_rows() {
    Embedding table = Embedding.of(4, 3, RNG);
    assertThat(table.apply(Tensor.of(Shape.of(1), new int[] {2})).toDoubles())
        .containsExactly(table.weight().slice(0, 2, 3).toDoubles());
    assertThatThrownBy(() -> table.apply(Tensor.of(1, 2)))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("embedding: x is F32[2]; needs indices, I64 or I32")
        .hasMessageContaining("in:  Embedding(4 x 3)");
    for (long outside : new long[] {-1, 4}) {
      assertThatThrownBy(() -> table.apply(Tensor.of(Shape.of(1), new long[] {outside})))
          .isInstanceOf(IndexException.class);
    }
  }

  @Test
  void a_residual_adds_its_shortcut() {
    Linear body = Linear.of(3, 2, Init.NORMAL, RNG);
    Linear projection = Linear.of(3, 2, Init.NORMAL, RNG.child(1));
    Tensor x = Tensor.normal(DType.F32, Shape.of(4, 3), RNG);
    assertThat(Residual.of(body, projection).apply(x).toDoubles())
        .containsExactly(projection.apply(x).plus(body.apply(x)).toDoubles());
    Nonlinearity same = new Nonlinearity(Activation.RELU);
    assertThat(Residual.of(same).apply(x).toDoubles())
        .containsExactly(x.plus(x.relu()).toDoubles());
    assertThat(Parameters.of(Residual.of(body, projection)).all().sequencedKeySet())
        .containsExactly("body.weight", "body.bias", "projection.weight", "projection.bias");
  }

  @Test
  void a_maxout_neuron_is_the_largest_of_its_sums() {
    Sequential layer = Maxout.of(2, 1, 3, RNG);
    Tensor x = Tensor.of(new double[][] {{1, -2}, {0.5, 3}});
    assertThat(layer.apply(x).toDoubles())
        .containsExactly(layer.layers().getFirst().apply(x).max(1).toDoubles());
  }

  @Test
  void what_is_kept_after_a_padded_pool_depends_on_what_is_counted() {
    Tensor ones = Tensor.ones(1, 1, 2, 2);
    Sliding padded = Sliding.by(2).padding(1);
    assertThat(AveragePool2d.of(2, padded).apply(ones).toDoubles()).containsOnly(0.25);
    assertThat(new AveragePool2d(Shape.of(2, 2), padded, false).apply(ones).toDoubles())
        .containsOnly(1);
    assertThatThrownBy(() -> MaxPool2d.of(2, Sliding.by(2).groups(2)).apply(ones))
        .isInstanceOf(ArgumentException.class);
  }
}
