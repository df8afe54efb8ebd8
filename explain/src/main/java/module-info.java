// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The expression language, and circuits told in words. */
@NullMarked
module chainrule.explain {
  requires static org.jspecify;
  requires transitive chainrule.core;
  requires transitive chainrule.formats;

  exports chainrule.explain;
  exports chainrule.explain.formula;
  exports chainrule.explain.notation;
  exports chainrule.explain.page;
  exports chainrule.explain.text to
      chainrule.cli;
}
