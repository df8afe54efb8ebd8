// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

/** How a generated loop goes along a line with as many elements at a step as the lanes are. */
public enum Form {
  /** Steps of all lanes alone: the elements of a line are a multiple of them. */
  WHOLE,
  /** Steps of all lanes, then one of those that are left: the program is written twice. */
  RAGGED,
  /** Steps that each find out how many lanes are left: for long programs, written once. */
  MASKED,
  /** One step, of no more elements than there are lanes: a loop over lines alone. */
  SHORT
}
