// SPDX-License-Identifier: Apache-2.0
/** What goes on inside a network while it learns, and what is wrong with a run. */
package chainrule.train.diagnosis;
