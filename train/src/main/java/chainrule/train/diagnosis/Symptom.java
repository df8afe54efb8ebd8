// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import java.util.Locale;

/** What can be found in a run. */
public enum Symptom {
  /** The first loss is far above that of a guess which looks at no input. */
  FIRST_LOSS_HIGH,
  /** The first loss is far below it: something knows the answers already. */
  FIRST_LOSS_LOW,
  /** Not even one batch can be learned by heart. */
  CANNOT_OVERFIT,
  /** Rectifiers that are 0 whatever comes in. */
  DEAD_RELU,
  /** Sigmoids or tanhs at their bounds. */
  SATURATED,
  /** The first layers get next to no gradient. */
  VANISHING_GRADIENT,
  /** The first layers get a gradient out of all proportion. */
  EXPLODING_GRADIENT,
  /** Steps move weights too far for their size. */
  UPDATE_LARGE,
  /** Steps hardly move weights. */
  UPDATE_SMALL,
  /** A loss that takes logits gets what a softmax or sigmoid made of them. */
  DOUBLE_SOFTMAX,
  /** Inputs far from mean 0 and deviation 1. */
  INPUT_SCALE,
  /** Inputs whose deviations differ by orders of magnitude. */
  INPUT_MISMATCH,
  /** Targets of a regression far from deviation 1. */
  TARGET_SCALE,
  /** The same samples to learn from and to test with. */
  SHARED_ROWS,
  /** A class with next to no samples. */
  CLASS_IMBALANCE,
  /** A parameter whose gradient an operation holds up. */
  NO_GRADIENT,
  /** A parameter that the loss does not depend on. */
  NOT_REACHED,
  /** Numbers that are infinite or NaN. */
  NON_FINITE,
  /** The training loss stays where a guess would be. */
  NO_PROGRESS,
  /** The training loss falls and the test loss rises. */
  OVERFITTING,
  /** The training loss rises. */
  RISING_LOSS;

  /** A word that programs can test for, as in {@code dead-relu}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
