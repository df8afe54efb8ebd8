// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.random.Rng;
import java.util.Arrays;

/**
 * Some of many elements, drawn without replacement.
 *
 * @param most how many
 * @param rng what they are drawn by
 */
record Sample(int most, Rng rng) {

  /** The places drawn of an input, ascending. */
  int[] places(int count, int order, int input) {
    int[] all = rng.child(order).child(input).permutation(count);
    int[] drawn = Arrays.copyOf(all, Math.min(most, count));
    Arrays.sort(drawn);
    return drawn;
  }
}
