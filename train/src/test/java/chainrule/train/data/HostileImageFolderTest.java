// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import chainrule.testkit.Mutants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileImageFolderTest {
  private static final int SIDE = 8;

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void a_good_folder() throws IOException {
    folder = temporary.resolve("pets");
    PictureBytes.pets(folder, SIDE, SIDE);
  }

  /** What is done to a good folder. */
  @FunctionalInterface
  interface Damage {
    void to(Path folder) throws IOException;
  }

  static Stream<Arguments> folders() {
    return Stream.of(
        damage("no such folder", HostileImageFolderTest::delete),
        damage(
            "is no folder",
            folder -> {
              delete(folder);
              Files.createFile(folder);
            }),
        damage(
            "holds no folder of a class",
            folder -> {
              delete(folder);
              Files.createDirectory(folder);
            }),
        damage(
            "holds one class, cats; two or more are needed",
            folder -> delete(folder.resolve("dogs"))),
        damage(
            "lies beside the folders of the classes",
            folder -> {
              delete(folder);
              Files.createDirectory(folder);
              Files.createFile(folder.resolve("a.png"));
            }),
        damage(
            "stray.jpg lies beside the folders",
            folder -> Files.createFile(folder.resolve("stray.jpg"))),
        damage(
            "stray.PNG lies beside the folders",
            folder -> Files.createFile(folder.resolve("stray.PNG"))),
        damage("birds holds no picture", folder -> Files.createDirectory(folder.resolve("birds"))),
        damage(
            "birds holds no picture",
            folder -> {
              Files.createDirectory(folder.resolve("birds"));
              Files.createFile(folder.resolve("birds").resolve(".hidden.png"));
            }),
        damage(
            "more is a folder in the folder of a class",
            folder -> Files.createDirectory(folder.resolve("cats").resolve("more"))),
        damage(
            "a is a folder in the folder of a class",
            folder -> {
              delete(folder);
              for (String part : new String[] {"train", "test"}) {
                PictureBytes.pets(folder.resolve(part).resolve("a"), 1, 1);
              }
            }),
        damage(
            "x.png is a folder in the folder of a class",
            folder -> Files.createDirectory(folder.resolve("cats").resolve("x.png"))));
  }

  static Stream<Arguments> names() {
    return Stream.of(
            "notes.txt",
            "Thumbs.db",
            "desktop.ini",
            "x.webp",
            "x.gif",
            "x.bmp",
            "x.tiff",
            "x.png.gz",
            "x.jpg.part",
            "png",
            "x",
            "x.png~",
            "x.svg",
            "x.heic",
            "x.npy")
        .map(name ->
            damage(
                name + " is no picture by its name; .png, .jpg and .jpeg are read",
                folder -> Files.createFile(folder.resolve("cats").resolve(name))));
  }

  static Stream<Arguments> linkedFiles() {
    String leaves = "x.png is a link that leads out of the folder, to ";
    return Stream.of(
        damage(leaves, folder -> link(folder, "cats/x.png", outside(folder, "out.png"))),
        damage(
            leaves,
            folder -> {
              outside(folder, "out.png");
              link(folder, "cats/x.png", Path.of("..", "..", "out.png"));
            }),
        damage(leaves, folder -> link(folder, "cats/x.png", outside(folder, "pets2/b.png"))),
        damage(
            leaves,
            folder -> {
              link(folder, "cats/y.png", outside(folder, "out.png"));
              link(folder, "cats/x.png", folder.resolve("cats/y.png"));
            }),
        damage(
            "x.txt is a link that leads out",
            folder -> link(folder, "x.txt", outside(folder, "out.txt"))),
        damage(
            "x.png: no such file", folder -> link(folder, "cats/x.png", folder.resolve("nothing"))),
        damage("x.png: ", folder -> link(folder, "cats/x.png", folder.resolve("cats/x.png"))));
  }

  static Stream<Arguments> linkedFolders() {
    return Stream.of(
        damage(
            "birds is a link that leads out",
            folder -> link(folder, "birds", outside(folder, "others/b.png").getParent())),
        damage("up is a link that leads out", folder -> link(folder, "up", folder.getParent())),
        damage(
            "about: ",
            folder -> {
              link(folder, "round", folder.resolve("about"));
              link(folder, "about", folder.resolve("round"));
            }),
        damage("is a folder in the folder of a class", folder -> link(folder, "loop", folder)),
        damage(
            "loop is a folder in the folder of a class",
            folder -> link(folder, "cats/loop", folder)));
  }

  private static void link(Path folder, String name, Path target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), target);
  }

  /** A good picture beside the folder. */
  private static Path outside(Path folder, String name) throws IOException {
    Path file = folder.resolveSibling(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, PictureBytes.plain("png", SIDE, SIDE, 1));
  }

  private static Arguments damage(String said, Damage damage) {
    return arguments(said, damage);
  }

  @ParameterizedTest
  @MethodSource({"folders", "names", "linkedFiles", "linkedFolders"})
  void a_folder_that_breaks_a_rule_is_refused(String said, Damage damage) throws IOException {
    damage.to(folder);
    for (Runnable open : openings()) {
      assertThatThrownBy(open::run)
          .isInstanceOf(FileException.class)
          .hasMessageStartingWith("images: " + folder)
          .hasMessageContaining(said)
          .message()
          .hasSizeLessThan(500);
    }
  }

  private List<Runnable> openings() {
    return List.of(
        () -> ImageFolder.of(folder, ColorMode.RGB),
        () -> ImageFolder.of(folder, new ImageForm(ColorMode.GRAY, 4, 4)));
  }

  static Stream<Arguments> pictures() throws IOException {
    byte[] png = PictureBytes.plain("png", SIDE, SIDE, 0x123456);
    byte[] jpeg = PictureBytes.plain("jpeg", SIDE, SIDE, 0x123456);
    byte[] wide = PictureBytes.header(60_000, 60_000);
    return Stream.of(
        arguments(new byte[0], "the file is empty"),
        arguments(new byte[] {1}, "is no PNG and no JPEG; it begins with 01"),
        arguments("GIF89a......".getBytes(StandardCharsets.US_ASCII), "is no PNG and no JPEG"),
        arguments("<svg></svg>".getBytes(StandardCharsets.US_ASCII), "is no PNG and no JPEG"),
        arguments("RIFF....WEBPVP8 ".getBytes(StandardCharsets.US_ASCII), "is no PNG and no JPEG"),
        arguments("PK\3\4........".getBytes(StandardCharsets.US_ASCII), "is no PNG and no JPEG"),
        arguments(Arrays.copyOf(png, 7), "is no PNG and no JPEG"),
        arguments(Arrays.copyOf(png, 8), "the PNG is damaged"),
        arguments(Arrays.copyOf(png, 20), "the PNG is damaged"),
        arguments(Arrays.copyOf(png, png.length / 2), "the PNG is damaged"),
        arguments(Arrays.copyOf(jpeg, 3), "the JPEG is damaged"),
        arguments(Arrays.copyOf(jpeg, jpeg.length / 2), "the JPEG is"),
        arguments(Arrays.copyOf(jpeg, jpeg.length - 4), "the JPEG is incomplete"),
        arguments(wide, "60000 x 60000 pixels; at most 50,000,000 are read"),
        arguments(PictureBytes.header(Integer.MAX_VALUE, 1), "at most 50,000,000 are read"),
        arguments(
            PictureBytes.header(7000, 7000), "7000 x 7000 pixels, which cannot come from 33 bytes"),
        arguments(PictureBytes.header(1, 50_000_000), "which cannot come from 33 bytes"),
        arguments(PictureBytes.header(0, 5), "the PNG is damaged"),
        arguments(PictureBytes.header(-1, 5), "the PNG is damaged"),
        arguments(PictureBytes.header(SIDE, SIDE), "the PNG is damaged"),
        arguments(PictureBytes.plain("png", SIDE, SIDE + 1, 0), "8 x 9 pixels; the first, "),
        arguments(PictureBytes.plain("png", SIDE - 1, SIDE, 0), "7 x 8 pixels; the first, "),
        arguments(PictureBytes.plain("jpeg", 1, 1, 0), "1 x 1 pixels; the first, "));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void a_broken_picture_is_named(byte[] bytes, String said) throws IOException {
    Path file = Files.write(folder.resolve("dogs").resolve("2.jpeg"), bytes);
    assertThatThrownBy(() -> ImageFolder.of(folder, ColorMode.RGB).batch(4))
        .isInstanceOfAny(FormatException.class, LimitException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(said)
        .message()
        .hasSizeLessThan(600);
    if (!said.contains("; the first")) {
      ImageFolder stretched = ImageFolder.of(folder, new ImageForm(ColorMode.GRAY, 4, 4));
      assertThat(stretched.batch(0, 1, 2, 3).count()).isEqualTo(4);
      assertThatThrownBy(() -> stretched.batch(4)).hasMessageContaining(file.toString());
    }
  }

  @Test
  void there_are_more_than_sixty_of_them() throws IOException {
    assertThat(
            Stream.of(folders(), names(), linkedFiles(), linkedFolders(), pictures())
                .mapToLong(Stream::count)
                .sum())
        .isGreaterThan(60);
  }

  @Test
  void a_picture_that_goes_or_changes_after_opening_is_named() throws IOException {
    ImageFolder data = ImageFolder.of(folder, ColorMode.RGB);
    Path file = data.file(1);
    Files.write(file, PictureBytes.plain("png", 5, 5, 0));
    assertThatThrownBy(() -> data.batch(1))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("images: " + file + ": 5 x 5 pixels; the first, ")
        .hasMessageContaining("has 8 x 8")
        .hasMessageContaining("fix: give a size that all are stretched to: --size HxW");
    Files.delete(file);
    assertThatThrownBy(() -> data.batch(1))
        .isInstanceOf(FileException.class)
        .hasMessageContaining(file + ": no such file");
  }

  @Test
  void another_folder_has_no_other_classes() throws IOException {
    ImageFolder data = ImageFolder.of(folder, ColorMode.RGB);
    Path other = temporary.resolve("other");
    PictureBytes.pets(other, SIDE, SIDE);
    Files.move(other.resolve("cats"), other.resolve("birds"));
    assertThatThrownBy(() -> data.like(other))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "images: "
                + other.resolve("birds")
                + ": no class is named birds\n  fix: the classes are cats, dogs");
    delete(other);
    Files.createDirectory(other);
    assertThatThrownBy(() -> data.like(other))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("holds no folder of a class");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void a_form_needs_positive_sides(int side) {
    assertThatThrownBy(() -> new ImageForm(ColorMode.RGB, side, 5))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> new ImageForm(ColorMode.RGB, 5, side))
        .isInstanceOf(ArgumentException.class);
  }

  @Test
  void a_form_has_its_cap() {
    assertThatThrownBy(() -> new ImageForm(ColorMode.RGB, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("at most 50000000 pixels");
  }

  @Test
  void three_hundred_mutants_are_refused_or_read() throws IOException {
    mutate(300);
  }

  @Test
  @Tag("long")
  void ten_thousand_mutants_are_refused_or_read() throws IOException {
    mutate(10_000);
  }

  private void mutate(int count) throws IOException {
    Mutants mutants =
        new Mutants("\0", "\0\0\0\u0001", "IHDR", "IDAT", "PLTE", "tRNS", "IEND", "\u00ff");
    byte[][] good = {
      PictureBytes.of("png", SIDE, SIDE, (x, y) -> x * 999_983 + y * 7919),
      PictureBytes.of("jpeg", SIDE, SIDE, (x, y) -> x * 999_983 + y * 7919)
    };
    Path file = folder.resolve("dogs").resolve("2.jpeg");
    int refused = 0;
    for (int seed = 0; seed < count; seed++) {
      Random random = new Random(seed);
      byte[] mutant = mutants.of(good[seed % 2], random);
      Files.write(file, mutant);
      try {
        ImageFolder data = ImageFolder.of(folder, new ImageForm(ColorMode.RGB, 4, 5));
        assertThat(data.batch(4).inputs().toFloats()).as("seed %d", seed).hasSize(60);
      } catch (FormatException | LimitException e) {
        assertThat(e).as("seed %d", seed).hasMessageStartingWith("image: " + file);
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ": " + Arrays.toString(mutant), e);
      }
    }
    assertThat(refused).isBetween(count / 4, count - 1);
    try (Stream<Path> files = Files.walk(temporary)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(5);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
