// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

/** How much a finding matters. */
public enum Severity {
  /** Good to know; the run may be as it should. */
  NOTE,
  /** The run will probably be worse than it could be. */
  WARNING,
  /** Something cannot work as it is. */
  ERROR
}
