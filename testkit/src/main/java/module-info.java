// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Samples, tensor assertions, damaged bytes and the laws every operation keeps. */
@NullMarked
module chainrule.testkit {
  requires static org.jspecify;
  requires transitive chainrule.core;
  requires transitive org.assertj.core;
  requires jdk.management;

  exports chainrule.testkit;
}
