// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

/**
 * What the training of one fold came to.
 *
 * @param fold 1 for the first
 * @param trained the number of samples it learned from
 * @param test how the network does on the samples that were held back
 */
public record FoldReport(int fold, long trained, Evaluation test) {}
