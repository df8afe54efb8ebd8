// SPDX-License-Identifier: Apache-2.0
/** The training loop, what it reports, and its record on disk. */
package chainrule.train;
