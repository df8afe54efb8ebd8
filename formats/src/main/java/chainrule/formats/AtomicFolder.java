// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FileException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A folder of files that is written whole or not at all, with a last file that tells of the others.
 *
 * <p>The files are written into a temporary folder beside it and forced to the disk one by one, so
 * is that folder; then it is renamed to the target, and the folder above is forced. So whatever
 * happens on the way, the target is either not there or whole. A failed write removes what it made;
 * a killed process can leave a folder {@code .chainrule-*.tmp} behind, which nothing reads and
 * {@link #clean} removes.
 *
 * @param target where the folder shall be; nothing may be there
 */
public record AtomicFolder(Path target) {

  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * A file that was written.
   *
   * @param name in the folder
   * @param bytes its length
   * @param sha256 of its bytes, as 64 hexadecimal digits
   */
  public record Written(String name, long bytes, String sha256) {}

  /**
   * The last file.
   *
   * @param name in the folder
   * @param content made of what was written before
   */
  public record Manifest(String name, Function<List<Written>, AtomicFile.Content> content) {}

  /**
   * Writes the folder. When this returns, it survives a loss of power, as {@link AtomicFile} says.
   *
   * @param files their contents by name, written in this order
   * @param manifest written after them
   * @throws FileException if something is there already, or writing fails
   */
  public void write(SequencedMap<String, AtomicFile.Content> files, Manifest manifest, Disk disk) {
    Path folder = target.toAbsolutePath();
    Path above = folder.getParent();
    if (above == null || Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileException("write: " + target + ": the folder exists already");
    }
    Folders.checkWritable(above, "write: " + target);
    Path temporary = Temporary.in(above);
    boolean renamed = false;
    try {
      disk.createFolder(temporary);
      List<Written> written = new ArrayList<>();
      for (String name : files.sequencedKeySet()) {
        written.add(write(temporary, name, files.getOrDefault(name, _ -> {}), disk));
      }
      write(temporary, manifest.name(), manifest.content().apply(written), disk);
      disk.forceFolder(temporary);
      disk.rename(temporary, folder);
      renamed = true;
      disk.forceFolder(above);
    } catch (IOException e) {
      throw FileErrors.of("write", target, e);
    } finally {
      if (!renamed) {
        disk.discard(temporary);
      }
    }
  }

  private static Written write(Path folder, String name, AtomicFile.Content content, Disk disk)
      throws IOException {
    Path file = folder.resolve(name);
    MessageDigest digest = Sha256.begin();
    try (OutputStream out =
        new DigestOutputStream(new BufferedOutputStream(disk.create(file), BUFFER_BYTES), digest)) {
      content.writeTo(out);
    }
    disk.force(file);
    return new Written(name, Files.size(file), Sha256.text(digest));
  }

  /**
   * Removes what killed processes left unfinished in a folder.
   *
   * @throws FileException if the folder cannot be listed
   */
  public static void clean(Path folder, Disk disk) {
    try (Stream<Path> inside = Files.list(folder)) {
      inside.filter(Temporary::is).toList().forEach(disk::discard);
    } catch (IOException e) {
      throw FileErrors.of("clean", folder, e);
    }
  }
}
