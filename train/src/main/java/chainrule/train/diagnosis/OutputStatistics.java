// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

/**
 * What the network gave for a batch, and how far that was off.
 *
 * @param loss of the batch, before the step
 * @param baseline the loss of the best guess that looks at no input: the shares of the classes, or
 *     the mean of the targets; NaN where there is none
 * @param samples in the batch
 * @param outputs for each sample
 * @param least of all outputs
 * @param greatest of all outputs
 * @param probabilities the share of rows within 0 to 1 that add up to 1
 * @param logProbabilities the share of rows, none above 0, whose exponentials add up to 1
 * @param operation the last operation of the network, and where it stands; empty if no gradient
 *     reaches the output
 * @param gradient the root of the mean square of the loss's gradient for an output
 */
public record OutputStatistics(
    double loss,
    double baseline,
    long samples,
    long outputs,
    double least,
    double greatest,
    double probabilities,
    double logProbabilities,
    Place operation,
    double gradient) {}
