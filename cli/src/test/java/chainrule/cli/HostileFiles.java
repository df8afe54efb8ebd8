// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.formats.Models;
import chainrule.formats.NpyFile;
import chainrule.formats.NpzFile;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of every kind that are read, each wrong in some way, and what is to be said of them. */
final class HostileFiles {

  /**
   * A command line that has to fail.
   *
   * @param words without options that are the same for all
   * @param message a part of what is to be said
   */
  record Case(String words, String message) {}

  private static final int HEAD = 10;
  private static final int ZEROS = 80_000_000;

  private final Path folder;
  private final List<Case> cases = new ArrayList<>();
  private int files;

  private HostileFiles(Path folder) {
    this.folder = folder;
  }

  /** Makes all of them in a folder. */
  static List<Case> in(Path folder) throws IOException {
    HostileFiles hostile = new HostileFiles(folder);
    hostile.arrays();
    hostile.archives();
    hostile.targets();
    hostile.idx();
    hostile.tables();
    hostile.pictures();
    hostile.cifar();
    hostile.models();
    return hostile.cases;
  }

  private Path file(String end, byte[] bytes) throws IOException {
    return Files.write(folder.resolve("f" + files++ + end), bytes);
  }

  private void add(String words, String message) {
    cases.add(new Case(words, message));
  }

  private static byte[] npy(String dictionary, int values) {
    byte[] header = dictionary.getBytes(ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + header.length + values);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.put((byte) header.length).put((byte) (header.length >> 8)).put(header);
    return bytes.array();
  }

  private static String dictionary(String type, String shape) {
    return "{'descr': '%s', 'fortran_order': False, 'shape': %s}".formatted(type, shape);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static NpyFile floats(Shape shape, float... values) {
    return new NpyFile(shape, new Storage.F32(values));
  }

  private static NpyFile whole(Shape shape, long... values) {
    return new NpyFile(shape, new Storage.I64(values));
  }

  private void array(byte[] bytes, String message) throws IOException {
    Path labels = folder.resolve("labels.npy");
    if (!Files.exists(labels)) {
      whole(Shape.of(2), 0, 1).save(labels);
    }
    add("train " + file(".npy", bytes) + " --labels " + labels, message);
  }

  private void arrays() throws IOException {
    array(new byte[0], "the file is empty");
    array("no array at all".getBytes(UTF_8), "a .npy file begins with 934e554d5059");
    array(npy(dictionary("|O", "(2, 2)"), 32), "Python objects");
    array(npy(dictionary("<U4", "(2, 2)"), 64), "strings");
    array(npy(dictionary("<c8", "(2, 2)"), 32), "complex numbers");
    array(npy(dictionary("<f4", "(2, 3)"), 20), "f4[2, 3]");
    array(npy(dictionary("<f4", "(9999999999, 999999999)"), 20), "more than 2^63 - 1 bytes");
    array(npy(dictionary("<f4", "(-2, 2)"), 16), "negative size");
    array(npy("{'descr': '<f4'}", 16), "is missing");
    array(npy(dictionary("<f4", "(3, 1)"), 12), "labels.npy: sizes [2]; one target");
    byte[] version = npy(dictionary("<f4", "(2, 1)"), 8);
    version[6] = 9;
    array(version, "format version 9.0");
    byte[] long1 = npy(dictionary("<f4", "(2, 1)"), 8);
    long1[9] = 0x7f;
    array(long1, "header length");
    add("train " + folder.resolve("none.npz"), "no such file");
  }

  private void archive(Map<String, byte[]> entries, String message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    add("train " + file(".npz", bytes.toByteArray()), message);
  }

  private void archives() throws IOException {
    add("train " + file(".npz", new byte[0]), "the file is empty");
    add("train " + file(".npz", "PK no archive".getBytes(UTF_8)), "no zip archive");
    byte[] good = npy(dictionary("|u1", "(2, 2)"), 4);
    archive(Map.of("readme.txt", good), "a zip archive without any .npy file");
    archive(Map.of("y.npy", good), "has no inputs named x or x_train; it has y");
    archive(Map.of("x.npy", good), "has no targets named y or y_train; it has x");
    archive(Map.of("x.npy", npy(dictionary("|O", "(2,)"), 16), "y.npy", good), "Python objects");
    archive(Map.of("x.npy", Arrays.copyOf(good, 20), "y.npy", good), "header");
    // Zeros take a thousandth of their length in the file, and more than the heap in memory.
    String many = dictionary("<f8", "(" + ZEROS / 8 + ",)");
    archive(Map.of("x.npy", npy(many, ZEROS), "y.npy", good), "heap");
    NpzFile whole =
        NpzFile.of(Map.of("x", floats(Shape.of(2, 1), 1, 2), "y", whole(Shape.of(2), 0, 1)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    whole.writeTo(out);
    byte[] bytes = out.toByteArray();
    add("train " + file(".npz", Arrays.copyOf(bytes, bytes.length / 2)), "no zip archive");
    bytes[35 + 130] ^= 1;
    add("train " + file(".npz", bytes), "the checksum is wrong");
  }

  private void pair(NpyFile inputs, NpyFile targets, String message) throws IOException {
    Path file = folder.resolve("p" + files++ + ".npz");
    NpzFile.of(Map.of("x", inputs, "y", targets)).save(file);
    add("train " + file, message);
  }

  private void targets() throws IOException {
    NpyFile two = floats(Shape.of(2, 1), 1, 2);
    pair(two, whole(Shape.of(3), 0, 1, 0), "y: sizes [3]; one target for each of the 2 samples");
    pair(two, whole(Shape.of(2), 0, -1), "y: target 1 is -1");
    pair(two, whole(Shape.of(2), 0, Long.MAX_VALUE), "at most 65536 classes");
    pair(two, whole(Shape.of(2), 0, 0), "two classes are needed");
    pair(two, floats(Shape.of(2), 0, Float.NaN), "y: target 1 is NaN");
    pair(floats(Shape.of(2, 1), 1, Float.NaN), whole(Shape.of(2), 0, 1), "x: NaN at [1, 0]");
    pair(floats(Shape.of(0, 4)), whole(Shape.of(0)), "x: sizes [0, 4]");
    pair(floats(Shape.of(), 1), whole(Shape.of(), 1), "x: sizes []");
  }

  private static byte[] idx(int type, byte[] values, int... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + values.length);
    bytes.put(new byte[] {0, 0, (byte) type, (byte) sizes.length});
    for (int size : sizes) {
      bytes.putInt(size);
    }
    return bytes.put(values).array();
  }

  private void pictures(byte[] images, byte[] labels, String message) throws IOException {
    Path first = file("-images-idx3-ubyte", images);
    add("train " + first + " --labels " + file("-labels-idx1-ubyte", labels), message);
  }

  private void idx() throws IOException {
    byte[] four = idx(8, new byte[4], 2, 2, 1);
    byte[] labels = idx(8, new byte[] {0, 1}, 2);
    pictures(new byte[0], labels, "the file is empty");
    pictures("plain text".getBytes(UTF_8), labels, "an IDX file begins with 00 00 08");
    pictures(idx(13, new byte[16], 2, 2, 1), labels, "32-bit floating point");
    pictures(idx(8, new byte[4], 2, -2, 1), labels, "size -2");
    pictures(idx(8, new byte[4], 1 << 30, 1 << 30, 9), labels, "over the limit");
    pictures(idx(8, new byte[3], 2, 2, 1), labels, "announce 4 values; the file holds 3");
    pictures(idx(8, new byte[0], 0, 2, 1), labels, "none 0");
    pictures(four, idx(8, new byte[3], 3), "one label for each of the 2 pictures");
    pictures(four, four, "one label for each of the 2 pictures");
    pictures(Arrays.copyOf(gzip(four), 12), labels, "gzip data are damaged");
    pictures(gzip(idx(8, new byte[0], 900, 1000, 1000)), labels, "the packed file cannot hold");
    pictures(gzip(idx(8, new byte[ZEROS], 8, 10_000_000)), labels, "needs 160000000 bytes");
    Path set = Files.createDirectory(folder.resolve("set"));
    for (String part : List.of("train", "t10k")) {
      Files.write(set.resolve(part + "-images-idx3-ubyte"), part.equals("train") ? four : labels);
      Files.write(set.resolve(part + "-labels-idx1-ubyte"), labels);
    }
    add("train " + set, "t10k-images-idx3-ubyte: sizes [2]; [n, ..] is needed");
  }

  private void table(byte[] bytes, String message) throws IOException {
    add("train " + file(".csv", bytes) + " --target y", message);
  }

  private void tables() throws IOException {
    table(new byte[0], "the file is empty");
    table("x,y\n".getBytes(UTF_8), "a header and no rows");
    table("x,y\n1,a\n2\n".getBytes(UTF_8), "line 3 has 1 cell");
    table("x,y\n1,\"a\n".getBytes(UTF_8), "never closed");
    table("x,z\n1,a\n2,b\n".getBytes(UTF_8), "there is no column \"y\"");
    table("x,y\n1,a\n2,a\n".getBytes(UTF_8), "the same value in all rows");
    table("x,y\n1,\n2,\n".getBytes(UTF_8), "no value in any row");
    table("x,y\n1,\u00e9\n2,b\n".getBytes(ISO_8859_1), "UTF-8");
    table("y,".repeat(1_000_000).getBytes(UTF_8), "columns");
    table(("x,y\n1,\"" + "a".repeat(9_000_000) + "\n").getBytes(UTF_8), "line 2");
    add("train " + folder.resolve("none.csv") + " --target y", "no such file");
  }

  private void pictures() throws IOException {
    for (String name : List.of("empty", "text", "hollow")) {
      Files.createDirectories(folder.resolve(name));
    }
    add("train " + folder.resolve("empty"), "holds no folder of a class");
    Files.createDirectories(folder.resolve("hollow/a"));
    Files.createDirectories(folder.resolve("hollow/b"));
    add("train " + folder.resolve("hollow"), "holds no picture");
    for (String label : List.of("a", "b")) {
      Path text = Files.createDirectories(folder.resolve("text").resolve(label));
      Files.writeString(text.resolve("one.png"), "no picture");
    }
    add("train " + folder.resolve("text"), "no PNG and no JPEG");
  }

  private void cifar() throws IOException {
    Path set = Files.createDirectory(folder.resolve("cifar"));
    for (int i = 1; i <= 5; i++) {
      Files.write(set.resolve("data_batch_" + i + ".bin"), new byte[3073]);
    }
    add("train cifar10 --data " + set, "test_batch.bin");
    Path other = Files.createDirectory(folder.resolve("other"));
    for (int i = 1; i <= 5; i++) {
      Files.write(other.resolve("data_batch_" + i + ".bin"), new byte[i == 3 ? 3072 : 3073]);
    }
    Files.write(other.resolve("test_batch.bin"), new byte[3073]);
    add("train cifar10 --data " + other, "data_batch_3.bin: 3072 bytes");
    Path third = Files.createDirectory(folder.resolve("third"));
    for (int i = 1; i <= 5; i++) {
      byte[] record = new byte[3073];
      record[0] = (byte) (i == 2 ? 10 : 1);
      Files.write(third.resolve("data_batch_" + i + ".bin"), record);
    }
    Files.write(third.resolve("test_batch.bin"), new byte[3073]);
    add("train cifar10 --data " + third, "data_batch_2.bin");
  }

  private void models() throws IOException {
    Path model = folder.resolve("model.safetensors");
    Json.JsonObject input =
        Json.object().with("kind", "array").with("shape", Json.array(List.of(Json.of(2))));
    ModelInfo info = ModelInfo.empty().withInput(input).withClasses(List.of("0", "1"));
    Models.save(Mlp.of("2-2", Activation.RELU, Rng.seed(1)), info, model);
    Path out = folder.resolve("answers.csv");
    for (String end : List.of("", " --out " + out, " --out " + folder.resolve("answers.npy"))) {
      Path three = folder.resolve("three" + cases.size() + ".npy");
      floats(Shape.of(1, 3), 1, 2, 3).save(three);
      add("predict " + model + " " + three + end, "sizes [3] of a sample; needed are [2]");
      Path none = folder.resolve("none" + cases.size() + ".npy");
      floats(Shape.of(1, 2), 1, Float.NEGATIVE_INFINITY).save(none);
      add("predict " + model + " " + none + end, "-Infinity at [0, 1]");
    }
    byte[] header = ByteBuffer.allocate(8).putLong(0xffffffffffffff7fL).array();
    add("evaluate " + file(".safetensors", header), "safetensors");
    add("evaluate " + file(".safetensors", "text".getBytes(UTF_8)), "safetensors");
  }
}
