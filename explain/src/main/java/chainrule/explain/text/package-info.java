// SPDX-License-Identifier: Apache-2.0

/** How wide text is on a terminal, and which word a mistyped one is near to. */
package chainrule.explain.text;
