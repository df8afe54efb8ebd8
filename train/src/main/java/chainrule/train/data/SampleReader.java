// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.DtypeException;
import chainrule.error.StateException;
import chainrule.random.KeyedDraws;
import chainrule.train.augment.Augmentation;
import chainrule.train.augment.Augmenter;

/** Reads samples of one epoch as a loader gives them; for one thread. */
interface SampleReader {

  /** Reads a sample by its place in the dataset. */
  void read(int place, Storage inputs, Storage targets, int row);

  /** What reads for a plan. */
  static SampleReader of(LoadingPlan plan, int epoch) {
    Dataset data = plan.data();
    SampleReader plain = (place, inputs, targets, row) -> read(data, place, inputs, targets, row);
    if (!plan.isAugmented()) {
      return plain;
    }
    Augmentation augmentation = plan.augmentation();
    Augmenter augmenter = augmentation.over(data.inputRow().dtype(), data.inputRow().shape());
    long key = KeyedDraws.child(plan.augmentKey().key(), epoch);
    SampleReader changed =
        (place, inputs, targets, row) -> {
          plain.read(place, inputs, targets, row);
          augmenter.apply(inputs, row, KeyedDraws.child(key, place));
        };
    return augmentation
        .mixup()
        .<SampleReader>map(mixup -> new MixingReader(data, changed, mixup, key))
        .orElse(changed);
  }

  /** Refuses a plan whose samples cannot be changed so. */
  static void check(LoadingPlan plan) {
    SampleReader reader = of(plan, 1);
    if (!(reader instanceof MixingReader)) {
      return;
    }
    Dataset data = plan.data();
    if (data.isClassified() && data.classes().isEmpty()) {
      throw new ArgumentException(
          "mixup: targets of " + data.name() + " are class numbers, and the classes have no names",
          "name them: a row of probabilities has an element for each");
    }
    if (!data.isClassified() && !data.targetRow().dtype().isFloating()) {
      throw new DtypeException(
          "mixup: targets of "
              + data.name()
              + " are "
              + data.targetRow().spec(data.count())
              + "; needs class numbers [n] or numbers of F32 or F64");
    }
  }

  /** Reads a sample and names it if that fails. */
  private static void read(Dataset data, int place, Storage inputs, Storage targets, int row) {
    try {
      data.read(place, inputs, targets, row);
    } catch (ChainruleException fault) {
      fault.passedThrough("sample " + place + " of " + data.name());
      throw fault;
    } catch (RuntimeException fault) {
      StateException named =
          new StateException(
              "loader: sample " + place + " of " + data.name() + ": " + fault,
              "mend the dataset: it failed to read this sample");
      named.initCause(fault);
      throw named;
    }
  }
}
