// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

/** What is to be learned of a column. */
public enum TableTask {
  /** Which of several classes a row belongs to. */
  CLASS,
  /** A number. */
  REGRESSION
}
