// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FileException;
import chainrule.formats.AtomicFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings files from the first mirror that gives them whole.
 *
 * @param what where from, where to, how long to wait, whom to tell
 */
record MirroredDownload(MnistDownload what) {
  private static final int TRIES = 3;

  /** The file, checked, in the folder; a copy that is there already and right is kept. */
  void fetch(RemoteFile file) {
    Path target = what.folder().resolve(file.name());
    if (Files.isRegularFile(target) && file.fault(target).isEmpty()) {
      return;
    }
    Path part = what.folder().resolve(file.name() + ".part");
    List<String> reasons = new ArrayList<>();
    for (URI mirror : what.mirrors()) {
      URI from = mirror.resolve(file.name());
      Optional<String> failure = fetch(file, from, part);
      if (failure.isEmpty()) {
        keep(part, target);
        return;
      }
      reasons.add(from + ": " + failure.get());
      what.progress().failed(from, failure.get());
    }
    throw new FileException(
        "download: " + file.name() + ": no mirror gave it: " + String.join("; ", reasons),
        "check the network, try again (what came is kept), or name another mirror");
  }

  /** Why the mirror did not give the file, or nothing once the part is whole and right. */
  private Optional<String> fetch(RemoteFile file, URI from, Path part) {
    boolean resumed = Files.exists(part);
    Optional<String> failure = bring(file, from, part);
    if (failure.isPresent()) {
      return failure;
    }
    Optional<String> fault = file.fault(part);
    if (fault.isPresent()) {
      HttpDownload.delete(part);
      // The beginning may have come from elsewhere, packed differently: once more from the start.
      return resumed ? fetch(file, from, part) : fault;
    }
    return Optional.empty();
  }

  private Optional<String> bring(RemoteFile file, URI from, Path part) {
    HttpDownload download = new HttpDownload(file, what.patience(), what.progress());
    String reason = "";
    for (int tried = 0; tried < TRIES; tried++) {
      long before = HttpDownload.length(part);
      try {
        download.fetch(from, part);
        return Optional.empty();
      } catch (IOException e) {
        reason = reason(e);
        if (HttpDownload.length(part) <= before) {
          break;
        }
      }
    }
    return Optional.of(reason);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case UnknownHostException _ -> "the host name is not known here (no network?)";
      case ConnectException _ -> "no connection (no network, or nothing listens there)";
      case SocketTimeoutException _ -> "nothing came in time";
      case IOException _ when "Premature EOF".equals(e.getMessage()) -> "the transfer broke off";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static void keep(Path part, Path target) {
    AtomicFile.replacing(target).write(out -> Files.copy(part, out));
    HttpDownload.delete(part);
  }
}
