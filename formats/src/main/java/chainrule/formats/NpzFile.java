// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a .npz file: arrays by name, each a .npy file in a zip archive.
 *
 * <p>Entries may be stored or deflated. Before one is unpacked the directory is checked: at most
 * 65,535 entries with distinct names of at most 1,000 characters; none announces more bytes than
 * deflate can make of its packed ones (1,032 of one), all together at most 2<sup>40</sup>, and the
 * packed ones no more than the file has. An array must have the announced length and checksum.
 * Entries that are no .npy files are passed over. One array can be read without the others.
 *
 * <p>Writing is deterministic: entries by name, stored, all with the same time; so equal content
 * gives equal bytes.
 *
 * <pre>{@code
 * List<String> names = NpzFile.names(path);
 * Tensor images = NpzFile.read(path, "images").toTensor();
 * NpzFile.of(Map.of("images", NpyFile.of(images))).save(path);
 * }</pre>
 *
 * <p>Source: NumPy's {@code numpy.savez} (2007); PKWARE, .ZIP File Format Specification (1989).
 *
 * @param arrays the arrays by name, without {@code .npy}
 */
public record NpzFile(SortedMap<String, NpyFile> arrays) {
  /** The longest name of an array, in characters. */
  static final int MAX_NAME = 1000;

  /** The greatest number of entries. */
  static final int MAX_ENTRIES = 65_535;

  /**
   * Copies the map.
   *
   * @throws ArgumentException if a name is too long, or has no UTF-8 form; or if there are too many
   */
  public NpzFile {
    arrays = Collections.unmodifiableSortedMap(new TreeMap<>(arrays));
    if (arrays.size() > MAX_ENTRIES) {
      throw new ArgumentException("npz: " + arrays.size() + " arrays; at most " + MAX_ENTRIES);
    }
    for (String name : arrays.keySet()) {
      if (name.length() > MAX_NAME) {
        throw new ArgumentException(
            "npz: the name "
                + Printable.quoted(name)
                + " has "
                + name.length()
                + " characters; at most "
                + MAX_NAME);
      }
      if (!JsonCheck.isWellFormed(name)) {
        throw new ArgumentException(
            "npz: the name " + Printable.quoted(name) + " holds an unpaired surrogate");
      }
    }
  }

  /** The content made of these. */
  public static NpzFile of(Map<String, NpyFile> arrays) {
    return new NpzFile(new TreeMap<>(arrays));
  }

  /**
   * Reads a file with all its arrays.
   *
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is no .npz file, or an array in it cannot be read
   * @throws LimitException if an array does not fit the heap
   */
  public static NpzFile read(Path file) {
    return NpzReading.of(
        file,
        archive -> {
          SortedMap<String, NpyFile> arrays = new TreeMap<>();
          for (String name : archive.names()) {
            arrays.put(name, archive.read(name));
          }
          return new NpzFile(arrays);
        });
  }

  /**
   * Reads one array of a file; the others are not looked at.
   *
   * @param name its name, without {@code .npy}
   * @throws ArgumentException if no array has this name
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is no .npz file, or the array cannot be read
   * @throws LimitException if the array does not fit the heap
   */
  public static NpyFile read(Path file, String name) {
    return NpzReading.of(file, archive -> archive.read(name));
  }

  /**
   * The names of the arrays in a file, in its order; no array is read.
   *
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is no .npz file
   */
  public static List<String> names(Path file) {
    return NpzReading.of(file, NpzReading::names);
  }

  /** The array of this name, if there is one. */
  public Optional<NpyFile> find(String name) {
    return Optional.ofNullable(arrays.get(name));
  }

  /**
   * The array of this name.
   *
   * @throws ArgumentException if there is none
   */
  public NpyFile get(String name) {
    return find(name).orElseThrow(() -> missing("npz", name, List.copyOf(arrays.keySet())));
  }

  /**
   * Writes the file whole or not at all, replacing one that exists.
   *
   * @throws FileException if it cannot be written; a file that was there is then as it was
   * @see AtomicFile
   */
  public void save(Path file) {
    AtomicFile.replacing(file).write(this::writeTo);
  }

  /**
   * Writes the bytes of the file.
   *
   * @throws IOException if the stream fails
   */
  public void writeTo(OutputStream out) throws IOException {
    NpzWriting.write(this, out);
  }

  static ArgumentException missing(String source, String name, List<String> names) {
    return new ArgumentException(
        source + ": no array is named " + Printable.quoted(name),
        "the names are " + Printable.of(names.toString()));
  }
}
