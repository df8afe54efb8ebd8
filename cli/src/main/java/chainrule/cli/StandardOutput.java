// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Where results go, in UTF-8 and with line feeds, whatever the locale: they are read by programs
 * too. Remembers the first failure, of which a {@code PrintStream} would only tell that it was.
 */
final class StandardOutput extends OutputStream {

  private final OutputStream target;
  private Optional<IOException> failure = Optional.empty();

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  /** Writes one line, at once. */
  void line(String text) {
    byte[] bytes = (text + "\n").getBytes(UTF_8);
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) {
    if (failure.isPresent()) {
      return;
    }
    try {
      target.write(bytes, from, count);
      target.flush();
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  /** Why a line could not be written, if one could not. */
  synchronized Optional<IOException> failure() {
    return failure;
  }

  /** Whether whoever read this has gone, as {@code head} does. */
  synchronized boolean isAbandoned() {
    return failure
        .map(e -> String.valueOf(e.getMessage()))
        .filter(reason -> reason.contains("Broken pipe"))
        .isPresent();
  }
}
