// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, as 64 hexadecimal digits. */
public final class Sha256 {

  private static final int BUFFER_BYTES = 1 << 16;

  private Sha256() {}

  /** A digest of nothing yet. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new AssertionError("every JDK has SHA-256", missing);
    }
  }

  /** The digits of a digest, which begins anew. */
  public static String text(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The digest of a file.
   *
   * @param operation who reads, in a word, for messages
   * @throws chainrule.error.FileException if it cannot be read
   */
  public static String of(Path file, String operation) {
    return InputFiles.read(
        file,
        operation,
        (in, _) -> {
          MessageDigest digest = begin();
          byte[] buffer = new byte[BUFFER_BYTES];
          for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
          }
          return text(digest);
        });
  }
}
