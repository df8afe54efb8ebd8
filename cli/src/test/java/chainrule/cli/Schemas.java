// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published JSON Schemas. */
final class Schemas {

  private static final Path FOLDER = Path.of("..", "docs", "schema").toAbsolutePath().normalize();

  private Schemas() {}

  static Path file(String name) {
    return FOLDER.resolve(name + ".schema.json");
  }

  /** Fails unless every line is valid by the schema of this name; there must be one at least. */
  static void check(String name, String lines) {
    assertThat(file(name)).exists();
    assertThat(lines).isNotBlank();
    lines.lines().forEach(line -> assertThat(faults(name, line)).as(line).isEmpty());
  }

  /** What is wrong with one JSON text. */
  static Iterable<?> faults(String name, String json) {
    var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    var strict = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return factory
        .getSchema(SchemaLocation.of(file(name).toUri().toString()), strict)
        .validate(json, InputFormat.JSON);
  }

  static boolean exists(String name) {
    return Files.exists(file(name));
  }
}
