// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.nio.file.Path;

/** The published schema of circuits. */
final class Schema {

  private static final Path FILE =
      Path.of("..", "docs", "schema", "graph.schema.json").toAbsolutePath().normalize();

  private Schema() {}

  /** What is wrong with a JSON text. */
  static Iterable<?> faults(String json) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(SchemaLocation.of(FILE.toUri().toString()))
        .validate(json, InputFormat.JSON);
  }
}
