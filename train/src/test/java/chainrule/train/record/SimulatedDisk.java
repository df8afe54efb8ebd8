// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.formats.Disk;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk of one folder that knows what may be left after power is lost at any moment.
 *
 * <p>Until a file is forced, any beginning of it may be what is on the disk. Until the folder is
 * forced, its entries may be those of any moment since it last was: a rename may have reached the
 * disk or not, whatever became of the data.
 */
final class SimulatedDisk implements Disk {
  private record Content(ByteArrayOutputStream bytes, boolean[] forced) {}

  private final Path target;
  private final List<Map<Path, Content>> unforced = new ArrayList<>();
  private final Set<String> states = new LinkedHashSet<>();

  SimulatedDisk(Path target, String old) {
    this.target = target;
    Content content = new Content(new ByteArrayOutputStream(), new boolean[] {true});
    content.bytes().writeBytes(old.getBytes(StandardCharsets.UTF_8));
    unforced.add(new TreeMap<>(Map.of(target, content)));
  }

  /** Every content the target may have had if power was lost at any moment so far. */
  Set<String> states() {
    crash();
    return states;
  }

  private void crash() {
    for (Map<Path, Content> entries : unforced) {
      Content content = entries.get(target);
      if (content == null) {
        states.add("no file");
        continue;
      }
      byte[] bytes = content.bytes().toByteArray();
      for (int kept = content.forced()[0] ? bytes.length : 0; kept <= bytes.length; kept++) {
        states.add(new String(bytes, 0, kept, StandardCharsets.UTF_8));
      }
    }
  }

  private Map<Path, Content> changed() {
    crash();
    Map<Path, Content> entries = new TreeMap<>(unforced.getLast());
    unforced.add(entries);
    return entries;
  }

  @Override
  public OutputStream create(Path file) {
    Content content = new Content(new ByteArrayOutputStream(), new boolean[1]);
    changed().put(file, content);
    return content.bytes();
  }

  @Override
  public void force(Path file) {
    crash();
    unforced.getLast().get(file).forced()[0] = true;
  }

  @Override
  public void rename(Path from, Path to) {
    Map<Path, Content> entries = changed();
    entries.put(to, entries.remove(from));
  }

  @Override
  public void forceFolder(Path folder) {
    crash();
    unforced.subList(0, unforced.size() - 1).clear();
  }

  @Override
  public void createFolder(Path folder) {
    throw new AssertionError(folder);
  }

  @Override
  public void discard(Path file) {
    changed().remove(file);
  }
}
