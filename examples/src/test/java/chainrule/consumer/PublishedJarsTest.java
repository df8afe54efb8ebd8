// SPDX-License-Identifier: Apache-2.0
package chainrule.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.repository.Repository;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the jars that are published. */
class PublishedJarsTest {

  @ParameterizedTest
  @ValueSource(strings = {"core", "vector", "formats", "explain", "train", "testkit", "cli"})
  void a_jar_is_a_module_with_its_license_and_without_tests(String module) throws IOException {
    var path = LocalRepository.jar(module);
    assertThat(ModuleFinder.of(path).findAll())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.descriptor().name()).isEqualTo("chainrule." + module);
          assertThat(found.descriptor().isAutomatic()).isFalse();
        });
    try (var jar = new JarFile(path.toFile())) {
      for (var name : new String[] {"LICENSE", "NOTICE"}) {
        var entry = jar.getEntry("META-INF/" + name);
        assertThat(entry).as("META-INF/%s in %s", name, path.getFileName()).isNotNull();
        assertThat(new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo(Repository.text(name));
      }
      var tests = Repository.root().resolve(module).resolve("target/test-classes");
      assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
          .anyMatch(name -> name.endsWith(".class"))
          .noneMatch(name -> Files.exists(tests.resolve(name)));
    }
  }
}
