// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FileException;
import chainrule.formats.FileErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One file over HTTP into a part file, going on where an earlier try ended.
 *
 * <p>By {@code HttpURLConnection}: its streams have a time limit for each read and give out every
 * byte that came before a break. Those of {@code java.net.http} have no limit, and drop what was
 * not read yet when the connection breaks, so that a try might never get further than the one
 * before.
 *
 * @param file what is fetched
 * @param patience how long to wait for a connection, an answer, or the next bytes
 * @param progress hears how it gets on
 */
record HttpDownload(RemoteFile file, Duration patience, DownloadProgress progress) {
  private static final int MAX_REDIRECTS = 5;
  private static final int BLOCK_BYTES = 1 << 16;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /**
   * Brings the file to {@code part}, appending to what is there if the server can.
   *
   * @throws IOException if the server does not give it; what came is kept
   * @throws FileException if the part cannot be written
   */
  void fetch(URI from, Path part) throws IOException {
    URI at = from;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpURLConnection connection = connection(at, length(part));
      try {
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_PARTIAL) {
          receive(connection, part);
          return;
        }
        if (REDIRECTS.contains(status)) {
          at = redirected(at, header(connection, "Location"));
        } else if (status == RANGE_NOT_SATISFIABLE && length(part) > 0) {
          delete(part);
        } else {
          throw new IOException("HTTP status " + status);
        }
      } finally {
        connection.disconnect();
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

  /** How much of the part is here. */
  static long length(Path part) {
    try {
      return Files.exists(part) ? Files.size(part) : 0;
    } catch (IOException e) {
      throw FileErrors.of("download", part, e);
    }
  }

  static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw FileErrors.of("download", part, e);
    }
  }

  private HttpURLConnection connection(URI at, long have) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) at.toURL().openConnection();
    int milliseconds = Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE);
    connection.setConnectTimeout(milliseconds);
    connection.setReadTimeout(milliseconds);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    if (have > 0) {
      connection.setRequestProperty("Range", "bytes=" + have + "-");
    }
    return connection;
  }

  private static String header(HttpURLConnection connection, String name) {
    return Optional.ofNullable(connection.getHeaderField(name)).orElse("");
  }

  private void receive(HttpURLConnection connection, Path part) throws IOException {
    boolean appending = connection.getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
    long have = appending ? length(part) : 0;
    String range = header(connection, "Content-Range");
    if (appending && !range.startsWith("bytes " + have + "-")) {
      throw new IOException(
          "asked for bytes from " + have + " on, the server sent \"" + range + "\"");
    }
    long announced = connection.getContentLengthLong();
    OptionalLong total = announced < 0 ? OptionalLong.empty() : OptionalLong.of(have + announced);
    checkLength(total.orElse(0));
    try (InputStream in = connection.getInputStream();
        OutputStream out = open(part, appending)) {
      byte[] block = new byte[BLOCK_BYTES];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        checkLength(have + n);
        write(out, block, n, part);
        have += n;
        progress.received(file.name(), have, total);
      }
    }
  }

  private void checkLength(long bytes) throws IOException {
    if (bytes > file.mostBytes()) {
      throw new IOException(
          "it is longer than " + file.mostBytes() + " bytes, too long for this file");
    }
  }

  private static OutputStream open(Path part, boolean appending) {
    StandardOpenOption mode =
        appending ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
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
