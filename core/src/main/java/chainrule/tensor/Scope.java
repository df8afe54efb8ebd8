// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * The layer whose forward pass is running.
 *
 * @param path its names from the outermost layer, joined by dots; empty at the outermost
 * @param owner the layer itself
 */
public record Scope(String path, Object owner) {

  /** Outside all layers. */
  public static final Scope NONE = new Scope("", "nothing");
}
