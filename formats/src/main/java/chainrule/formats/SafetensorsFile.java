// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a safetensors file: named arrays and free text.
 *
 * <p>Layout: 8 bytes of header length (little-endian), a JSON header, then the values,
 * little-endian and row-major. Reading refuses whatever breaks a rule of the format, and holds at
 * most one copy of the values. Writing is deterministic: metadata by name; entries as in the
 * reference library by type (widest first), then by name; the header padded with spaces to a
 * multiple of 8 bytes; NaN as the canonical one. So equal content gives equal bytes.
 *
 * <pre>{@code
 * SafetensorsFile.of(Map.of("made by", "me"), entries).save(path);
 * Storage weight = SafetensorsFile.read(path).get("hidden.weight").values();
 * }</pre>
 *
 * <p>Source: the safetensors format, github.com/huggingface/safetensors (2022).
 *
 * @param metadata free text by name
 * @param entries the arrays, with distinct names
 */
public record SafetensorsFile(SortedMap<String, String> metadata, List<SafetensorsEntry> entries) {
  /**
   * Copies both.
   *
   * @throws ArgumentException if two entries have one name, or metadata cannot be written as UTF-8
   */
  public SafetensorsFile {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    entries = List.copyOf(entries);
    metadata.forEach((name, text) -> {
      JsonCheck.wellFormed(name);
      JsonCheck.wellFormed(text);
    });
    Set<String> names = new HashSet<>();
    for (SafetensorsEntry entry : entries) {
      if (!names.add(entry.name())) {
        throw new ArgumentException(
            "safetensors: two tensors are named " + Printable.quoted(entry.name()));
      }
    }
  }

  /** The content made of these. */
  public static SafetensorsFile of(Map<String, String> metadata, List<SafetensorsEntry> entries) {
    return new SafetensorsFile(new TreeMap<>(metadata), entries);
  }

  /**
   * Reads a whole file.
   *
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is no safetensors file, or one that breaks a rule of the format
   * @throws LimitException if a tensor does not fit the heap
   */
  public static SafetensorsFile read(Path file) {
    return InputFiles.read(
        file, "safetensors", (in, length) -> read(in, length, "safetensors: " + file));
  }

  /**
   * Reads the content from memory.
   *
   * @throws FormatException if the bytes break a rule of the format
   */
  public static SafetensorsFile of(byte[] bytes) {
    try {
      return read(new ByteArrayInputStream(bytes), bytes.length, "safetensors");
    } catch (IOException e) {
      throw new FormatException("safetensors: " + e.getMessage());
    }
  }

  private static SafetensorsFile read(InputStream in, long length, String source)
      throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(in, length, source);
    StoredValues values = new StoredValues(source);
    List<SafetensorsEntry> entries = new ArrayList<>();
    for (SafetensorsSlot slot : header.tensors()) {
      Storage storage = Storage.allocate(slot.dtype(), slot.shape());
      values.read(in, storage, slot.name());
      entries.add(new SafetensorsEntry(slot.name(), slot.shape(), storage));
    }
    return of(header.metadata(), entries);
  }

  /** The entry of this name, if there is one. */
  public Optional<SafetensorsEntry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /**
   * The entry of this name.
   *
   * @throws ArgumentException if there is none
   */
  public SafetensorsEntry get(String name) {
    return find(name)
        .orElseThrow(() ->
            new ArgumentException(
                "safetensors: no tensor is named " + Printable.quoted(name),
                "the names are "
                    + Printable.of(
                        entries.stream().map(SafetensorsEntry::name).toList().toString())));
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
   * @throws ArgumentException if the header would be longer than the format allows
   */
  public void writeTo(OutputStream out) throws IOException {
    SafetensorsWriting.write(this, out);
  }
}
