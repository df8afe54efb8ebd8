// SPDX-License-Identifier: Apache-2.0
import chainrule.spi.Backend;
import org.jspecify.annotations.NullMarked;

/** Tensors, exact derivatives of any order, networks and optimizers. */
@NullMarked
module chainrule.core {
  requires static transitive org.jspecify;

  exports chainrule.array;
  exports chainrule.array.jit to
      chainrule.vector;
  exports chainrule.autograd;
  exports chainrule.error;
  exports chainrule.graph;
  exports chainrule.nn;
  exports chainrule.optim;
  exports chainrule.plan;
  exports chainrule.random;
  exports chainrule.spi;
  exports chainrule.tensor;

  uses Backend;
}
