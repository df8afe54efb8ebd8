// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Models;
import chainrule.nn.BatchNorm;
import chainrule.nn.Conv2d;
import chainrule.nn.Dropout;
import chainrule.nn.Flatten;
import chainrule.nn.Linear;
import chainrule.nn.Residual;
import chainrule.nn.Sequential;
import chainrule.nn.Unflatten;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Sliding;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryVerbTest {

  private static final Rng RNG = Rng.seed(1);

  @TempDir private Path folder;

  @Test
  void a_convolutional_network_is_listed_layer_by_layer() {
    Sequential network =
        Sequential.of(
                Unflatten.of(1, 4, 4),
                Conv2d.of(1, 2, 3, Sliding.same(), RNG).withoutBias(),
                BatchNorm.of(2))
            .then(Activation.RELU)
            .then(Residual.of(Conv2d.of(2, 2, 1, RNG)))
            .then(Flatten.of())
            .then(Dropout.of(0.5))
            .then(Linear.of(32, 3, RNG));
    Path file = folder.resolve("net.safetensors");
    Models.save(network, file);
    assertThat(Shell.piped().run("summary", file.toString()).out())
        .containsSubsequence(
            "1       Conv2d(1 -> 2, 3x3, same size)       18       0          18",
            "2       BatchNorm(2)                          2       2           4",
            "4.body  Conv2d(2 -> 2, 1x1)                   4       2           6",
            "7       Linear(32 -> 3)                      96       3          99",
            "total                                       120       7         127",
            "18 + 4 + 6 + 99 = 127 parameters",
            "4 more numbers are kept, not trained: running statistics",
            "524 B as F32")
        .doesNotContain("multiplications");
    String json = Shell.piped().run("summary", file.toString(), "--json").out();
    assertThat(json).contains("\"parameters\":127,\"kept\":4");
    Schemas.check("summary", json);
  }

  @Test
  void linear_layers_multiply_each_weight_once() {
    Path file = folder.resolve("net.safetensors");
    Models.save(Sequential.of(Linear.of(5, 4, RNG), Linear.of(4, 3, RNG)), file);
    assertThat(Shell.piped().run("summary", file.toString()).out())
        .contains("156 B as F32; 32 multiplications and additions for each input")
        .doesNotContain("kept");
  }
}
