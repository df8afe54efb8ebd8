// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Is told of layers being applied; {@code chainrule.nn.Hooks} makes them. */
public interface LayerObserver {

  /** A layer is about to compute. */
  void entered(Scope scope, Tensor input);

  /** A layer has computed. */
  void left(Scope scope, Tensor input, Tensor output);
}
