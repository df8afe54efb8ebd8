// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Data, the training loop, metrics and runs. */
@NullMarked
module chainrule.train {
  requires static org.jspecify;
  requires transitive chainrule.core;
  requires transitive chainrule.formats;
  requires de.siegmar.fastcsv;
  requires java.desktop;

  exports chainrule.train;
  exports chainrule.train.augment;
  exports chainrule.train.data;
  exports chainrule.train.diagnosis;
  exports chainrule.train.record;
  exports chainrule.train.search;
  exports chainrule.train.table;
}
