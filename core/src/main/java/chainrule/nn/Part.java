// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.tensor.Tensor;

/** What a layer is made of, under the name it has there. */
public sealed interface Part {

  /** The name inside the layer, such as {@code weight}, or an index. */
  String name();

  /** A leaf: a parameter, or state that is kept. */
  record Leaf(String name, Tensor tensor) implements Part {}

  /** A layer inside the layer. */
  record Child(String name, Layer layer) implements Part {}
}
