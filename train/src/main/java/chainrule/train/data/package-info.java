// SPDX-License-Identifier: Apache-2.0
/**
 * Where data comes from: IDX files, MNIST and its download, pictures; and the settings that say
 * where.
 */
package chainrule.train.data;
