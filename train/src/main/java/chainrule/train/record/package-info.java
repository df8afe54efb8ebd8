// SPDX-License-Identifier: Apache-2.0
/** Runs on disk: what they set out to do, what they told, and where they can go on. */
package chainrule.train.record;
