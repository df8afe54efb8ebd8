// SPDX-License-Identifier: Apache-2.0
/** Vector API kernels with the bits of the reference. */
package chainrule.vector;
