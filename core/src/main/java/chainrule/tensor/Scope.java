// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.Optional;

/**
 * The layer whose forward pass is running.
 *
 * @param path its names from the outermost layer, joined by dots; empty at the outermost
 * @param label what errors and drawings call it
 * @param owner the layer itself
 * @param outer the layer around it, if there is one
 */
public record Scope(String path, String label, Object owner, Optional<Scope> outer) {

  /** Outside all layers. */
  public static final Scope NONE = new Scope("", "", "nothing", Optional.empty());

  /** A scope in this one. */
  public Scope inner(String innerPath, String innerLabel, Object innerOwner) {
    return new Scope(innerPath, innerLabel, innerOwner, Optional.of(this));
  }
}
