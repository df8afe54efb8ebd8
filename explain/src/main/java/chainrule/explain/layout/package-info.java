// SPDX-License-Identifier: Apache-2.0
/** Circuits of labels and wires, laid out in the rows and columns of a terminal. */
package chainrule.explain.layout;
