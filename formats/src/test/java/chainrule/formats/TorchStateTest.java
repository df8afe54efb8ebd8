// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.FormatException;
import chainrule.nn.BatchNorm;
import chainrule.nn.Conv2d;
import chainrule.nn.Dropout;
import chainrule.nn.Embedding;
import chainrule.nn.Flatten;
import chainrule.nn.Layer;
import chainrule.nn.LayerNorm;
import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.nn.Residual;
import chainrule.nn.Sequential;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State dicts of PyTorch in safetensors. */
class TorchStateTest {

  private static final Rng RNG = Rng.seed(6);

  @TempDir private Path folder;

  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("torch.safetensors");
  }

  private static double[] numbers(int from, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = from + i;
    }
    return numbers;
  }

  @Test
  void weights_of_linear_layers_are_transposed() {
    Linear linear = Linear.of(3, 2, RNG);
    new TorchFile()
        .f32("weight", List.of(2, 3), 1, 2, 3, 4, 5, 6)
        .f32("bias", List.of(2), 7, 8)
        .write(file);
    Models.loadInto(linear, file);
    assertThat(linear.weight().toDoubles()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(linear.bias().orElseThrow().toDoubles()).containsExactly(7, 8);
    assertThat(linear.apply(Tensor.of(1, 10, 100)).toDoubles()).containsExactly(328, 662);
    assertThat(linear.weight().isGradRequired()).isTrue();
  }

  /** Its shape tells nothing: the metadata do. */
  @Test
  void square_weights_are_transposed_if_the_file_is_not_our_own() {
    Linear linear = Linear.of(2, 2, RNG);
    double[] own = linear.weight().toDoubles();
    Models.save(linear, file);
    Models.loadInto(linear, file);
    assertThat(linear.weight().toDoubles()).containsExactly(own);
    new TorchFile()
        .f32("weight", List.of(2, 2), 1, 2, 3, 4)
        .f32("bias", List.of(2), 7, 8)
        .write(file);
    Models.loadInto(linear, file);
    assertThat(linear.weight().toDoubles()).containsExactly(1, 3, 2, 4);
  }

  /** As torch.nn.Sequential(Conv2d, BatchNorm2d, ReLU, Flatten, Dropout, Linear) counts. */
  @Test
  void filters_and_kept_statistics_are_found() {
    Sequential network =
        Sequential.of(Conv2d.of(1, 2, 2, RNG), BatchNorm.of(2))
            .then(Activation.RELU)
            .then(Flatten.of())
            .then(Dropout.of(0.5))
            .then(Linear.of(8, 1, RNG));
    convolutional("").write(file);
    Models.loadInto(network, file);
    assertConvolutional(Parameters.of(network).all().values().stream().toList());
  }

  private static TorchFile convolutional(String prefix) {
    return new TorchFile()
        .f32(prefix + "0.bias", List.of(2), 1, 2)
        .f32(prefix + "0.weight", List.of(2, 1, 2, 2), numbers(10, 8))
        .f32(prefix + "1.bias", List.of(2), 3, 4)
        .i64(prefix + "1.num_batches_tracked", List.of(), 77)
        .f32(prefix + "1.running_mean", List.of(2), 5, 6)
        .f32(prefix + "1.running_var", List.of(2), 7, 8)
        .f32(prefix + "1.weight", List.of(2), 9, 10)
        .f32(prefix + "5.bias", List.of(1), 11)
        .f32(prefix + "5.weight", List.of(1, 8), numbers(20, 8));
  }

  private static void assertConvolutional(List<Tensor> leaves) {
    double[][] expected = {
      numbers(10, 8), {1, 2}, {9, 10}, {3, 4}, {5, 6}, {7, 8}, numbers(20, 8), {11}
    };
    assertThat(leaves).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(leaves.get(i).toDoubles()).containsExactly(expected[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "model.", "module.net.", "7."})
  void layers_are_taken_in_order_whatever_their_numbers_and_what_surrounds_them(String prefix) {
    record Own(Sequential body) implements Layer {
      @Override
      public Tensor forward(Tensor x) {
        return body.apply(x);
      }
    }
    convolutional(prefix).write(file);
    Own network =
        new Own(Sequential.of(Conv2d.of(1, 2, 2, RNG), BatchNorm.of(2), Linear.of(8, 1, RNG)));
    Models.loadInto(network, file);
    assertConvolutional(Parameters.of(network).all().values().stream().toList());
  }

  /** Ten comes after two, not before it as in the file. */
  @Test
  void numbers_are_ordered_as_numbers() {
    Mlp mlp = Mlp.of("1-1-1-1", Activation.TANH, RNG);
    TorchFile torch = new TorchFile();
    for (int layer : new int[] {0, 10, 2}) {
      torch.f32(layer + ".bias", List.of(1), layer);
      torch.f32(layer + ".weight", List.of(1, 1), 100 + layer);
    }
    torch.write(file);
    Models.loadInto(mlp, file);
    assertThat(mlp.layers().stream().map(layer -> layer.weight().item()))
        .containsExactly(100.0, 102.0, 110.0);
    assertThat(mlp.layers().stream().map(layer -> layer.bias().orElseThrow().item()))
        .containsExactly(0.0, 2.0, 10.0);
  }

  @Test
  void tables_and_layer_norms_are_as_they_are_here() {
    record Words(Embedding words, LayerNorm norm) implements Layer {
      @Override
      public Tensor forward(Tensor x) {
        return norm.apply(words.apply(x));
      }
    }
    Words network = new Words(Embedding.of(3, 2, RNG), LayerNorm.of(2));
    new TorchFile()
        .f32("norm.bias", List.of(2), 1, 2)
        .f32("norm.weight", List.of(2), 3, 4)
        .f32("words.weight", List.of(3, 2), numbers(1, 6))
        .write(file);
    Models.loadInto(network, file);
    assertThat(network.words().weight().toDoubles()).containsExactly(numbers(1, 6));
    assertThat(network.norm().weight().toDoubles()).containsExactly(3, 4);
  }

  @Test
  void names_that_differ_more_are_given() {
    Sequential network =
        Sequential.of(Residual.of(Linear.of(2, 2, RNG), Linear.of(2, 2, RNG)), BatchNorm.of(2));
    new TorchFile()
        .f32("block.fc.weight", List.of(2, 2), 1, 2, 3, 4)
        .f32("block.fc.bias", List.of(2), 5, 6)
        .f32("shortcut", List.of(2, 2), 7, 8, 9, 10)
        .f32("offset", List.of(2), 11, 12)
        .f32("norm.weight", List.of(2), 13, 14)
        .f32("norm.bias", List.of(2), 15, 16)
        .f32("norm.running_mean", List.of(2), 17, 18)
        .f32("variances", List.of(2), 19, 20)
        .write(file);
    Map<String, String> names =
        Map.of(
            "0.body", "block.fc",
            "0.projection.weight", "shortcut",
            "0.projection.bias", "offset",
            "1", "norm",
            "1.runningVariance", "variances");
    Models.loadInto(network, file, names);
    Parameters parameters = Parameters.of(network);
    assertThat(values(parameters, "0.body.weight")).containsExactly(1, 3, 2, 4);
    assertThat(values(parameters, "0.projection.weight")).containsExactly(7, 9, 8, 10);
    assertThat(values(parameters, "0.projection.bias")).containsExactly(11, 12);
    assertThat(values(parameters, "1.runningMean")).containsExactly(17, 18);
    assertThat(values(parameters, "1.runningVariance")).containsExactly(19, 20);
  }

  private static double[] values(Parameters parameters, String path) {
    return parameters.get(path).orElseThrow().toDoubles();
  }

  @Test
  void names_are_given_for_our_own_files_too() {
    Linear stored = Linear.of(2, 3, RNG);
    Models.save(Sequential.of(stored), file);
    Linear linear = Linear.of(2, 3, RNG.child("other"));
    Models.loadInto(linear, file, Map.of("weight", "0.weight", "bias", "0.bias"));
    assertThat(linear.weight().toDoubles()).containsExactly(stored.weight().toDoubles());
    assertThatThrownBy(() -> Models.loadInto(linear, file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("missing: weight")
        .hasMessageContaining("extra: 0.weight");
  }

  @Test
  void all_that_does_not_fit_is_listed_and_no_leaf_is_touched() {
    record Two(Linear hidden, Linear output) implements Layer {
      @Override
      public Tensor forward(Tensor x) {
        return output.apply(hidden.apply(x));
      }
    }
    Two network = new Two(Linear.of(3, 2, RNG), Linear.of(2, 1, RNG));
    String before = Parameters.of(network).sha256();
    new TorchFile()
        .f32("hidden.bias", List.of(2), 7, 8)
        .f32("hidden.weight", List.of(3, 2), 1, 2, 3, 4, 5, 6)
        .i64("hidden.num_batches_tracked", List.of(), 1)
        .i64("output.bias", List.of(1), 1)
        .f32("fc.weight", List.of(1, 2), 1, 2)
        .write(file);
    assertThatThrownBy(() -> Models.loadInto(network, file, Map.of("hiden", "a", "outpt", "b")))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(
            String.join(
                    "\n    ",
                    "model: " + file + " does not fit Two:",
                    "no leaf or layer: hiden",
                    "no leaf or layer: outpt",
                    "missing: output.weight F32[2, 1]",
                    "misfit: hidden.weight is F32[3, 2], needs F32[2, 3], [out, in]",
                    "misfit: output.bias is I64[1], needs F32[1]",
                    "extra: hidden.num_batches_tracked I64[]",
                    "extra: fc.weight F32[1, 2]")
                + "\n"
                + "  fix: without chainrule.format in its metadata the file is taken for"
                + " PyTorch's");
    assertThat(Parameters.of(network).sha256()).isEqualTo(before);
  }

  @Test
  void numbers_of_64_bits_are_taken_if_none_changes() {
    Linear linear = new Linear(Tensor.zeros(1, 2).requiresGrad(), Optional.empty());
    new TorchFile().f64("weight", List.of(2, 1), 0.5, -1e-40).write(file);
    assertThatThrownBy(() -> Models.loadInto(linear, file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("misfit: weight is F64[2, 1], needs F32[2, 1], [out, in]");
    new TorchFile().f64("weight", List.of(2, 1), 0.5, Double.NaN).write(file);
    Models.loadInto(linear, file);
    assertThat(linear.weight().toDoubles()).containsExactly(0.5, Double.NaN);
    Linear wide =
        new Linear(Tensor.full(DType.F64, Shape.of(1, 2), 0).requiresGrad(), Optional.empty());
    new TorchFile().f32("weight", List.of(2, 1), 0.5, 3).write(file);
    Models.loadInto(wide, file);
    assertThat(wide.weight().toDoubles()).containsExactly(0.5, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"F16", "BF16"})
  void numbers_of_16_bits_are_refused_with_a_remedy(String dtype) {
    new TorchFile().half("weight", dtype, 4).write(file);
    assertThatThrownBy(() -> Models.loadInto(Linear.of(2, 2, RNG), file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("tensor \"weight\" is " + dtype + ", which is not supported yet")
        .hasMessageContaining("in PyTorch, model.float() before saving");
  }

  @Test
  void names_of_many_parts_end_in_a_list_of_what_is_missing() {
    new TorchFile().f32("a.".repeat(20_000) + "weight", List.of(1, 1), 1).write(file);
    assertThatThrownBy(() -> Models.loadInto(Linear.of(1, 1, RNG), file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("missing: weight");
  }
}
