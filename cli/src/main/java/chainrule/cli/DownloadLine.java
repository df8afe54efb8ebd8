// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.train.data.DownloadProgress;
import java.net.URI;
import java.util.Locale;
import java.util.OptionalLong;

/** Shows how a download gets on: rewriting one line of a terminal, else one line for each file. */
final class DownloadLine implements DownloadProgress {

  private static final double MEBIBYTE = 1 << 20;

  private final Console console;
  private final LiveLine line;
  private String current = "";

  DownloadLine(Console console) {
    this.console = console;
    this.line = new LiveLine(console);
  }

  @Override
  public void received(String file, long bytes, OptionalLong total) {
    String size = mebibytes(bytes);
    line.show(
        total.isPresent()
            ? console.text("data.received.of", file, size, mebibytes(total.getAsLong()))
            : console.text("data.received", file, size));
    if (!console.isLive() && !file.equals(current)) {
      console.note("data.fetching", file);
    }
    current = file;
  }

  @Override
  public void failed(URI from, String reason) {
    line.end();
    console.note("data.failed", from, reason);
  }

  void end() {
    line.end();
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / MEBIBYTE);
  }
}
