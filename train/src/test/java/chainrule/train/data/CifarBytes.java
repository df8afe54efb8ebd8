// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sets in the form of CIFAR-10 with few pictures. */
final class CifarBytes {
  static final int RECORD = 3073;
  static final List<String> NAMES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin");

  private CifarBytes() {}

  /** Records whose first is of the class {@code first}; byte i of a picture is i + its class. */
  static byte[] file(int records, int first) {
    byte[] bytes = new byte[records * RECORD];
    for (int record = 0; record < records; record++) {
      int label = (first + record) % 10;
      bytes[record * RECORD] = (byte) label;
      for (int i = 1; i < RECORD; i++) {
        bytes[record * RECORD + i] = (byte) (i - 1 + label);
      }
    }
    return bytes;
  }

  /** Six files: one with one record, the next with two, and so on. */
  static void set(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < NAMES.size(); i++) {
      Files.write(folder.resolve(NAMES.get(i)), file(i + 1, i));
    }
  }
}
