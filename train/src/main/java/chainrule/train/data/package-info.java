// SPDX-License-Identifier: Apache-2.0
/**
 * Where data comes from: IDX files, MNIST and its download, CIFAR-10, pictures in folders or one by
 * one; how it is read in batches; and the settings that say where.
 */
package chainrule.train.data;
