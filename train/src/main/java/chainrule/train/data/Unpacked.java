// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The plain bytes of a file that may be packed by gzip; its first two bytes tell.
 *
 * @param in the plain bytes
 * @param packed whether they were packed
 */
record Unpacked(InputStream in, boolean packed) {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int BLOCK_BYTES = 1 << 16;

  /**
   * Looks at the first bytes.
   *
   * @throws IOException if reading fails; {@code ZipException} or {@code EOFException} if the gzip
   *     header is damaged
   */
  static Unpacked of(InputStream file) throws IOException {
    BufferedInputStream start = new BufferedInputStream(file, BLOCK_BYTES);
    start.mark(2);
    boolean packed = isPacked(start);
    start.reset();
    return new Unpacked(packed ? new GZIPInputStream(start, BLOCK_BYTES) : start, packed);
  }

  /** Whether the next two bytes are those that gzip begins with; they are taken. */
  static boolean isPacked(InputStream in) throws IOException {
    return (in.read() << 8 | in.read()) == GZIP_MAGIC;
  }
}
