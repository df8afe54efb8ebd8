// SPDX-License-Identifier: Apache-2.0
/** The search for options that train well: what is tried, in which order, and what it came to. */
package chainrule.train.search;
