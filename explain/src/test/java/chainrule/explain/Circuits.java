// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.DType;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The circuits of the course, in F64. */
final class Circuits {

  /** Leaves and results by name; the one called f is the output. */
  record Circuit(Map<String, Tensor> names) {
    Tensor output() {
      return get("f");
    }

    Tensor get(String name) {
      Tensor tensor = names.get(name);
      if (tensor == null) {
        throw new AssertionError("no " + name);
      }
      return tensor;
    }

    Explain explain() {
      return Explain.of(output(), names);
    }

    Circuit with(String name, Function<Circuit, Tensor> definition) {
      names.put(name, definition.apply(this));
      return this;
    }

    Circuit leaf(String name, double value) {
      return with(name, _ -> Tensor.scalar(DType.F64, value).requiresGrad());
    }

    Circuit leaf(String name, double[][] rows) {
      return with(name, _ -> Tensor.of(DType.F64, rows).requiresGrad());
    }
  }

  private Circuits() {}

  static Circuit circuit() {
    return new Circuit(new LinkedHashMap<>());
  }

  static Circuit product() {
    return circuit()
        .leaf("x", -2)
        .leaf("y", 5)
        .leaf("z", -4)
        .with("q", c -> c.get("x").plus(c.get("y")))
        .with("f", c -> c.get("q").times(c.get("z")));
  }

  static Circuit neuron() {
    return circuit()
        .leaf("w0", 2)
        .leaf("x0", -1)
        .leaf("w1", -3)
        .leaf("x1", -2)
        .leaf("w2", -3)
        .with(
            "dot",
            c ->
                c.get("w0")
                    .times(c.get("x0"))
                    .plus(c.get("w1").times(c.get("x1")))
                    .plus(c.get("w2")))
        .with("f", c -> c.get("dot").negate().exp().plus(1).reciprocal());
  }

  static Circuit reuse() {
    return circuit().leaf("x", 3).with("f", c -> c.get("x").times(c.get("x")).plus(c.get("x")));
  }

  static Circuit matrices() {
    return circuit()
        .leaf("W", new double[][] {{.1, .5}, {-.3, .8}})
        .leaf("x", new double[][] {{.2}, {.4}})
        .with("q", c -> c.get("W").matmul(c.get("x")))
        .with("f", c -> c.get("q").square().sum());
  }

  static Circuit tie() {
    return circuit().leaf("x", 2).leaf("y", 2).with("f", c -> c.get("x").maximum(c.get("y")));
  }

  static Circuit kink() {
    return circuit().leaf("x", 0).with("f", c -> c.get("x").relu());
  }

  static Circuit staged() {
    return circuit()
        .leaf("x", 3)
        .leaf("y", -4)
        .with("num", c -> c.get("x").plus(c.get("y").sigmoid()))
        .with("den", c -> c.get("x").sigmoid().plus(c.get("x").plus(c.get("y")).pow(2)))
        .with("f", c -> c.get("num").over(c.get("den")));
  }
}
