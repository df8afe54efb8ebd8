// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.formats.Folders;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Downloads MNIST, about 12 MB. Nothing in chainrule does so unless it is asked to.
 *
 * <p>Mirrors are tried in order. What came of a broken download stays in {@code *.part} files, and
 * the next try goes on from there. A file is kept only if its unpacked bytes have the SHA-256 known
 * of the original, so a mirror need not be trusted; files that are there and right are not fetched
 * again. Redirections are followed, but not from https to http.
 *
 * <pre>{@code
 * Path folder = MnistDownload.to(Settings.read()).run();
 * }</pre>
 *
 * @param folder where the files go; made if missing
 * @param mirrors addresses below which the four {@code .gz} files lie
 * @param patience how long to wait for a connection, an answer, or the next bytes
 * @param progress hears how it gets on
 */
public record MnistDownload(
    Path folder, List<URI> mirrors, Duration patience, DownloadProgress progress) {
  /** Public mirrors of the original files. */
  public static final List<URI> MIRRORS =
      List.of(
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
          URI.create("https://raw.githubusercontent.com/fgnt/mnist/master/"));

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Copies the mirrors. */
  public MnistDownload {
    mirrors = List.copyOf(mirrors);
  }

  /** A download to a folder from the public mirrors, silent. */
  public static MnistDownload to(Path folder) {
    return new MnistDownload(folder, MIRRORS, PATIENCE, (_, _, _) -> {});
  }

  /** A download to the user's cache, where {@link Mnist#find} looks. */
  public static MnistDownload to(Settings settings) {
    return to(settings.cache().resolve("mnist"));
  }

  /**
   * The same from one mirror only.
   *
   * @param address the http or https address below which the four files lie
   * @throws ArgumentException if it is no such address
   */
  public MnistDownload withMirror(String address) {
    return new MnistDownload(folder, List.of(mirror(address)), patience, progress);
  }

  /** The same with someone to tell. */
  public MnistDownload withProgress(DownloadProgress listener) {
    return new MnistDownload(folder, mirrors, patience, listener);
  }

  /** The same with more or less patience. */
  public MnistDownload withPatience(Duration longest) {
    return new MnistDownload(folder, mirrors, longest, progress);
  }

  /**
   * Downloads what is missing.
   *
   * @return the folder, which now holds the four files
   * @throws FileException if no mirror gives a file, with the reason of each, or if it cannot be
   *     written
   */
  public Path run() {
    return run(Arrays.stream(MnistPart.values()).map(MnistPart::remote).toList());
  }

  Path run(List<RemoteFile> files) {
    Folders.create(folder);
    MirroredDownload download = new MirroredDownload(this);
    files.forEach(download::fetch);
    return folder;
  }

  private static URI mirror(String address) {
    try {
      URI uri = URI.create(address.endsWith("/") ? address : address + "/");
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw refused(address);
    }
    throw refused(address);
  }

  private static ArgumentException refused(String address) {
    return new ArgumentException(
        "download: mirror \"" + address + "\" is no address; https://host/folder/ is needed");
  }
}
