// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

/**
 * What an epoch came to.
 *
 * @param epoch 1 for the first
 * @param loss the mean training loss over its samples, each as its step found it
 * @param test how the network does on the test data afterwards
 * @param gradientNorm the 2-norm of the gradient of all parameters at the last step
 * @param samplesPerSecond training samples a second, evaluation left out
 * @param seconds the time spent in steps
 */
public record EpochReport(
    int epoch,
    double loss,
    Evaluation test,
    double gradientNorm,
    double samplesPerSecond,
    double seconds) {}
