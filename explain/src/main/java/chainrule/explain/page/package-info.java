// SPDX-License-Identifier: Apache-2.0

/** Pages of headings, lines, formulas and tables, written as plain text, Markdown or LaTeX. */
package chainrule.explain.page;
