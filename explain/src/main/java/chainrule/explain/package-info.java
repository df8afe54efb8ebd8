// SPDX-License-Identifier: Apache-2.0
/** Circuits told: drawn for a terminal, explained in words, written as Java and as JSON. */
package chainrule.explain;
