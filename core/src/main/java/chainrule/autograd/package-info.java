// SPDX-License-Identifier: Apache-2.0
/** Gradients as functions, and the check of gradients by differences. */
package chainrule.autograd;
