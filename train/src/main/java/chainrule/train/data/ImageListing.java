// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FileException;
import chainrule.error.LimitException;
import chainrule.formats.FileErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The pictures in a folder of classes; no file is opened.
 *
 * @param classes their names
 * @param files the pictures, class by class
 * @param labels the class of each
 */
record ImageListing(List<String> classes, List<Path> files, int[] labels) {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  /** Two classes or more, each with a picture. */
  static ImageListing of(Path folder) {
    Path root = root(folder);
    List<Path> classes = classes(folder, root);
    if (classes.size() < 2) {
      throw new FileException(
          "images: "
              + folder
              + (classes.isEmpty()
                  ? " holds no folder of a class"
                  : " holds one class, " + name(classes.getFirst()) + "; two or more are needed"),
          "put the pictures of each class into a folder of its own");
    }
    return listed(root, classes, classes.stream().map(ImageListing::name).toList());
  }

  /** Some of the classes of another folder, or all. */
  static ImageListing of(Path folder, List<String> known) {
    Path root = root(folder);
    List<Path> classes = classes(folder, root);
    for (Path path : classes) {
      if (!known.contains(name(path))) {
        throw new FileException(
            "images: " + path + ": no class is named " + name(path),
            "the classes are " + shown(known));
      }
    }
    if (classes.isEmpty()) {
      throw new FileException("images: " + folder + " holds no folder of a class");
    }
    return listed(root, classes, known);
  }

  private static ImageListing listed(Path root, List<Path> folders, List<String> classes) {
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Path folder : folders) {
      int label = classes.indexOf(name(folder));
      int before = files.size();
      for (Path path : entries(folder)) {
        files.add(picture(path, root));
        checkCount(files.size(), ImageFolder.MAX_PICTURES, "pictures");
        labels.add(label);
      }
      if (files.size() == before) {
        throw new FileException(
            "images: " + folder + " holds no picture", "add some, or remove the folder");
      }
    }
    return new ImageListing(
        classes, List.copyOf(files), labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Path root(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new FileException(
          "images: " + folder + (Files.exists(folder) ? " is no folder" : ": no such folder"));
    }
    return real(folder);
  }

  private static List<Path> classes(Path folder, Path root) {
    List<Path> classes = new ArrayList<>();
    for (Path path : entries(folder)) {
      Path inside = inside(path, root);
      if (Files.isDirectory(inside)) {
        classes.add(path);
        checkCount(classes.size(), ImageFolder.MAX_CLASSES, "classes");
      } else if (isPicture(path)) {
        throw new FileException(
            "images: " + path + " lies beside the folders of the classes",
            "put the pictures of each class into a folder of its own");
      }
    }
    return classes;
  }

  private static Path picture(Path path, Path root) {
    Path inside = inside(path, root);
    if (Files.isDirectory(inside)) {
      throw new FileException(
          "images: " + path + " is a folder in the folder of a class; pictures are needed there",
          "name the folder that holds the folders of the classes");
    }
    if (!Files.isRegularFile(inside)) {
      throw new FileException("images: " + path + " is no regular file");
    }
    if (!isPicture(path)) {
      throw new FileException(
          "images: " + path + " is no picture by its name; .png, .jpg and .jpeg are read",
          "remove it, or let its name begin with a dot");
    }
    return path;
  }

  /** Where a path leads, which must be within the folder. */
  private static Path inside(Path path, Path root) {
    if (!Files.isSymbolicLink(path)) {
      return path;
    }
    Path real = real(path);
    if (!real.startsWith(root)) {
      throw new FileException(
          "images: " + path + " is a link that leads out of the folder, to " + real,
          "put the pictures themselves there");
    }
    return real;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw FileErrors.of("images", path, e);
    }
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      List<Path> entries =
          paths
              .filter(path -> !name(path).startsWith("."))
              .limit(ImageFolder.MAX_PICTURES + 1L)
              .sorted(Comparator.comparing(ImageListing::name))
              .toList();
      checkCount(entries.size(), ImageFolder.MAX_PICTURES, "files in " + folder);
      return entries;
    } catch (UncheckedIOException e) {
      throw FileErrors.of("images", folder, new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw FileErrors.of("images", folder, e);
    }
  }

  private static void checkCount(int count, int most, String what) {
    if (count > most) {
      throw new LimitException("images: more than " + most + " " + what);
    }
  }

  private static boolean isPicture(Path path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String shown(List<String> names) {
    return names.size() > 20
        ? String.join(", ", names.subList(0, 20)) + ", ..."
        : String.join(", ", names);
  }
}
