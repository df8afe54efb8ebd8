// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

/**
 * One record of a file.
 *
 * @param line where it begins, from 1
 * @param cells as they are written, without quotes
 */
record CsvRow(long line, String[] cells) {}
