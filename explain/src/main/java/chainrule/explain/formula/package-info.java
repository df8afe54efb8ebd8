// SPDX-License-Identifier: Apache-2.0
/** Formulas as trees, with the numbers in them, written as plain text or as LaTeX. */
package chainrule.explain.formula;
