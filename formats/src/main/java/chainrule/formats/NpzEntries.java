// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FormatException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The directory of a .npz file, checked before anything is unpacked. */
final class NpzEntries {
  static final String SUFFIX = ".npy";

  /** Deflate packs at most 258 bytes into two bits. */
  private static final long DEFLATE_MAX_RATIO = 1032;

  private static final long MAX_BYTES = 1L << 40;

  private final String source;
  private final long length;
  private final Set<String> met = new HashSet<>();
  private long packed;
  private long unpacked;

  private NpzEntries(String source, long length) {
    this.source = source;
    this.length = length;
  }

  /** The arrays by name, in the order of the file. */
  static SequencedMap<String, ZipEntry> of(ZipFile zip, long length, String source) {
    NpzEntries check = new NpzEntries(source, length);
    SequencedMap<String, ZipEntry> arrays = new LinkedHashMap<>();
    if (zip.size() > NpzFile.MAX_ENTRIES) {
      throw check.refused(zip.size() + " entries; at most " + NpzFile.MAX_ENTRIES + " are read");
    }
    for (ZipEntry entry : Collections.list(zip.entries())) {
      check.name(entry.getName());
      check.sizes(entry);
      if (entry.getName().endsWith(SUFFIX)) {
        String name = entry.getName();
        arrays.put(name.substring(0, name.length() - SUFFIX.length()), entry);
      }
    }
    if (arrays.isEmpty() && zip.size() > 0) {
      throw new FormatException(
          source + ": a zip archive without any .npy file, so no .npz file",
          "check that the file was written by numpy.savez");
    }
    return arrays;
  }

  private void name(String name) {
    if (name.length() > NpzFile.MAX_NAME + SUFFIX.length()) {
      throw refused(
          "the name "
              + Printable.quoted(name)
              + " has "
              + name.length()
              + " characters; at most "
              + (NpzFile.MAX_NAME + SUFFIX.length())
              + " are read");
    }
    if (!met.add(name)) {
      throw refused("two entries are named " + Printable.quoted(name));
    }
  }

  private void sizes(ZipEntry entry) {
    long size = entry.getSize();
    long small = entry.getCompressedSize();
    if (size < 0 || small < 0) {
      throw refused(quoted(entry) + " does not tell its size");
    }
    packed += Math.min(small, length + 1);
    if (packed > length) {
      throw refused(
          "the entries up to "
              + Printable.quoted(entry.getName())
              + " announce more packed bytes"
              + " than the "
              + length
              + " of the file");
    }
    if (entry.getMethod() == ZipEntry.STORED ? size != small : size > small * DEFLATE_MAX_RATIO) {
      throw refused(
          quoted(entry) + " announces " + size + " bytes, which cannot come from " + small);
    }
    unpacked += size;
    if (unpacked > MAX_BYTES) {
      throw refused("the entries announce more than " + MAX_BYTES + " bytes, the limit here");
    }
  }

  private static String quoted(ZipEntry entry) {
    return "entry " + Printable.quoted(entry.getName());
  }

  private FormatException refused(String problem) {
    return new FormatException(source + ": " + problem);
  }
}
