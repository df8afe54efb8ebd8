// SPDX-License-Identifier: Apache-2.0

/** How wide text is on a terminal, which word a mistyped one is near to, and names in LaTeX. */
package chainrule.explain.text;
