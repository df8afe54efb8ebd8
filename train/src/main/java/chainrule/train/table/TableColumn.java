// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import java.util.List;

/** The values of one column that is used, by row. */
sealed interface TableColumn {

  /** As the header has it. */
  String name();

  /**
   * Numbers.
   *
   * @param values NaN where there is none
   */
  record Numbers(String name, double[] values) implements TableColumn {}

  /**
   * Categories.
   *
   * @param kind BINARY, CATEGORICAL or CODE
   * @param codes places among the values, -1 where there is none
   * @param values all that occur, in the order of their first row
   */
  record Categories(String name, ColumnKind kind, int[] codes, List<String> values)
      implements TableColumn {}
}
