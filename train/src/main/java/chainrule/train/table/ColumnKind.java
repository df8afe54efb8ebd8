// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

/** What a column of a table was taken for. */
public enum ColumnKind {
  /** Numbers, which are standardized. */
  NUMERIC,
  /** One of some values, each of which gets an input of its own. */
  CATEGORICAL,
  /** One of two values, which share an input. */
  BINARY,
  /** Codes such as {@code C85}, of which the letters at the beginning are used as categories. */
  CODE,
  /** Texts most of which differ: left out. */
  TEXT,
  /** Numbers that only count or name the rows: left out. */
  IDENTIFIER,
  /** The same value everywhere: left out. */
  CONSTANT,
  /** No value anywhere: left out. */
  EMPTY,
  /** Left out because the user said so. */
  DROPPED,
  /** What is to be learned. */
  TARGET;

  /** Whether the column becomes inputs of the network. */
  public boolean isInput() {
    return switch (this) {
      case NUMERIC, CATEGORICAL, BINARY, CODE -> true;
      case TEXT, IDENTIFIER, CONSTANT, EMPTY, DROPPED, TARGET -> false;
    };
  }
}
