// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.spi.Operand;

/** Which numbers end a computation in anomaly mode. */
public enum Anomaly {
  /** None: no anomaly mode, and no cost. */
  NONE,
  /** NaN. */
  NAN,
  /** NaN and the infinities. */
  NON_FINITE;

  private boolean concerns(double value) {
    return switch (this) {
      case NONE -> false;
      case NAN -> Double.isNaN(value);
      case NON_FINITE -> !Double.isFinite(value);
    };
  }

  /** The row-major place of the first such number, or -1. */
  long placeIn(Operand operand) {
    if (this == NONE || !(operand.dtype() == DType.F32 || operand.dtype() == DType.F64)) {
      return -1;
    }
    long count = operand.shape().count();
    for (long place = 0; place < count; place++) {
      if (concerns(operand.storage().get(operand.view().position(place)))) {
        return place;
      }
    }
    return -1;
  }

  /** In words, for what finite numbers are not. */
  String inWords() {
    return this == NAN ? "NaN" : "NaN or an infinity";
  }
}
