// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

/**
 * What an epoch came to.
 *
 * @param epoch 1 for the first
 * @param loss the mean training loss
 * @param testLoss afterwards
 */
public record EpochFigures(int epoch, double loss, double testLoss) {}
