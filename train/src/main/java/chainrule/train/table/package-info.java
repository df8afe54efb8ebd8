// SPDX-License-Identifier: Apache-2.0
/**
 * Tables as training data: reading CSV files, finding out what their columns are, turning rows into
 * numbers, and answering for rows of a file.
 */
package chainrule.train.table;
