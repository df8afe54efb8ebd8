// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.jit.Frame;

/**
 * What a run of a reduction needs for itself.
 *
 * @param values elements that are not read where they lie
 * @param lanes for kernels
 * @param results what blocks give
 * @param map the arrays of what is done first
 * @param finish the arrays of what is done last
 */
record Scratch(double[] values, double[] lanes, double[] results, Frame map, Frame finish) {

  static Scratch of(int values, int lanes, int results) {
    return new Scratch(
        new double[values],
        new double[lanes],
        new double[results],
        Frame.of(2),
        Frame.of(Results.ARRAYS));
  }
}
