// SPDX-License-Identifier: Apache-2.0

/** The expression language: circuits typed as formulas. */
package chainrule.explain.notation;
