// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.random.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The classes of samples. */
final class Labels {

  private Labels() {}

  /** The class of each sample; all 0 where targets are numbers. */
  static long[] of(Dataset data) {
    long[] labels = new long[Math.toIntExact(data.count())];
    if (!data.isClassified()) {
      return labels;
    }
    Storage input = Storage.allocate(data.inputRow().dtype(), data.inputRow().shape(1));
    Storage target = Storage.allocate(data.targetRow().dtype(), data.targetRow().shape(1));
    for (int place = 0; place < labels.length; place++) {
      data.read(place, input, target, 0);
      labels[place] =
          switch (target) {
            case Storage.I64(long[] values) -> values[0];
            case Storage.I32(int[] values) -> values[0];
            case Storage.U8(byte[] values) -> values[0] & 0xff;
            default -> throw new AssertionError(target.dtype());
          };
    }
    return labels;
  }

  /** The places of each class, shuffled; the classes in ascending order. */
  static List<int[]> shuffledClasses(long[] labels, Rng rng) {
    long[] classes = Arrays.stream(labels).distinct().sorted().toArray();
    List<int[]> shuffled = new ArrayList<>();
    for (long label : classes) {
      int[] places = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
      int[] order = rng.child("class").child(label).permutation(places.length);
      shuffled.add(IntStream.of(order).map(i -> places[i]).toArray());
    }
    return shuffled;
  }
}
