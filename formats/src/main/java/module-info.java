// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** File formats: safetensors, NPY and NPZ. */
@NullMarked
module chainrule.formats {
  requires static org.jspecify;
  requires transitive chainrule.core;
  requires com.fasterxml.jackson.core;

  exports chainrule.formats;
}
