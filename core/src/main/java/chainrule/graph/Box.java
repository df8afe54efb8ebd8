// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

/**
 * Gates that belong together: those of a layer, or those a gate was split into.
 *
 * @param path the names from the outermost box, joined by dots
 * @param title the label of the layer, or the symbol of the gate
 * @param parent the path of the box around it; empty if there is none
 * @param gates how many gates stand in it, copies included, those in inner boxes too
 * @param parameters how many single numbers the watched leaves hold that are used in it alone
 */
public record Box(String path, String title, String parent, int gates, long parameters) {

  /** Whether a scope lies in this box or is it. */
  public boolean holds(String scope) {
    return scope.equals(path) || scope.startsWith(path + ".");
  }
}
