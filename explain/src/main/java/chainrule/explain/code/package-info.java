// SPDX-License-Identifier: Apache-2.0
/** Circuits as Java that stands on its own: forward line by line, then backward. */
package chainrule.explain.code;
