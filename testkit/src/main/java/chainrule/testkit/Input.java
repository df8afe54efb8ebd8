// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.Arrays;

/**
 * What an input of a sample is made of.
 *
 * @param kind whether it takes the type of the sample
 * @param shape the sizes
 * @param values the numbers
 */
record Input(Kind kind, Shape shape, Values values) {

  /** What type it has. */
  enum Kind {
    /** F32 or F64, as the sample says. */
    NUMBERS,
    /** I64, or I32 in samples of F32. */
    INDEX,
    /** BOOL. */
    CONDITION,
    /** I64, always. */
    KEY
  }

  static Input of(Values values, long... sizes) {
    return new Input(Kind.NUMBERS, Shape.of(sizes), values);
  }

  /** Whole numbers from 0 to {@code bound - 1}. */
  static Input index(int bound, long... sizes) {
    Values below =
        (rng, count) -> {
          double[] indices = new double[count];
          for (int i = 0; i < count; i++) {
            indices[i] = rng.below(i, bound);
          }
          return indices;
        };
    return new Input(Kind.INDEX, Shape.of(sizes), below);
  }

  static Input condition(Shape shape) {
    return new Input(Kind.CONDITION, shape, Values.among(0, 1));
  }

  /** A key to draw by. */
  static Input key(long key) {
    return new Input(Kind.KEY, Shape.SCALAR, Values.exactly((double) key));
  }

  /** The same with at most 997 different numbers, which is quicker to draw. */
  Input tiled() {
    return new Input(
        kind,
        shape,
        (rng, count) -> {
          double[] few = values.draw(rng, Math.min(count, 997));
          double[] all = new double[count];
          Arrays.setAll(all, i -> few[i % few.length]);
          return all;
        });
  }

  Tensor draw(DType dtype, Rng rng, Layout layout) {
    DType type =
        switch (kind) {
          case NUMBERS -> dtype;
          case INDEX -> dtype == DType.F32 ? DType.I32 : DType.I64;
          case CONDITION -> DType.BOOL;
          case KEY -> DType.I64;
        };
    return layout.of(Tensor.of(type, shape, values.draw(rng, (int) shape.count())));
  }
}
