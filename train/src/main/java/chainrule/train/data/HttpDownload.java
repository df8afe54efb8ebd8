// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FileException;
import chainrule.formats.FileErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** One file over HTTP into a part file, going on where an earlier try ended. */
final class HttpDownload {
  private static final int MAX_REDIRECTS = 5;
  private static final int BLOCK_BYTES = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final RemoteFile file;
  private final Duration patience;
  private final DownloadProgress progress;

  HttpDownload(HttpClient client, RemoteFile file, Duration patience, DownloadProgress progress) {
    this.client = client;
    this.file = file;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Brings the file to {@code part}, appending to what is there if the server can.
   *
   * @throws IOException if the server does not give it; what came is kept
   * @throws FileException if the part cannot be written
   */
  void fetch(URI from, Path part) throws IOException {
    URI at = from;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<InputStream> response = ask(at, length(part));
      try (InputStream body = response.body()) {
        int status = response.statusCode();
        if (status == OK || status == PARTIAL) {
          receive(response, body, part);
          return;
        }
        if (REDIRECTS.contains(status)) {
          at = redirected(at, response.headers().firstValue("location").orElse(""));
        } else if (status == RANGE_NOT_SATISFIABLE && length(part) > 0) {
          Files.delete(part);
        } else {
          throw new IOException("HTTP status " + status);
        }
      }
    }
    throw new IOException("more than " + MAX_REDIRECTS + " redirections");
  }

  /** Where a redirection leads, if it may be followed: never from https to http. */
  static URI redirected(URI from, String location) throws IOException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("redirection to no address: " + location, e);
    }
    String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
    boolean downgrade = scheme.equals("http") && "https".equalsIgnoreCase(from.getScheme());
    if (location.isBlank() || downgrade || !scheme.matches("https?")) {
      throw new IOException("redirection from " + from + " to " + to + " is refused");
    }
    return to;
  }

  private HttpResponse<InputStream> ask(URI at, long have) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(patience).GET();
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  private void receive(HttpResponse<InputStream> response, InputStream body, Path part)
      throws IOException {
    boolean appending = response.statusCode() == PARTIAL;
    long have = appending ? length(part) : 0;
    if (appending) {
      checkRange(response.headers().firstValue("content-range").orElse(""), have);
    }
    OptionalLong announced = response.headers().firstValueAsLong("content-length");
    OptionalLong total =
        announced.isPresent() ? OptionalLong.of(have + announced.getAsLong()) : announced;
    checkLength(total.orElse(0));
    StandardOpenOption mode =
        appending ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try (OutputStream out = open(part, mode);
        StallGuard guard = StallGuard.over(body, patience)) {
      byte[] block = new byte[BLOCK_BYTES];
      for (int n = read(body, block, guard); n >= 0; n = read(body, block, guard)) {
        checkLength(have + n);
        write(out, block, n, part);
        have += n;
        progress.received(file.name(), have, total);
      }
    }
    if (total.isPresent() && have != total.getAsLong()) {
      throw new IOException("it broke off after " + have + " of " + total.getAsLong() + " bytes");
    }
  }

  private int read(InputStream body, byte[] block, StallGuard guard) throws IOException {
    try {
      int n = body.read(block);
      guard.alive();
      return n;
    } catch (IOException e) {
      throw guard.stalled() ? new IOException("nothing came for " + seconds(), e) : e;
    }
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%.1f s", patience.toMillis() / 1000.0);
  }

  private static void checkRange(String range, long have) throws IOException {
    if (!range.startsWith("bytes " + have + "-")) {
      throw new IOException(
          "asked for bytes from " + have + " on, the server sent \"" + range + "\"");
    }
  }

  private void checkLength(long bytes) throws IOException {
    if (bytes > file.mostBytes()) {
      throw new IOException(
          "it is longer than " + file.mostBytes() + " bytes, too long for this file");
    }
  }

  /** How much of the part is here. */
  static long length(Path part) {
    try {
      return Files.exists(part) ? Files.size(part) : 0;
    } catch (IOException e) {
      throw FileErrors.of("download", part, e);
    }
  }

  private static OutputStream open(Path part, StandardOpenOption mode) {
    try {
      return Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
    } catch (IOException e) {
      throw FileErrors.of("download", part, e);
    }
  }

  private static void write(OutputStream out, byte[] block, int count, Path part) {
    try {
      out.write(block, 0, count);
    } catch (IOException e) {
      throw FileErrors.of("download", part, e);
    }
  }
}
