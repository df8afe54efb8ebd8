// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What should happen to one number of a network so that the cost falls: it should change by minus
 * its gradient. The sign says the direction, the size the importance.
 *
 * @param lever what kind of number it is
 * @param name the parameter, or a1, a2 and so on for the activations of a layer
 * @param place the index: [out] of a bias or an activation, [in, out] of a weight
 * @param now what it is
 * @param change minus its gradient
 * @param hangsOn for a weight and one sample, the activation it is multiplied with
 */
public record Wish(
    Lever lever,
    String name,
    List<Integer> place,
    double now,
    double change,
    OptionalDouble hangsOn) {

  /** What can be changed. */
  public enum Lever {
    /** An output of the network, which no one can set, only wish for. */
    OUTPUT,
    /** A bias. */
    BIAS,
    /** A weight; its wish is proportional to the activation it hangs on. */
    WEIGHT,
    /** An earlier activation; its wish is the sum of others, each proportional to a weight. */
    ACTIVATION
  }

  /** Keeps its own copy of the place. */
  public Wish {
    place = List.copyOf(place);
  }

  /** The name with its place, as in {@code layers.0.weight[3, 1]}. */
  public String label() {
    return name + place;
  }
}
