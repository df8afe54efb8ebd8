// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

/**
 * Where in a network something is.
 *
 * @param path of the layer, as in {@code layers.1}; empty for the network itself
 * @param label what it is, as in {@code Linear(16 -> 10)} or {@code relu}
 */
public record Place(String path, String label) {

  /** Both, as in {@code layers.1 relu}. */
  @Override
  public String toString() {
    return path.isEmpty() ? label : path + " " + label;
  }
}
