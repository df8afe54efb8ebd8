// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** What an operation does to the gradient that passes back through it. */
public enum Role {
  /** Gives each input the whole upstream gradient: add. */
  DISTRIBUTOR,
  /** Gives each input the upstream times the other input: mul. */
  SWITCHER,
  /** Gives it to the input that was chosen: max, where, slice. */
  ROUTER,
  /** Multiplies it by a number that depends on the input or the output: exp, tanh. */
  SCALER,
  /** Copies it to everything that was joined: sum. */
  COPIER,
  /** Moves it back to where the values came from: reshape, transpose. */
  MOVER,
  /** Mixes it through the other operand: matmul. */
  MIXER,
  /** Lets none through: comparisons, steps. */
  STOPPER
}
