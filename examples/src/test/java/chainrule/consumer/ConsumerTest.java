// SPDX-License-Identifier: Apache-2.0
package chainrule.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.consumer.ConsumerProject.Outcome;
import chainrule.formats.Models;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.optim.Sgd;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a project gets that takes our artifacts as the README says, in the three ways to start. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumerTest {

  private static final int INPUTS = 64;
  private static final String MODULE = "jdk.incubator.vector";

  private final Outcome build;
  private final Outcome modules;
  private final Outcome plain;
  private final Outcome added;

  ConsumerTest(@TempDir Path folder) throws IOException, InterruptedException {
    Path model = folder.resolve("model.safetensors");
    Models.save(trained(), model);
    String[] arguments = {model.toString(), Integer.toString(INPUTS)};
    ConsumerProject project = ConsumerProject.in(Files.createDirectory(folder.resolve("project")));
    try (LocalRepository repository = LocalRepository.in(folder.resolve("repository"))) {
      build = project.build(repository.folder());
    }
    assertThat(build.out()).contains("[INFO] BUILD SUCCESS");
    modules = project.serveOnModulePath(arguments);
    plain = project.serveOnClassPath(List.of(), arguments);
    added =
        project.serveOnClassPath(
            // Vectors from the first call, not only once they are compiled.
            List.of("--add-modules", MODULE, "-Dchainrule.vector.warming=false"), arguments);
  }

  @Test
  void its_own_build_with_all_warnings_as_errors_is_clean() {
    assertThat(build.code()).isZero();
    assertThat(build.out()).noneMatch(line -> line.matches(".*\\b(WARNING|ERROR)\\b.*"));
  }

  @Test
  void on_the_module_path_it_gets_vectors_without_a_flag() {
    assertServed(modules, "vector");
  }

  @Test
  void on_the_class_path_it_runs_plainly_and_one_line_says_how_to_get_speed() {
    assertServed(plain, "reference");
    assertThat(plain.err().stream().filter(line -> line.contains("--add-modules " + MODULE)))
        .hasSize(1);
  }

  @Test
  void on_the_class_path_with_the_module_added_it_gets_vectors() {
    assertServed(added, "vector");
    assertThat(added.out().getLast()).containsPattern("products=[1-9]");
  }

  @Test
  void every_start_predicts_the_same_bits() {
    assertThat(modules.out().getFirst())
        .startsWith("prediction [")
        .isEqualTo(plain.out().getFirst());
    assertThat(added.out().getFirst()).isEqualTo(plain.out().getFirst());
  }

  private static void assertServed(Outcome start, String backend) {
    assertThat(start.code()).as("%s", start).isZero();
    assertThat(start.out()).hasSize(3).contains("same bits from 8 threads: true");
    assertThat(start.out().getLast()).startsWith("backend " + backend + " ");
  }

  /** A network after a few steps on noise. */
  private static Mlp trained() {
    Mlp network = Mlp.of(INPUTS + "-48-10", Activation.SIGMOID, Rng.seed(1));
    Tensor inputs = Tensor.uniform(DType.F32, Shape.of(32, INPUTS), Rng.seed(2));
    Tensor targets = Tensor.uniform(DType.F32, Shape.of(32, 10), Rng.seed(3));
    var steps = Sgd.rate(0.1).over(network);
    for (int step = 0; step < 5; step++) {
      steps.zeroGrad();
      Losses.mse().of(network.apply(inputs), targets).backward();
      steps.step();
    }
    return network;
  }
}
