// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.formats.Disk;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The real disk, which also knows what may be left of a folder after power is lost at any moment.
 *
 * <p>Until a file is forced, any beginning of what was added to it may be on the disk, and zeros
 * may stand in place of the rest. Until a folder is forced, its entries may be those of any moment
 * since it last was, whatever became of what they name: each folder for itself, so renames and
 * removals in different folders, and the data of files, reach the disk in any order. Files of a
 * removed folder may vanish in any order too.
 */
public final class SimulatedDisk implements Disk {

  private static final int SHORT = 4;

  /** Something on the disk. */
  private sealed interface Node {}

  /** A file: what was written, and how much of it stays. */
  private static final class File implements Node {
    byte[] bytes = new byte[0];
    int forced;
  }

  /** A folder: its entries at each moment since it was forced. */
  private static final class Folder implements Node {
    final List<SortedMap<String, Node>> moments = new ArrayList<>(List.of(new TreeMap<>()));

    SortedMap<String, Node> now() {
      return moments.getLast();
    }

    SortedMap<String, Node> changed() {
      moments.add(new TreeMap<>(now()));
      return now();
    }
  }

  private final Disk disk = Disk.real();
  private final Path root;
  private final Folder top = new Folder();
  private final Set<SortedMap<String, ByteBuffer>> states = new LinkedHashSet<>();

  /**
   * A disk.
   *
   * @param root a folder, whose files are on the disk already
   */
  public SimulatedDisk(Path root) throws IOException {
    this.root = root;
    try (var files = Files.list(root)) {
      for (Path file : files.toList()) {
        File old = new File();
        old.bytes = Files.readAllBytes(file);
        old.forced = old.bytes.length;
        top.now().put(String.valueOf(file.getFileName()), old);
      }
    }
  }

  /**
   * All that may have been in the folder if power was lost at any moment since this was asked:
   * contents by path; of a folder, whose path ends with a slash, none.
   */
  public Set<SortedMap<String, ByteBuffer>> states() {
    lose();
    Set<SortedMap<String, ByteBuffer>> all = new LinkedHashSet<>(states);
    states.clear();
    return all;
  }

  /** Makes a state real in another folder. */
  public static void restore(SortedMap<String, ByteBuffer> state, Path folder) throws IOException {
    for (Map.Entry<String, ByteBuffer> one : state.entrySet()) {
      Path place = folder.resolve(one.getKey());
      if (one.getKey().endsWith("/")) {
        Files.createDirectories(place);
      } else {
        Files.write(place, one.getValue().array());
      }
    }
  }

  private void lose() {
    states.addAll(left("", top));
  }

  private static List<SortedMap<String, ByteBuffer>> left(String path, Node node) {
    return switch (node) {
      case File file -> left(path, file);
      case Folder folder -> left(path, folder);
    };
  }

  private static List<SortedMap<String, ByteBuffer>> left(String path, File file) {
    List<SortedMap<String, ByteBuffer>> left = new ArrayList<>();
    int all = file.bytes.length;
    int step = Math.max(1, (all - file.forced) / SHORT);
    for (int kept = file.forced; kept < all; kept += step) {
      byte[] beginning = java.util.Arrays.copyOf(file.bytes, kept);
      left.add(new TreeMap<>(Map.of(path, ByteBuffer.wrap(beginning))));
      byte[] zeros = java.util.Arrays.copyOf(beginning, all);
      left.add(new TreeMap<>(Map.of(path, ByteBuffer.wrap(zeros))));
    }
    left.add(new TreeMap<>(Map.of(path, ByteBuffer.wrap(file.bytes))));
    return left;
  }

  private static List<SortedMap<String, ByteBuffer>> left(String path, Folder folder) {
    Set<SortedMap<String, ByteBuffer>> left = new LinkedHashSet<>();
    for (SortedMap<String, Node> moment : folder.moments) {
      List<SortedMap<String, ByteBuffer>> wholes = new ArrayList<>();
      wholes.add(
          path.isEmpty() ? new TreeMap<>() : new TreeMap<>(Map.of(path, ByteBuffer.allocate(0))));
      for (Map.Entry<String, Node> entry : moment.entrySet()) {
        String name = path + entry.getKey() + (entry.getValue() instanceof Folder ? "/" : "");
        List<SortedMap<String, ByteBuffer>> more = new ArrayList<>();
        for (SortedMap<String, ByteBuffer> part : left(name, entry.getValue())) {
          for (SortedMap<String, ByteBuffer> whole : wholes) {
            SortedMap<String, ByteBuffer> both = new TreeMap<>(whole);
            both.putAll(part);
            more.add(both);
          }
        }
        wholes = more;
      }
      left.addAll(wholes);
    }
    return new ArrayList<>(left);
  }

  private Folder folder(Path path) {
    Folder folder = top;
    for (Path name : path.equals(root) ? List.<Path>of() : root.relativize(path)) {
      folder = (Folder) folder.now().get(name.toString());
    }
    return folder;
  }

  private Folder above(Path path) {
    return folder(path.getParent());
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    lose();
    File fresh = new File();
    OutputStream out = disk.create(file);
    above(file).changed().put(name(file), fresh);
    return written(out, file, fresh);
  }

  @Override
  public OutputStream append(Path file) throws IOException {
    lose();
    OutputStream out = disk.append(file);
    Folder above = above(file);
    if (!above.now().containsKey(name(file))) {
      above.changed().put(name(file), new File());
    }
    return written(out, file, (File) above.now().get(name(file)));
  }

  private static OutputStream written(OutputStream out, Path path, File file) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        file.bytes = Files.readAllBytes(path);
      }
    };
  }

  @Override
  public void force(Path file) {
    lose();
    File forced = (File) above(file).now().get(name(file));
    forced.forced = forced.bytes.length;
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    lose();
    disk.rename(from, to);
    SortedMap<String, Node> entries = above(from).changed();
    entries.put(name(to), entries.remove(name(from)));
  }

  @Override
  public void forceFolder(Path folder) {
    lose();
    if (folder.startsWith(root)) {
      List<SortedMap<String, Node>> moments = folder(folder).moments;
      moments.subList(0, moments.size() - 1).clear();
    }
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    lose();
    disk.createFolder(folder);
    above(folder).changed().put(name(folder), new Folder());
  }

  @Override
  public void discard(Path file) {
    lose();
    disk.discard(file);
    Folder above = above(file);
    if (above.now().get(name(file)) instanceof Folder removed) {
      SortedMap<String, Node> whole = removed.now();
      List<String> names = List.copyOf(whole.keySet());
      for (int left = (1 << names.size()) - 1; left >= 0; left--) {
        SortedMap<String, Node> some = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
          if ((left >> i & 1) == 1) {
            some.put(names.get(i), whole.get(names.get(i)));
          }
        }
        removed.moments.add(some);
      }
    }
    if (above.now().containsKey(name(file))) {
      above.changed().remove(name(file));
    }
  }
}
