// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

/**
 * Trials that are compared with one another.
 *
 * @param candidates how many take part, the best of the round before
 * @param epochs how long each of them is trained
 */
public record Round(int candidates, int epochs) {}
