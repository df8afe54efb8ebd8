// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.formats.InputFiles;
import chainrule.formats.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * A file to be had from a mirror.
 *
 * @param name its name there and here
 * @param bytes its length, unpacked
 * @param sha256 the SHA-256 of its unpacked bytes, in lower-case hexadecimal: mirrors pack anew
 */
record RemoteFile(String name, long bytes, String sha256) {
  private static final int BLOCK_BYTES = 1 << 16;
  private static final long SLACK_BYTES = 1 << 16;

  /** No honest copy is longer, packed or not. */
  long mostBytes() {
    return bytes + SLACK_BYTES;
  }

  /** Why this local copy is not the file, or nothing if it is. */
  Optional<String> fault(Path copy) {
    return InputFiles.read(copy, "download", (in, length) -> fault(in));
  }

  private Optional<String> fault(InputStream in) throws IOException {
    try {
      InputStream plain = Unpacked.of(in).in();
      MessageDigest digest = Sha256.begin();
      long count = 0;
      byte[] block = new byte[BLOCK_BYTES];
      for (int n = plain.read(block); n >= 0 && count <= bytes; n = plain.read(block)) {
        digest.update(block, 0, n);
        count += n;
      }
      if (count != bytes) {
        String found = count > bytes ? "more than " + bytes : Long.toString(count);
        return Optional.of("it has " + found + " bytes unpacked; " + bytes + " are expected");
      }
      String found = Sha256.text(digest);
      return found.equals(sha256)
          ? Optional.empty()
          : Optional.of("its SHA-256 is " + found + "; " + sha256 + " is expected");
    } catch (ZipException | EOFException e) {
      return Optional.of("its gzip data are damaged or incomplete");
    }
  }
}
