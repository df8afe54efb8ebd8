// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The numbers an optimizer was made with, by the names they have in files. */
final class Options {

  static final String RATE = "lr";
  static final String MOMENTUM = "momentum";
  static final String DAMPENING = "dampening";
  static final String NESTEROV = "nesterov";
  static final String WEIGHT_DECAY = "weight_decay";
  static final String ALPHA = "alpha";
  static final String CENTERED = "centered";
  static final String BETA1 = "beta1";
  static final String BETA2 = "beta2";
  static final String EPSILON = "epsilon";
  static final String AMSGRAD = "amsgrad";

  private final SequencedMap<String, Double> numbers = new LinkedHashMap<>();

  private Options() {}

  static Options of(String name, double value) {
    return new Options().and(name, value);
  }

  Options and(String name, double value) {
    numbers.put(name, value);
    return this;
  }

  Options and(String name, boolean value) {
    return and(name, value ? 1 : 0);
  }

  SequencedMap<String, Double> all() {
    return Collections.unmodifiableSequencedMap(numbers);
  }
}
