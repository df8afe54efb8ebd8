// SPDX-License-Identifier: Apache-2.0
/** Samples changed a little, anew in each epoch: moved, bent, noisy, covered and mixed pictures. */
package chainrule.train.augment;
