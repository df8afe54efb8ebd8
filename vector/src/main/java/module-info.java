// SPDX-License-Identifier: Apache-2.0
import chainrule.spi.Backend;
import chainrule.vector.VectorBackend;
import org.jspecify.annotations.NullMarked;

/** The Vector API backend; found by chainrule.core as a service. */
@NullMarked
module chainrule.vector {
  requires static org.jspecify;
  requires chainrule.core;
  requires jdk.incubator.vector;

  provides Backend with
      VectorBackend;
}
