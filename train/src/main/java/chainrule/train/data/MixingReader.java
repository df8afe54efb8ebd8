// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.LabelException;
import chainrule.random.KeyedDraws;
import chainrule.train.augment.Augmentation;

/** Reads each sample mixed with another one. */
final class MixingReader implements SampleReader {

  private final SampleReader reader;
  private final Augmentation.Mixup mixup;
  private final long key;
  private final Dataset data;
  private final int count;
  private final boolean isClassified;
  private final int classes;
  private final int inputLength;
  private final int targetLength;
  private final Sample own;
  private final Sample other;

  /** Memory of one sample. */
  private record Sample(Storage inputs, Storage targets) {
    static Sample of(Dataset data) {
      return new Sample(
          Storage.allocate(data.inputRow().dtype(), data.inputRow().shape(1)),
          Storage.allocate(data.targetRow().dtype(), data.targetRow().shape(1)));
    }
  }

  /**
   * Reads for an epoch.
   *
   * @param reader gives samples that are to be mixed
   * @param key of the epoch
   */
  MixingReader(Dataset data, SampleReader reader, Augmentation.Mixup mixup, long key) {
    this.reader = reader;
    this.mixup = mixup;
    this.key = key;
    this.data = data;
    count = Math.toIntExact(data.count());
    isClassified = data.isClassified();
    classes = data.classes().size();
    inputLength = data.inputRow().length();
    targetLength = data.targetRow().length();
    own = Sample.of(data);
    other = Sample.of(data);
  }

  @Override
  public void read(int place, Storage inputs, Storage targets, int row) {
    long ofSample = KeyedDraws.child(key, place);
    double share = mixup.share(ofSample);
    reader.read(place, own.inputs, own.targets, 0);
    Sample with = own;
    if (share < 1) {
      reader.read(mixup.partner(ofSample, count), other.inputs, other.targets, 0);
      with = other;
    }
    mix(own.inputs, with.inputs, share, inputs, row, inputLength);
    if (isClassified) {
      long label = label(own);
      long otherLabel = label(with);
      long from = (long) row * classes;
      for (int index = 0; index < classes; index++) {
        targets.set(from + index, 0);
      }
      targets.set(from + otherLabel, 1 - share);
      targets.set(from + label, label == otherLabel ? 1 : share);
    } else {
      mix(own.targets, with.targets, share, targets, row, targetLength);
    }
  }

  private long label(Sample sample) {
    long label = sample.targets.getLong(0);
    if (label < 0 || label >= classes) {
      throw new LabelException(
          "mixup: label " + label + " in " + data.name() + "; classes are 0 to " + (classes - 1));
    }
    return label;
  }

  /** {@code share a + (1 - share) b}, in F64, rounded once. */
  private static void mix(Storage a, Storage b, double share, Storage to, int row, int length) {
    int from = row * length;
    if (share == 1) {
      SampleRows.copy(a, to, from, length);
    } else if (a instanceof Storage.F32(float[] one)
        && b instanceof Storage.F32(float[] other)
        && to instanceof Storage.F32(float[] mixed)) {
      for (int index = 0; index < length; index++) {
        mixed[from + index] = (float) (share * one[index] + (1 - share) * other[index]);
      }
    } else {
      for (int index = 0; index < length; index++) {
        to.set(from + index, share * a.get(index) + (1 - share) * b.get(index));
      }
    }
  }
}
