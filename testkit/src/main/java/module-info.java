// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Samples, tensor assertions and the laws every operation keeps. */
@NullMarked
module chainrule.testkit {
  requires static org.jspecify;
  requires transitive chainrule.core;
  requires transitive org.assertj.core;

  exports chainrule.testkit;
}
