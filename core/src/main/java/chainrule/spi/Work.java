// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Program;
import java.util.List;
import java.util.Optional;

/**
 * What a backend may be asked to do. Shapes and types are checked before; outputs are row-major and
 * not read, unless an output is also an input of an elementwise work, element upon itself.
 */
public sealed interface Work {

  /**
   * A program run over all elements.
   *
   * @param inputs one a source of the program, each viewed in the shape of the outputs
   * @param outputs one an output of the program, all of one shape
   */
  record Elementwise(Program program, List<Operand> inputs, List<Operand> outputs)
      implements Work {}

  /**
   * Matrix products: {@code out[.., i, j] = sum over k of a[.., i, k] * b[.., k, j]}, each a chain
   * of fma for every 512 consecutive k, the chains added in order.
   *
   * <p>Shapes: a [.., m, k], b [.., k, n], out [.., m, n] with equal leading axes.
   */
  record Product(Operand a, Operand b, Operand out) implements Work {}

  /**
   * A reduction over the last axes of the input, by the fixed tree.
   *
   * @param monoid how values are joined
   * @param map what is done first to each element, an F64 program of one source {@code a}
   * @param finish what is done last, an F64 program of {@code a}, the joined value, and {@code b},
   *     the number of elements
   * @param input its axes are those of the output, then the reduced ones
   * @param output the results, rounded once
   */
  record Reduce(
      Monoid monoid, Optional<Program> map, Optional<Program> finish, Operand input, Operand output)
      implements Work {}
}
