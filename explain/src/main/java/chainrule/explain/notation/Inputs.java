// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.NotationException;
import chainrule.explain.text.Nearest;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/** Values given for names. */
final class Inputs {

  private Inputs() {}

  /**
   * Checks that each name that needs a value has one, and that no other has.
   *
   * @throws NotationException if one is missing; it lists all
   * @throws ArgumentException if there is no such name
   * @throws DtypeException if a value is F32
   */
  static void check(
      SourceText source, List<Statement> statements, Names names, Map<String, Tensor> values) {
    List<String> inputs = new ArrayList<>(names.free().keySet());
    statements.stream()
        .filter(names::isConstant)
        .forEach(statement -> statement.name().ifPresent(inputs::add));
    values.forEach((name, tensor) -> check(name, tensor, inputs));
    List<Entry<String, Span>> missing =
        names.free().entrySet().stream()
            .filter(free -> Names.known(free.getKey()).isEmpty())
            .filter(free -> !values.containsKey(free.getKey()))
            .toList();
    if (!missing.isEmpty()) {
      throw Problem.VALUES_MISSING.at(
          source,
          missing.getFirst().getValue(),
          missing.stream().map(Entry::getKey).collect(Collectors.joining(", ")),
          missing.stream().map(free -> free.getKey() + "=1").collect(Collectors.joining(" ")));
    }
  }

  private static void check(String name, Tensor value, List<String> inputs) {
    if (!inputs.contains(name)) {
      throw new ArgumentException(
          "notation: a value is given for \"" + name + "\", which is no input; there are " + inputs,
          Nearest.to(name, inputs)
              .map(near -> "did you mean " + near + "?")
              .orElse("leave it out"));
    }
    if (value.dtype() == DType.F32) {
      throw new DtypeException(
          "notation: " + name + " is " + value.spec() + "; circuits are computed in F64",
          "make it with Tensor.of(DType.F64, ...)");
    }
  }

  /** A constant as an input. */
  static Tensor leaf(Value value) {
    Tensor tensor =
        switch (value) {
          case Value.Scalar number -> Tensor.scalar(DType.F64, number.value());
          case Value.Array array -> array.tensor();
        };
    return tensor.dtype().isFloating() ? tensor.requiresGrad() : tensor;
  }
}
