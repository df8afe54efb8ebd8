// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.train.data.LocalServer.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MnistDownloadTest {
  private static final String NAME = "digits.gz";
  private static final byte[] PLAIN = noise(400_000);
  private static final byte[] PACKED = IdxBytes.gzip(PLAIN);
  private static final RemoteFile FILE = new RemoteFile(NAME, PLAIN.length, sha256(PLAIN));

  @TempDir private Path temporary;

  private Path folder() {
    return temporary.resolve("cache").resolve("mnist");
  }

  private Path part() {
    return folder().resolve(NAME + ".part");
  }

  private MnistDownload from(LocalServer... servers) {
    List<URI> mirrors = Arrays.stream(servers).map(LocalServer::address).toList();
    return new MnistDownload(folder(), mirrors, Duration.ofSeconds(20), (_, _, _) -> {});
  }

  private void run(MnistDownload download) {
    download.run(List.of(FILE));
  }

  private void assertWhole() throws IOException {
    assertThat(FILE.fault(folder().resolve(NAME))).isEmpty();
    try (Stream<Path> names = Files.list(folder())) {
      assertThat(names).containsExactly(folder().resolve(NAME));
    }
  }

  private void assertRefused(MnistDownload download, String said) {
    assertThatThrownBy(() -> run(download))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith("download: digits.gz: no mirror gave it: ")
        .hasMessageContaining(said)
        .hasMessageContaining("\n  fix: check the network");
    assertThat(folder().resolve(NAME)).doesNotExist();
  }

  private static LocalServer server(Answer answer) {
    return new LocalServer(answer);
  }

  private static LocalServer good() {
    return LocalServer.of(Map.of("/" + NAME, PACKED));
  }

  @Test
  void a_right_file_is_kept_and_not_fetched_again() throws IOException {
    try (LocalServer server = good()) {
      run(from(server));
      assertWhole();
      assertThat(Files.readAllBytes(folder().resolve(NAME))).isEqualTo(PACKED);
      run(from(server));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_damaged_file_that_is_there_is_fetched_again() throws IOException {
    Files.createDirectories(folder());
    Files.write(folder().resolve(NAME), Arrays.copyOf(PACKED, 1000));
    try (LocalServer server = good()) {
      run(from(server));
      assertWhole();
    }
  }

  @Test
  void a_mirror_may_give_the_file_unpacked() throws IOException {
    try (LocalServer server = LocalServer.of(Map.of("/" + NAME, PLAIN))) {
      run(from(server));
      assertWhole();
    }
  }

  @Test
  void progress_is_told_to_the_end() throws IOException {
    List<Long> heard = new ArrayList<>();
    try (LocalServer server = good()) {
      run(
          from(server)
              .withProgress((file, bytes, total) -> {
                assertThat(file).isEqualTo(NAME);
                assertThat(total).isEqualTo(OptionalLong.of(PACKED.length));
                heard.add(bytes);
              }));
    }
    assertThat(heard).isSorted().endsWith((long) PACKED.length);
  }

  @Test
  void a_file_with_another_hash_is_refused_and_not_kept() throws IOException {
    byte[] other = PLAIN.clone();
    other[1234] ^= 1;
    try (LocalServer server = LocalServer.of(Map.of("/" + NAME, IdxBytes.gzip(other)))) {
      assertRefused(
          from(server), "its SHA-256 is " + sha256(other) + "; " + FILE.sha256() + " is expected");
      assertThat(part()).doesNotExist();
    }
  }

  @Test
  void a_file_of_another_length_is_refused_without_unpacking_all_of_it() throws IOException {
    byte[] whole = IdxBytes.gzip(new byte[20_000_000]);
    byte[] bomb = Arrays.copyOf(whole, whole.length - 100);
    assertThat((long) bomb.length).isLessThan(FILE.mostBytes());
    try (LocalServer server = LocalServer.of(Map.of("/" + NAME, bomb))) {
      assertRefused(from(server), "it has more than 400000 bytes unpacked; 400000 are expected");
    }
    try (LocalServer server = LocalServer.of(Map.of("/" + NAME, new byte[10]))) {
      assertRefused(from(server), "it has 10 bytes unpacked; 400000 are expected");
    }
  }

  @Test
  void a_transfer_that_breaks_off_goes_on_where_it_ended() throws IOException {
    Answer thirds =
        (request, out) -> {
          LocalServer.head(
              out,
              request.from() == 0 ? "200 OK" : "206 Partial Content",
              "Content-Range: bytes " + request.from() + "-" + (PACKED.length - 1) + "/x",
              PACKED.length - request.from());
          int count = Math.min(PACKED.length - request.from(), PACKED.length / 3 + 1);
          out.write(PACKED, request.from(), count);
        };
    try (LocalServer server = server(thirds)) {
      run(from(server));
      assertWhole();
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().get(1).from()).isBetween(1, PACKED.length / 3 + 1);
      assertThat(server.requests().get(2).from()).isGreaterThan(server.requests().get(1).from());
    }
  }

  @Test
  void a_server_that_breaks_off_again_and_again_is_given_up() throws IOException {
    Answer never = (_, out) -> LocalServer.head(out, "200 OK", "", PACKED.length);
    try (LocalServer server = server(never)) {
      assertRefused(from(server), "digits.gz: the transfer broke off");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_later_run_goes_on_where_an_earlier_one_ended() throws IOException {
    Answer once =
        (request, out) -> {
          if (request.from() == 0) {
            LocalServer.head(out, "200 OK", "", PACKED.length);
            out.write(PACKED, 0, PACKED.length / 2);
          } else {
            LocalServer.send(out, "503 Service Unavailable", "", new byte[0]);
          }
        };
    try (LocalServer broken = server(once);
        LocalServer whole = good()) {
      assertRefused(from(broken), "HTTP status 503");
      assertThat(part()).exists();
      run(from(whole));
      assertWhole();
      assertThat(whole.requests().getFirst().from()).isPositive();
    }
  }

  @Test
  void a_beginning_from_elsewhere_is_thrown_away_when_the_whole_is_wrong() throws IOException {
    Files.createDirectories(folder());
    Files.write(part(), noise(1000));
    try (LocalServer server = good()) {
      run(from(server));
      assertWhole();
      assertThat(server.requests()).extracting(LocalServer.Request::from).containsExactly(1000, 0);
    }
  }

  @Test
  void a_server_without_ranges_starts_again() throws IOException {
    Files.createDirectories(folder());
    Files.write(part(), noise(1000));
    try (LocalServer server = server((_, out) -> LocalServer.send(out, "200 OK", "", PACKED))) {
      run(from(server));
      assertWhole();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_part_longer_than_the_file_is_thrown_away() throws IOException {
    Files.createDirectories(folder());
    Files.write(part(), new byte[PACKED.length + 5]);
    try (LocalServer server = good()) {
      run(from(server));
      assertWhole();
    }
  }

  @Test
  void a_server_that_sends_another_range_is_refused() throws IOException {
    Files.createDirectories(folder());
    Files.write(part(), noise(1000));
    Answer wrong =
        (_, out) ->
            LocalServer.send(out, "206 Partial Content", "Content-Range: bytes 0-9/10", PACKED);
    try (LocalServer server = server(wrong)) {
      assertRefused(from(server), "asked for bytes from 1000 on, the server sent \"bytes 0-9/10\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/elsewhere/digits.gz", "elsewhere/digits.gz", "//HOST/elsewhere/digits.gz"})
  void a_redirection_is_followed(String location) throws IOException {
    Answer answer =
        (request, out) -> {
          if (request.path().equals("/" + NAME)) {
            String host = request.headers().get("host");
            String to = "Location: " + location.replace("HOST", host);
            LocalServer.send(out, "302 Found", to, "moved".getBytes());
          } else {
            assertThat(request.path()).isEqualTo("/elsewhere/" + NAME);
            LocalServer.sendRange(out, PACKED, request.from());
          }
        };
    try (LocalServer server = server(answer)) {
      run(from(server));
      assertWhole();
    }
  }

  @Test
  void redirections_end_somewhere() throws IOException {
    Answer answer =
        (_, out) -> LocalServer.send(out, "307 Temporary", "Location: /" + NAME, new byte[0]);
    try (LocalServer server = server(answer)) {
      assertRefused(from(server), "more than 5 redirections");
      assertThat(server.requests()).hasSize(6);
    }
  }

  @Test
  void a_redirection_never_leaves_the_web_nor_goes_from_https_to_http() throws IOException {
    URI http = URI.create("http://a.example/x");
    URI https = URI.create("https://a.example/x");
    assertThat(HttpDownload.redirected(http, "https://b.example/y"))
        .isEqualTo(URI.create("https://b.example/y"));
    assertThat(HttpDownload.redirected(https, "y")).isEqualTo(URI.create("https://a.example/y"));
    assertThat(HttpDownload.redirected(https, "HTTPS://b.example/"))
        .isEqualTo(URI.create("HTTPS://b.example/"));
    for (String to : List.of("http://a.example/x", "HTTP://b.example/", "file:///etc/passwd", "")) {
      assertThatThrownBy(() -> HttpDownload.redirected(https, to))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is refused");
    }
    assertThatThrownBy(() -> HttpDownload.redirected(http, "ftp://a.example/"))
        .hasMessage("redirection from http://a.example/x to ftp://a.example/ is refused");
    assertThatThrownBy(() -> HttpDownload.redirected(http, "http://a b/"))
        .hasMessage("redirection to no address: http://a b/");
  }

  @Test
  void the_next_mirror_is_tried_and_the_failure_told() throws IOException {
    List<String> failures = new ArrayList<>();
    DownloadProgress progress =
        new DownloadProgress() {
          @Override
          public void received(String file, long bytes, OptionalLong total) {}

          @Override
          public void failed(URI from, String reason) {
            failures.add(from.getPath() + " " + reason);
          }
        };
    try (LocalServer empty = LocalServer.of(Map.of());
        LocalServer whole = good()) {
      run(from(empty, whole).withProgress(progress));
      assertWhole();
    }
    assertThat(failures).containsExactly("/digits.gz HTTP status 404");
  }

  @Test
  void without_a_network_every_mirror_is_named_with_its_reason() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    String mirror = "http://127.0.0.1:" + closed + "/";
    try (LocalServer empty = LocalServer.of(Map.of())) {
      MnistDownload download =
          new MnistDownload(
              folder(),
              List.of(URI.create(mirror), empty.address()),
              Duration.ofSeconds(20),
              (_, _, _) -> {});
      assertRefused(
          download,
          mirror
              + "digits.gz: no connection (no network, or nothing listens there); "
              + empty.address()
              + "digits.gz: HTTP status 404");
    }
  }

  @Test
  void a_file_that_is_too_long_is_refused() throws IOException {
    try (LocalServer server =
        server((_, out) -> LocalServer.head(out, "200 OK", "", 10_000_000_000L))) {
      assertRefused(from(server), "it is longer than 465536 bytes, too long for this file");
    }
    Answer endless =
        (_, out) -> {
          out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes());
          for (int i = 0; i < 1000; i++) {
            out.write(new byte[10_000]);
          }
        };
    try (LocalServer server = server(endless)) {
      assertRefused(from(server), "it is longer than 465536 bytes, too long for this file");
      assertThat(Files.size(part())).isLessThanOrEqualTo(FILE.mostBytes());
    }
  }

  @Test
  void silence_ends_a_transfer() throws IOException {
    Answer stalling =
        (_, out) -> {
          LocalServer.head(out, "200 OK", "", PACKED.length);
          out.write(PACKED, 0, 10);
          out.flush();
          sleep();
        };
    try (LocalServer server = server(stalling)) {
      assertRefused(from(server).withPatience(Duration.ofMillis(300)), "nothing came in time");
    }
    try (LocalServer server = server((_, _) -> sleep())) {
      assertRefused(from(server).withPatience(Duration.ofMillis(300)), "nothing came in time");
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws IOException {
    Files.writeString(temporary.resolve("cache"), "a file");
    try (LocalServer server = good()) {
      assertThatThrownBy(() -> run(from(server)))
          .isInstanceOf(FileException.class)
          .hasMessageContaining(temporary.resolve("cache") + " is a regular file, not a folder");
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mirror", "ftp://a.example/", "file:///tmp/", "http://", "http:///x", "a b"})
  void a_mirror_that_is_no_address_is_refused(String address) {
    assertThatThrownBy(() -> MnistDownload.to(folder()).withMirror(address))
        .isInstanceOf(ArgumentException.class)
        .hasMessage(
            "download: mirror \"" + address + "\" is no address; https://host/folder/ is needed");
  }

  @Test
  void a_mirror_replaces_the_list_and_needs_no_slash() {
    MnistDownload download = MnistDownload.to(folder());
    assertThat(download.mirrors())
        .isEqualTo(MnistDownload.MIRRORS)
        .allMatch(mirror -> mirror.toString().matches("https://.*/"));
    assertThat(download.withMirror("https://a.example/mnist").mirrors())
        .containsExactly(URI.create("https://a.example/mnist/"));
  }

  private static void sleep() {
    try {
      Thread.sleep(1500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] noise(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    bytes[0] = 0;
    return bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
