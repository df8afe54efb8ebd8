// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FormatException;
import chainrule.testkit.Mutants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged files are either refused by a {@link FormatException} or still good; never else. */
class MutatedSafetensorsTest {
  private static final Mutants MUTANTS =
      new Mutants(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "-",
          "0",
          "9223372036854775807",
          "1e9",
          "null",
          "\\u0000",
          "F64",
          "BOOL",
          "\"shape\"",
          "\"dtype\":\"F32\"",
          "__metadata__",
          "\0",
          "\ufeff",
          " ",
          "4294967296");

  @Test
  void five_thousand_mutants_are_refused_or_good() throws IOException {
    mutate(5_000);
  }

  @Test
  @Tag("long")
  void a_hundred_thousand_mutants_are_refused_or_good() throws IOException {
    mutate(100_000);
  }

  private static void mutate(int count) throws IOException {
    byte[] good = good();
    int refused = 0;
    for (int seed = 0; seed < count; seed++) {
      byte[] mutant = mutant(good, new Random(seed));
      try {
        SafetensorsFile read = SafetensorsFile.of(mutant);
        SafetensorsFile again = SafetensorsFile.of(bytes(read));
        assertThat(bytes(again)).as("seed %d", seed).isEqualTo(bytes(read));
      } catch (FormatException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ": " + Arrays.toString(mutant), e);
      }
    }
    // Flips in the values go unseen, as the format has no checksum; most others must not.
    assertThat(refused).isBetween(count / 2, count - 1);
  }

  private static byte[] good() throws IOException {
    return bytes(
        SafetensorsFile.of(
            Map.of("chainrule.format", "1", "note", "ζ"),
            List.of(
                new SafetensorsEntry("w", Shape.of(2, 3), new Storage.F32(new float[6])),
                new SafetensorsEntry("b", Shape.of(3), new Storage.F64(new double[3])),
                new SafetensorsEntry("on", Shape.of(5), new Storage.Bool(new boolean[5])),
                new SafetensorsEntry("n", Shape.SCALAR, new Storage.I64(new long[1])))));
  }

  private static byte[] bytes(SafetensorsFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    return out.toByteArray();
  }

  /** One to four damages; those that change the header's length mend its length half the time. */
  private static byte[] mutant(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int length = bytes.length;
      bytes = MUTANTS.damaged(bytes, random);
      if (bytes.length != length && bytes.length > 8 && random.nextBoolean()) {
        int header = (bytes[0] & 0xff | (bytes[1] & 0xff) << 8) + bytes.length - length;
        bytes[0] = (byte) header;
        bytes[1] = (byte) (header >> 8);
      }
    }
    return bytes;
  }
}
