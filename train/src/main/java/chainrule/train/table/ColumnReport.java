// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

/**
 * What was found out about a column.
 *
 * @param name as the header has it
 * @param missing how many rows have no value
 * @param reason why it is of that kind, in words
 */
public record ColumnReport(String name, ColumnKind kind, long missing, String reason) {}
