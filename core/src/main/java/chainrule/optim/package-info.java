// SPDX-License-Identifier: Apache-2.0
/** How parameters follow their gradients. */
package chainrule.optim;
