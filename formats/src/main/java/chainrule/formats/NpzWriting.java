// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** {@link NpzFile} to bytes. */
final class NpzWriting {
  /**
   * The time of every entry. The JDK writes the first day of 1980, the earliest there is, with a
   * second field that depends on the time zone; so it is a later one.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private NpzWriting() {}

  static void write(NpzFile file, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(new LeftOpen(out))) {
      for (Map.Entry<String, NpyFile> array : file.arrays().entrySet()) {
        zip.putNextEntry(entry(array.getKey(), array.getValue()));
        array.getValue().writeTo(zip);
        zip.closeEntry();
      }
    }
  }

  /** A stored entry, whose length and checksum must be known before its bytes. */
  private static ZipEntry entry(String name, NpyFile array) throws IOException {
    CRC32 sum = new CRC32();
    try (OutputStream out = new CheckedOutputStream(OutputStream.nullOutputStream(), sum)) {
      array.writeTo(out);
    }
    ZipEntry entry = new ZipEntry(name + NpzEntries.SUFFIX);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(NpyWriting.bytes(array));
    entry.setCrc(sum.getValue());
    entry.setTimeLocal(TIME);
    return entry;
  }

  /** A stream that the caller closes. */
  private static final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
