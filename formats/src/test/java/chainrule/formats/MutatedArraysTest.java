// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.error.FormatException;
import chainrule.error.LimitException;
import chainrule.testkit.Allocated;
import chainrule.testkit.Mutants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged .npy and .npz files are refused by an error of ours or still good; never else. */
class MutatedArraysTest {
  private static final Mutants NPY =
      new Mutants(
          "{",
          "}",
          "(",
          ")",
          "'",
          "\"",
          ",",
          ":",
          "-",
          "0",
          "L",
          "9223372036854775807",
          "1e9",
          "None",
          "True",
          "False",
          "|O",
          "<f8",
          ">i2",
          "|b1",
          "'shape': ",
          "'descr': '<f4', ",
          "\0",
          "\ufeff",
          " ",
          "\n",
          "4294967296",
          "\\");
  private static final Mutants NPZ =
      new Mutants(
          "PK\1\2",
          "PK\3\4",
          "PK\5\6",
          "PK\6\6",
          "PK\6\7",
          "\0\0\0\0",
          "\0",
          "\1\0\10\0",
          ".npy",
          "NUMPY",
          "a.npy",
          "b.npy");
  private static final String[] DESCRS = {"<f4", ">i2", "|b1", "<f2", ">u4", "|u1"};

  @TempDir private Path folder;

  @Test
  void three_hundred_mutants_of_an_array_are_refused_or_good() throws IOException {
    npy(300);
  }

  @Test
  @Tag("long")
  void ten_thousand_mutants_of_an_array_are_refused_or_good() throws IOException {
    npy(10_000);
  }

  @Test
  void three_hundred_mutants_of_an_archive_are_refused_or_good() throws IOException {
    npz(300);
  }

  @Test
  @Tag("long")
  void ten_thousand_mutants_of_an_archive_are_refused_or_good() throws IOException {
    npz(10_000);
  }

  private static void npy(int count) throws IOException {
    int refused = 0;
    for (int seed = 0; seed < count; seed++) {
      Random random = new Random(seed);
      byte[] mutant = NPY.of(array(random), random);
      // Half of the changed headers get a length that fits, so that more is looked at.
      if (mutant.length > 80 && random.nextBoolean()) {
        mutant[8] = (byte) (mutant.length - 10 - 24);
      }
      refused += accepted(mutant, "seed " + seed, () -> again(NpyFile.of(mutant))) ? 0 : 1;
    }
    // Flips in the values go unseen, as the format has no checksum; most others must not.
    assertThat(refused).isBetween(count / 2, count - 1);
  }

  private void npz(int count) throws IOException {
    Path path = folder.resolve("a.npz");
    int refused = 0;
    for (int seed = 0; seed < count; seed++) {
      Random random = new Random(seed);
      byte[] good =
          ZipBytes.of(
              ZipBytes.stored("a.npy", array(random)),
              ZipBytes.deflated("b.npy", array(random)),
              ZipBytes.stored("c.txt", new byte[3]));
      byte[] mutant = NPZ.of(good, random);
      Files.write(path, mutant);
      refused +=
          accepted(
                  mutant,
                  "seed " + seed,
                  () -> NpzFile.read(path).arrays().values().forEach(MutatedArraysTest::again))
              ? 0
              : 1;
    }
    assertThat(refused).isBetween(count / 2, count - 1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  private static boolean accepted(byte[] mutant, String what, Runnable reading) {
    boolean[] accepted = {true};
    Allocated.within(
        mutant.length,
        what,
        () -> {
          try {
            reading.run();
          } catch (FormatException | LimitException e) {
            assertThat(e.getMessage()).as(what).startsWith("np").hasSizeLessThan(1000);
            accepted[0] = false;
          } catch (RuntimeException | Error e) {
            throw new AssertionError(what + ": " + Arrays.toString(mutant), e);
          }
        });
    return accepted[0];
  }

  /** An array of 24 bytes. */
  private static byte[] array(Random random) {
    String descr = DESCRS[random.nextInt(DESCRS.length)];
    int bytes = descr.charAt(2) - '0';
    boolean columns = random.nextBoolean();
    String shape = "(" + 24 / bytes / 2 + ", 2)";
    int[] data = random.ints(24, 0, descr.equals("|b1") ? 2 : 256).toArray();
    return NpyBytes.of(1 + random.nextInt(3), NpyBytes.header(descr, columns, shape), data);
  }

  /** What was read can be written and read again. */
  private static void again(NpyFile read) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      read.writeTo(out);
      NpyFile second = NpyFile.of(out.toByteArray());
      assertThat(second.shape()).isEqualTo(read.shape());
      ByteArrayOutputStream twice = new ByteArrayOutputStream();
      second.writeTo(twice);
      assertThat(twice.toByteArray()).isEqualTo(out.toByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
