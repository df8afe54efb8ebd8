// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import java.util.Optional;

/**
 * The layer whose forward pass is running.
 *
 * @param path its names from the outermost layer, joined by dots; empty at the outermost
 * @param owner the layer itself
 * @param outer the scope around it, if there is one
 */
public record Scope(String path, Owner owner, Optional<Scope> outer) {

  /** Outside all layers. */
  public static final Scope NONE = new Scope("", () -> "", Optional.empty());

  /** What a scope is opened around. */
  @FunctionalInterface
  public interface Owner {

    /** What errors and drawings call it. */
    String label();
  }

  /** A scope in this one. */
  public Scope inner(String innerPath, Owner innerOwner) {
    return new Scope(innerPath, innerOwner, Optional.of(this));
  }

  /** What errors and drawings call its owner. */
  public String label() {
    return owner.label();
  }
}
