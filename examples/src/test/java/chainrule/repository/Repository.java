// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository, as its own checks see them. */
public final class Repository {

  private static final Set<String> FOLDERS_NOT_OURS =
      Set.of("target", "runs", ".git", ".chainrule", ".idea", ".vscode", ".settings");

  /** The folders of the modules, in the order of the build. */
  public static final List<String> MODULES =
      List.of(
          "core", "testkit", "vector", "formats", "explain", "train", "cli", "bench", "examples");

  private Repository() {}

  /** The folder of the parent pom. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** All files that belong to the repository, sorted by path. */
  static List<Path> files() {
    var files = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          root(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return FOLDERS_NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    files.sort(null);
    return files;
  }

  /** All Java sources, of programs and of tests. */
  static List<Path> javaSources() {
    return files().stream().filter(file -> file.toString().endsWith(".java")).toList();
  }

  /** The path below the root, with slashes on every system. */
  static String name(Path file) {
    return root().relativize(file).toString().replace('\\', '/');
  }

  /** A file as text. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("not readable as UTF-8: " + name(file), failure);
    }
  }

  /** A file, named by its path below the root, as text. */
  public static String text(String name) {
    return text(root().resolve(name));
  }
}
