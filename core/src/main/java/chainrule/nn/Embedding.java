// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.OptionalLong;

/**
 * A table with a row for each index: what words, products or places are to a network.
 *
 * <p>Shapes: x [..], I64 or I32, gives [.., size].
 *
 * <p>Source: Bengio, Ducharme, Vincent, Jauvin, "A neural probabilistic language model", JMLR 3
 * (2003).
 *
 * @param weight [count, size]
 * @param padding the row that is not trained, for indices that fill up, if any
 */
public record Embedding(Tensor weight, OptionalLong padding) implements Layer {

  /**
   * A layer over a given table.
   *
   * @throws ShapeException if the weight is no matrix
   * @throws ArgumentException if it has no such row for padding
   */
  public Embedding {
    if (weight.rank() != 2) {
      throw new ShapeException("embedding: weight is " + weight.spec() + "; needs [count, size]");
    }
    if (padding.isPresent() && (padding.getAsLong() < 0 || padding.getAsLong() >= weight.size(0))) {
      throw new ArgumentException(
          "embedding: padding row "
              + padding.getAsLong()
              + " of "
              + weight.spec()
              + "; needs 0 to "
              + (weight.size(0) - 1));
    }
  }

  /**
   * A table of normal numbers, of the key's child "weight".
   *
   * @param count the number of rows: indices are from 0 to count - 1
   * @param size the length of a row
   * @throws ArgumentException if one is not positive
   */
  public static Embedding of(long count, long size, Rng rng) {
    return new Embedding(table(count, size, rng), OptionalLong.empty());
  }

  /**
   * The same with a row for padding, which starts at 0 and gets no gradient.
   *
   * @throws ArgumentException if a size is not positive, or there is no such row
   */
  public static Embedding of(long count, long size, long padding, Rng rng) {
    Tensor drawn = table(count, size, rng);
    Tensor places = Tensor.range(DType.I64, count).equal((double) padding).reshape(count, 1);
    Tensor table = places.where(0, drawn.detach()).detach().requiresGrad();
    return new Embedding(table, OptionalLong.of(padding));
  }

  private static Tensor table(long count, long size, Rng rng) {
    Sizes.check("embedding", "rows", count);
    Sizes.check("embedding", "numbers a row", size);
    return Init.NORMAL.weight(count, size, rng.child("weight"));
  }

  /** The number of rows. */
  public long count() {
    return weight.size(0);
  }

  /** The length of a row. */
  public long size() {
    return weight.size(1);
  }

  /**
   * The layer itself.
   *
   * @throws DtypeException if the indices are not I64 or I32
   * @throws chainrule.error.IndexException if an index lies outside
   */
  @Override
  public Tensor forward(Tensor x) {
    if (x.dtype() != DType.I64 && x.dtype() != DType.I32) {
      throw new DtypeException(
          "embedding: x is " + x.spec() + "; needs indices, I64 or I32",
          "convert whole numbers with .to(DType.I64)");
    }
    return padding.isPresent() ? weight.embedding(x, padding.getAsLong()) : weight.embedding(x);
  }

  @Override
  public String label() {
    return "Embedding(" + count() + " x " + size() + ")";
  }
}
