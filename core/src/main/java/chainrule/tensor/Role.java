// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** What an operation does to the gradient that passes back through it. */
public enum Role {
  /** Gives each input the whole upstream gradient: add, sum. */
  DISTRIBUTOR,
  /** Gives each input the upstream times the other input: mul, dot. */
  SWITCHER,
  /** Gives it to the input that was chosen: max, where, slice. */
  ROUTER,
  /** Multiplies it by a number that depends on the inputs or the output: exp, tanh. */
  SCALER,
  /** Copied its input, so adds up the gradients of all copies: expand. */
  COPIER,
  /** Moves it back to where the values came from: reshape, transpose. */
  MOVER,
  /** Mixes it through other operands or elements: matmul, softmax. */
  MIXER,
  /** Lets none through: comparisons, steps. */
  STOPPER
}
