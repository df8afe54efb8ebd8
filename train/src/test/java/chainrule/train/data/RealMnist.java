// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The real MNIST files beside the project, for tests that can do without them. */
final class RealMnist {
  private RealMnist() {}

  private static Optional<Path> find() {
    Path beside = Path.of("..", "..", "shared", "data");
    Settings settings = Settings.read();
    return Mnist.find(
        new Settings(
            settings.data().or(() -> Optional.of(beside)), Optional.empty(), settings.cache()));
  }

  /** Says in one line how many tests will not run if the files are absent. */
  static void announce(Class<?> tests, int count) {
    if (find().isEmpty()) {
      System.out.println(
          tests.getSimpleName() + ": real MNIST is absent, " + count + " tests do not run");
    }
  }

  /** Its folder; without it the calling test is skipped. */
  static Path folder() {
    Optional<Path> folder = find();
    assumeThat(folder).as("real MNIST").isPresent();
    return folder.orElseThrow();
  }

  /** Its four packed files. */
  static List<Path> files() {
    Path folder = folder();
    List<Path> files =
        List.of(MnistPart.values()).stream()
            .map(part -> folder.resolve(part.fileName() + ".gz"))
            .toList();
    assumeThat(files).as("packed files of real MNIST").allMatch(Files::isRegularFile);
    return files;
  }
}
