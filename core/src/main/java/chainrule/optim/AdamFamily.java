// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.tensor.Update;
import java.util.List;
import java.util.SequencedMap;

/** The rule of Adam, with weight decay in the gradient or beside it. */
sealed interface AdamFamily extends Optimizer permits Adam, AdamW {

  double beta1();

  double beta2();

  double epsilon();

  @Override
  double weightDecay();

  boolean amsgrad();

  private Moments.Decay decay() {
    if (weightDecay() == 0) {
      return Moments.Decay.NONE;
    }
    return switch (this) {
      case Adam _ -> Moments.Decay.INTO_GRADIENT;
      case AdamW _ -> Moments.Decay.DECOUPLED;
    };
  }

  @Override
  default SequencedMap<String, Double> options() {
    return Options.of(Options.RATE, rate())
        .and(Options.BETA1, beta1())
        .and(Options.BETA2, beta2())
        .and(Options.EPSILON, epsilon())
        .and(Options.WEIGHT_DECAY, weightDecay())
        .and(Options.AMSGRAD, amsgrad())
        .all();
  }

  @Override
  default List<String> slots() {
    return Moments.slots(amsgrad());
  }

  @Override
  default Update rule() {
    return Moments.rule(name(), decay(), amsgrad());
  }

  @Override
  default double[] numbers() {
    return Moments.numbers(beta1(), beta2(), epsilon(), weightDecay());
  }

  @Override
  default void advance(double[] numbers, long step, double rate) {
    Moments.advance(numbers, step, rate);
    if (decay() == Moments.Decay.DECOUPLED) {
      Moments.decouple(numbers, rate, weightDecay());
    }
  }
}
