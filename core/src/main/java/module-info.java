// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Tensors, exact derivatives of any order, networks and optimizers. */
@NullMarked
module chainrule.core {
  requires static transitive org.jspecify;
}
