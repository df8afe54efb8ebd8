// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of files in the form of MNIST, small and easy: each class lights a band of its own. */
final class TinyMnist {

  static final int TRAIN = 400;
  static final int TEST = 100;
  private static final int SIDE = 28;

  private TinyMnist() {}

  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder, "train", TRAIN);
    write(folder, "t10k", TEST);
    return folder;
  }

  private static void write(Path folder, String name, int count) throws IOException {
    var images = new ByteArrayOutputStream();
    var labels = new ByteArrayOutputStream();
    var imageData = new DataOutputStream(images);
    var labelData = new DataOutputStream(labels);
    for (int size : new int[] {0x803, count, SIDE, SIDE}) {
      imageData.writeInt(size);
    }
    for (int size : new int[] {0x801, count}) {
      labelData.writeInt(size);
    }
    for (int i = 0; i < count; i++) {
      int label = i % 10;
      labelData.writeByte(label);
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        int band = pixel / SIDE * 10 / SIDE;
        imageData.writeByte(band == label ? 200 + (i + pixel) % 50 : (i * 31 + pixel * 7) % 40);
      }
    }
    Files.write(folder.resolve(name + "-images-idx3-ubyte"), images.toByteArray());
    Files.write(folder.resolve(name + "-labels-idx1-ubyte"), labels.toByteArray());
  }
}
