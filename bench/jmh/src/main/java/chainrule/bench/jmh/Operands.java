// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.jmh;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.random.Rng;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.spi.Workers;

/** Operands with numbers in them, and the way to run a work. */
final class Operands {

  private Operands() {}

  /** Uniform from -1 to 1. */
  static Operand filled(DType dtype, long... sizes) {
    Operand operand = Operand.allocate(dtype, Shape.of(sizes));
    Rng rng = Rng.seed(1);
    for (int i = 0; i < operand.shape().count(); i++) {
      operand.storage().set(i, 2 * rng.uniformDouble(i) - 1);
    }
    return operand;
  }

  /** A matrix that lies in memory column by column. */
  static Operand turned(Operand matrix) {
    return matrix.with(matrix.view().permute(1, 0));
  }

  static Operand row(int count) {
    return new Operand(new Storage.F32(new float[count]), View.of(Shape.of(count)));
  }

  /** Runs a work on one thread; the reference does what the backend declines. */
  static void run(Work work) {
    Backend backend = Backends.best();
    if (!backend.run(work, Workers.of(1))) {
      Backends.reference().run(work, Workers.of(1));
    }
  }
}
