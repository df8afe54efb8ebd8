// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;

/**
 * Draws, by a key: the same key draws the same again. Whoever needs independent draws takes a
 * {@link Rng#child(String) child} for each. Inside of a training step keys come from {@code
 * chainrule.nn.Training.key()}.
 */
public sealed interface RandomOps extends Operations permits Tensor {

  /**
   * Each element set to 0 with probability {@code rate}, the others divided by 1 - rate. The
   * gradient passes where an element was kept, scaled alike. A dropped NaN is 0. Rate 0 keeps all,
   * rate 1 none.
   *
   * <p>Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout", JMLR 15 (2014);
   * scaled while training rather than afterwards.
   *
   * @throws ArgumentException if the rate is not within 0 to 1
   * @throws DtypeException if the type is not F32 or F64
   */
  default Tensor dropout(double rate, RandomKey key) {
    return Engine.apply(new RandomOp.Dropout(rate), this, key.value());
  }

  /** {@link #dropout(double, RandomKey)} by a key that stays the same. */
  default Tensor dropout(double rate, Rng rng) {
    return dropout(rate, RandomKey.of(rng));
  }

  /**
   * 1 with the probability that each element gives, else 0; of the same type, without a gradient.
   *
   * @throws ArgumentException if a probability is not within 0 to 1
   * @throws DtypeException if the type is not F32 or F64
   */
  default Tensor bernoulli(RandomKey key) {
    return Engine.apply(new RandomOp.Bernoulli(), this, key.value());
  }

  /** {@link #bernoulli(RandomKey)} by a key that stays the same. */
  default Tensor bernoulli(Rng rng) {
    return bernoulli(RandomKey.of(rng));
  }

  /**
   * Places drawn in proportion to these weights, I64, without a gradient; weights need not sum to
   * 1. Shapes: [n] gives [count], [rows, n] gives [rows, count].
   *
   * @param replacement whether a place may be drawn again
   * @throws ArgumentException if a weight is negative or not finite, if all are 0, or if more is
   *     drawn without replacement than there are weights above 0
   * @throws ShapeException if there are no weights, or more than two axes
   */
  default Tensor multinomial(long count, boolean replacement, RandomKey key) {
    return Engine.apply(new RandomOp.Multinomial(count, replacement), this, key.value());
  }

  /** {@link #multinomial(long, boolean, RandomKey)} by a key that stays the same. */
  default Tensor multinomial(long count, boolean replacement, Rng rng) {
    return multinomial(count, replacement, RandomKey.of(rng));
  }

  /**
   * One place for each row of logits, drawn with the probabilities of their softmax along the last
   * axis; I64, without a gradient. Shapes: [.., n] gives [..].
   *
   * @throws ShapeException if there are no logits
   */
  default Tensor categorical(RandomKey key) {
    return Named.method(
        "categorical",
        () -> {
          Tensor self = (Tensor) this;
          int last = self.shape().axis(-1, "categorical");
          Shape rows = self.shape().without(last);
          if (self.size(last) == 0) {
            throw new ShapeException(
                "categorical: logits are " + self.spec() + "; needs one at least");
          }
          return Context.current()
              .withRecording(false)
              .call(() ->
                  self.softmax(last)
                      .reshape(rows.count(), self.size(last))
                      .multinomial(1, true, key)
                      .reshape(rows));
        });
  }

  /** {@link #categorical(RandomKey)} by a key that stays the same. */
  default Tensor categorical(Rng rng) {
    return categorical(RandomKey.of(rng));
  }

  /**
   * Draws from normal distributions with these means: this + deviation * z, element i of z being
   * draw i of the key. The gradient passes to means and deviations through that formula.
   *
   * <p>Source: Kingma, Welling, "Auto-Encoding Variational Bayes", 2013, arXiv 1312.6114, eq. 4.
   *
   * @param deviation broadcasts with the means
   * @throws ArgumentException if a deviation is negative
   * @throws DtypeException if the types are not F32 or F64, both alike
   */
  default Tensor normal(Tensor deviation, RandomKey key) {
    return Named.method(
        "normal",
        () -> {
          Tensor self = (Tensor) this;
          Needs.floating("normal", self.spec());
          Needs.deviations(deviation);
          Shape shape = self.shape().broadcast(deviation.shape(), "normal");
          return self.plus(deviation.times(key.normal(self.dtype(), shape)));
        });
  }

  /** {@link #normal(Tensor, RandomKey)} by a key that stays the same. */
  default Tensor normal(Tensor deviation, Rng rng) {
    return normal(deviation, RandomKey.of(rng));
  }

  /** The parts along an axis in the random order that {@link RandomKey#permutation} gives. */
  default Tensor shuffle(int axis, RandomKey key) {
    return Named.method(
        "shuffle",
        () -> {
          Tensor self = (Tensor) this;
          int along = self.shape().axis(axis, "shuffle");
          return self.indexSelect(along, key.permutation(self.size(along)));
        });
  }

  /** {@link #shuffle(int, RandomKey)} by a key that stays the same. */
  default Tensor shuffle(int axis, Rng rng) {
    return shuffle(axis, RandomKey.of(rng));
  }
}
