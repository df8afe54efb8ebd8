// SPDX-License-Identifier: Apache-2.0
/** What is measured, in words that ours and every peer understand. */
package chainrule.bench.work;
