// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ChainruleException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.testkit.Allocated;
import chainrule.testkit.Mutants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileCifarTest {
  static final String[] NAMES = CifarBytes.NAMES.toArray(String[]::new);

  @TempDir private Path folder;

  @BeforeEach
  void a_good_set() throws IOException {
    CifarBytes.set(folder);
  }

  private void refused(Class<? extends ChainruleException> error, String... said) {
    Allocated.within(
        30_000,
        said[0],
        () ->
            assertThatThrownBy(() -> Cifar10.open(folder))
                .isInstanceOf(error)
                .hasMessageStartingWith("cifar10: " + folder)
                .hasMessageContainingAll(said)
                .message()
                .hasSizeLessThan(600));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void a_missing_file_is_named(String name) throws IOException {
    Files.delete(folder.resolve(name));
    refused(FileException.class, "lacks " + name + "\n", "fix: get cifar-10-binary.tar.gz");
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void a_folder_in_place_of_a_file_is_missed(String name) throws IOException {
    Files.delete(folder.resolve(name));
    Files.createDirectory(folder.resolve(name));
    refused(FileException.class, "lacks " + name);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void a_link_to_nothing_is_missed(String name) throws IOException {
    Files.delete(folder.resolve(name));
    Files.createSymbolicLink(folder.resolve(name), folder.resolve("nothing"));
    refused(FileException.class, "lacks " + name);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void a_packed_file_is_missed(String name) throws IOException {
    Files.move(folder.resolve(name), folder.resolve(name + ".gz"));
    refused(FileException.class, "lacks " + name);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void a_file_of_another_length_is_refused(String name) throws IOException {
    byte[] whole = CifarBytes.file(2, 0);
    for (int length : new int[] {0, 1, 2, 3071, 3072, 3074, 6144, 6145, 6147, 9218, 9220}) {
      Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
      refused(
          FormatException.class,
          folder.resolve(name) + ": " + length + " bytes; records of 3073 bytes are needed",
          "fix: get the file again; an original one has 30730000 bytes");
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void a_class_that_is_none_is_refused(String name) throws IOException {
    for (int label : new int[] {10, 11, 99, 127, 128, 255}) {
      for (int record : new int[] {0, 1, 4}) {
        byte[] bytes = CifarBytes.file(5, 0);
        bytes[record * CifarBytes.RECORD] = (byte) label;
        Files.write(folder.resolve(name), bytes);
        refused(
            FormatException.class,
            folder.resolve(name) + ": record " + record + " is of class " + label + "; 0 to 9");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"data_batch_1", "cifar-10-batches-py"})
  void the_version_of_pickles_is_refused(String name) throws IOException {
    Files.delete(folder.resolve("data_batch_2.bin"));
    Files.writeString(folder.resolve(name), "\u0080\u0002pickle");
    refused(FileException.class, "holds the version for Python, whose files are pickles");
  }

  @Test
  void an_archive_that_was_not_unpacked_is_refused() throws IOException {
    Files.delete(folder.resolve("data_batch_2.bin"));
    Files.createFile(folder.resolve("cifar-10-binary.tar.gz"));
    refused(
        FileException.class,
        "cifar-10-binary.tar.gz is still packed",
        "fix: unpack it: tar -xzf " + folder.resolve("cifar-10-binary.tar.gz") + " -C " + folder);
  }

  @Test
  void what_is_no_folder_is_refused() {
    Path file = folder.resolve("test_batch.bin");
    assertThatThrownBy(() -> Cifar10.open(file))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith("cifar10: " + file + " is a file; the folder of the unpacked set");
    assertThatThrownBy(() -> Cifar10.open(folder.resolve("none")))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith("cifar10: " + folder.resolve("none") + ": no such folder");
  }

  @Test
  void an_empty_folder_lacks_everything() throws IOException {
    for (String name : NAMES) {
      Files.delete(folder.resolve(name));
    }
    refused(FileException.class, "lacks data_batch_1.bin, data_batch_2.bin, data_batch_3.bin");
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
    byte[] good = CifarBytes.file(2, 7);
    Mutants mutants = new Mutants("\0", "\n", "12", "\u00ff", "PK\3\4");
    int refused = 0;
    for (int seed = 0; seed < count; seed++) {
      Random random = new Random(seed);
      byte[] mutant = mutants.of(good, random);
      // Half of them keep whole records, and some get another class.
      if (random.nextBoolean()) {
        mutant = Arrays.copyOf(mutant, CifarBytes.RECORD * (1 + random.nextInt(3)));
        mutant[CifarBytes.RECORD * random.nextInt(mutant.length / CifarBytes.RECORD)] =
            (byte) random.nextInt(20);
      }
      Files.write(folder.resolve("test_batch.bin"), mutant);
      refused += read(mutant.length, "seed " + seed) ? 0 : 1;
    }
    assertThat(refused).isBetween(count / 3, count - 1);
  }

  private boolean read(int length, String what) {
    boolean[] read = {true};
    Allocated.within(
        length,
        what,
        () -> {
          try {
            Batch all = Cifar10.open(folder).test().all();
            assertThat(all.count()).as(what).isEqualTo(length / CifarBytes.RECORD);
          } catch (FormatException e) {
            assertThat(e).as(what).hasMessageStartingWith("cifar10: " + folder);
            read[0] = false;
          } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
          }
        });
    return read[0];
  }
}
