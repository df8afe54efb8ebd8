// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sources look as {@code .ci/format} leaves them. */
class FormatTest {

  @Test
  void every_source_is_formatted() throws Exception {
    var unformatted = new StringWriter();
    var errors = new StringWriter();
    var arguments =
        Stream.concat(Stream.of("--dry-run"), Repository.javaSources().stream().map(Path::toString))
            .toArray(String[]::new);
    new Main(
            new PrintWriter(unformatted, true),
            new PrintWriter(errors, true),
            InputStream.nullInputStream())
        .format(arguments);
    assertThat(unformatted.toString()).as("run .ci/format on these").isEmpty();
    assertThat(errors.toString()).isEmpty();
  }
}
