// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.work;

/**
 * The samples of a step.
 *
 * @param inputs [batch, ..]
 * @param labels [batch] class numbers
 * @param targets [batch, outputs], one-hot rows of the labels
 */
public record Batch(float[] inputs, long[] labels, float[] targets) {}
