// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.ArgumentException;
import chainrule.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A text computed: the tensor behind each name, and the output.
 *
 * <pre>{@code
 * CircuitValues result = Notation.parse("q = x+y; f = q*z").evaluate(Assignments.parse("x=-2; y=5; z=-4"));
 * Graph graph = Graph.of(result.output(), result.named());
 * }</pre>
 *
 * @param inputs the leaves: given names in the order of their first use, then statements that
 *     depend on no name
 * @param statements named statements, in order
 * @param output the tensor of the output
 */
public record CircuitValues(
    SequencedMap<String, Tensor> inputs, SequencedMap<String, Tensor> statements, Tensor output) {

  /** Copies the maps, in their order. */
  public CircuitValues {
    inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
    statements = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(statements));
  }

  /** Inputs and statements, in order: the names of a graph's nodes. */
  public SequencedMap<String, Tensor> named() {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>(inputs);
    statements.forEach(named::putIfAbsent);
    return Collections.unmodifiableSequencedMap(named);
  }

  /**
   * The tensor of a name.
   *
   * @throws ArgumentException if there is none
   */
  public Tensor value(String name) {
    Tensor found = named().get(name);
    if (found == null) {
      throw new ArgumentException(
          "notation: no value is called \"" + name + "\"; there are " + named().keySet());
    }
    return found;
  }
}
