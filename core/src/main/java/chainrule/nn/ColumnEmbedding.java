// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows some of whose columns hold the number of a category: each of these becomes a row of a table
 * of its own, which is trained, in its place; the others stay as they are. An entity embedding.
 *
 * <p>Shapes: x [n, in] of F32 or F64 gives [n, out] of the same, out = in + the sum of (size - 1)
 * over the tables. Numbers of categories are whole, from 0 to below the rows of their table; they
 * have no gradient.
 *
 * <p>Source: Guo and Berkhahn 2016, arXiv 1604.06737.
 *
 * @param in the length of a row
 * @param columns the places of numbers of categories in a row, ascending
 * @param tables one for each of them
 */
public record ColumnEmbedding(long in, List<Long> columns, List<Embedding> tables)
    implements Layer {

  /**
   * A layer over given tables.
   *
   * @throws ArgumentException if the columns are none, not ascending or outside of a row, or there
   *     is not a table for each
   */
  public ColumnEmbedding {
    columns = List.copyOf(columns);
    tables = List.copyOf(tables);
    if (columns.isEmpty() || columns.size() != tables.size()) {
      throw new ArgumentException(
          "columnEmbedding: "
              + columns.size()
              + " columns and "
              + tables.size()
              + " tables; needs one table for each column, 1 or more");
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i) < (i == 0 ? 0 : columns.get(i - 1) + 1) || columns.get(i) >= in) {
        throw new ArgumentException(
            "columnEmbedding: columns "
                + columns
                + " of "
                + in
                + "; needs ascending places from 0 to "
                + (in - 1));
      }
    }
  }

  /** The length of a row that comes out. */
  public long out() {
    return tables.stream().mapToLong(Embedding::size).reduce(in - tables.size(), Math::addExact);
  }

  /**
   * The layer itself.
   *
   * @throws ShapeException if x has no such rows
   * @throws chainrule.error.DtypeException if the tables are of another type than x
   * @throws IndexException if a number of a category is not whole, or not one of its table
   */
  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() != 2 || x.size(1) != in) {
      throw new ShapeException(
          "columnEmbedding: x is " + x.spec() + "; needs [n, " + in + "]",
          "give a batch of rows as the network was made for, numbers of categories in columns "
              + columns);
    }
    List<Tensor> pieces = new ArrayList<>();
    long from = 0;
    for (int i = 0; i < columns.size(); i++) {
      long column = columns.get(i);
      if (column > from) {
        pieces.add(x.slice(1, from, column));
      }
      pieces.add(looked(x.slice(1, column, column + 1).flatten(), i));
      from = column + 1;
    }
    if (from < in) {
      pieces.add(x.slice(1, from, in));
    }
    return pieces.getFirst().concat(1, pieces.stream().skip(1).toArray(Tensor[]::new));
  }

  private Tensor looked(Tensor given, int place) {
    // What is not whole, NaN too, becomes a place that no table has.
    Tensor index = given.equal(given.round()).where(given, -1).to(DType.I64);
    try {
      return tables.get(place).apply(index);
    } catch (IndexException outside) {
      throw new IndexException(
          "columnEmbedding: column "
              + columns.get(place)
              + " holds what is no number of a category: "
              + outside.fact(),
          "it needs whole numbers from 0 to " + (tables.get(place).count() - 1));
    }
  }

  @Override
  public String label() {
    return "ColumnEmbedding(" + in + " -> " + out() + ")";
  }
}
