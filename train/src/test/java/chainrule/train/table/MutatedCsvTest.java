// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.error.ChainruleException;
import chainrule.formats.Json;
import chainrule.random.Rng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged tables and transformations are refused by name or still good; never else. */
class MutatedCsvTest {

  private static final String[] SPLICES = {
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\ufeff",
    "\0",
    "1e999",
    "-",
    "NaN",
    "NA",
    "null",
    "é",
    "🙂",
    "9223372036854775808",
    "0x1",
    "\"a\nb\"",
    "Saved",
    ",,,,",
    "[",
    "}",
    ":"
  };

  @TempDir private Path folder;

  @Test
  void three_hundred_mutants_are_refused_or_good() throws IOException {
    mutate(300);
  }

  @Test
  @Tag("long")
  void ten_thousand_mutants_are_refused_or_good() throws IOException {
    mutate(10_000);
  }

  private void mutate(int count) throws IOException {
    byte[] good = PassengerTwin.csv(60, Rng.seed(3)).getBytes(UTF_8);
    Path file = Files.write(folder.resolve("t.csv"), good);
    TableData data = TableData.of(Table.read(file, TableOptions.of("Saved")), 0.2, Rng.seed(1));
    byte[] rules = data.transformation().toJson().toText().getBytes(UTF_8);
    int refused = 0;
    for (int seed = 0; seed < count; seed++) {
      Random random = new Random(seed);
      byte[] mutant = mutant(good, random);
      byte[] ruled = mutant(rules, random);
      try {
        Files.write(file, mutant);
        refused += isRefused(() -> use(file)) ? 1 : 0;
        refused += isRefused(() -> use(ruled)) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "seed " + seed + ": " + new String(mutant, UTF_8) + new String(ruled, UTF_8), e);
      }
    }
    assertThat(refused).isBetween(count / 2, 2 * count - count / 20);
  }

  private static boolean isRefused(Runnable use) {
    try {
      use.run();
      return false;
    } catch (ChainruleException e) {
      assertThat(e.getMessage().length()).isLessThan(2000);
      return true;
    }
  }

  private static void use(Path file) {
    Table table = Table.read(file, TableOptions.of("Saved"));
    TableData data = TableData.of(table, 0.2, Rng.seed(1));
    assertThat(Arrays.stream(data.train().all().inputs().toDoubles()))
        .allMatch(value -> Math.abs(value) <= 100);
    Transformation read = Transformation.of(data.transformation().toJson());
    assertThat(read.toJson()).isEqualTo(data.transformation().toJson());
  }

  private static void use(byte[] json) {
    Transformation read = Transformation.of(Json.parse(new String(json, UTF_8)).asObject());
    assertThat(Transformation.of(read.toJson()).toJson()).isEqualTo(read.toJson());
  }

  /** One to four damages. */
  private static byte[] mutant(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt()}, at + 1);
            case 1 -> joined(bytes, at, new byte[0], end);
            case 2 -> joined(bytes, end, Arrays.copyOfRange(bytes, at, end), end);
            case 3 -> random.nextInt(5) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            default ->
                joined(bytes, at, SPLICES[random.nextInt(SPLICES.length)].getBytes(UTF_8), at);
          };
    }
    return bytes;
  }

  /** The bytes before {@code at}, the middle, and the bytes from {@code from} on. */
  private static byte[] joined(byte[] bytes, int at, byte[] middle, int from) {
    byte[] joined = Arrays.copyOf(bytes, at + middle.length + bytes.length - from);
    System.arraycopy(middle, 0, joined, at, middle.length);
    System.arraycopy(bytes, from, joined, at + middle.length, bytes.length - from);
    return joined;
  }
}
