// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Every example of the guides, each a small main that a test runs. */
@NullMarked
module chainrule.examples {
  requires static org.jspecify;
  requires transitive chainrule.core;
  requires chainrule.explain;
  requires chainrule.formats;
  requires transitive chainrule.testkit;
  requires chainrule.train;
  requires java.desktop;

  exports chainrule.examples;
}
