// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.tensor.Tensor;
import java.util.List;

/**
 * A function with parameters: a network, or a part of one. Immutable; only its leaves are
 * rewritten, by an optimizer.
 *
 * <p>Usually a record. Its leaves and sub-layers are found among the record components and named by
 * path, as in {@code hidden.weight}: leaves that require a gradient are trained, the others kept.
 * Implement {@link #forward}, call {@link #apply}.
 *
 * <pre>{@code
 * record TwoLayer(Linear hidden, Linear output) implements Layer {
 *   public Tensor forward(Tensor x) {
 *     return output.apply(hidden.apply(x).relu());
 *   }
 * }
 * }</pre>
 */
public interface Layer {

  /** The function itself. */
  Tensor forward(Tensor x);

  /**
   * Applies the layer: opens its scope, in which errors name it and calls belong to it, and runs
   * {@link #forward}.
   */
  default Tensor apply(Tensor x) {
    return Scopes.apply(this, x);
  }

  /**
   * The leaves and sub-layers, by name, in order. A record finds them among its components, through
   * lists too; a layer that is no record, or a record in a module not opened to chainrule.core,
   * overrides this.
   *
   * @throws chainrule.error.StateException if this is no record, its components cannot be read, or
   *     one holds tensors or layers in an array, a map or a set
   */
  default List<Part> parts() {
    return Components.of(this);
  }

  /** What errors and summaries call it. */
  default String label() {
    return getClass().getSimpleName();
  }
}
