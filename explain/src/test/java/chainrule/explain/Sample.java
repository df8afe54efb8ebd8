// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.DType;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Circuits of the course. */
final class Sample {

  private Sample() {}

  static Tensor leaf(double value) {
    return Tensor.scalar(DType.F64, value).requiresGrad();
  }

  static Pass run(Tensor output, Map<String, Tensor> names) {
    return Graph.of(output, names).forward().backward();
  }

  /** q = x + y, f = q * z at -2, 5, -4. */
  static Graph product() {
    var x = leaf(-2);
    var y = leaf(5);
    var z = leaf(-4);
    var q = x.plus(y);
    var f = q.times(z);
    return Graph.of(f, Map.of("x", x, "y", y, "z", z, "q", q, "f", f));
  }

  /** x * x + x at 3. */
  static Graph copies() {
    var x = leaf(3);
    return Graph.of(x.times(x).plus(x), Map.of("x", x));
  }

  /** The sigmoid neuron in eight gates. */
  static Graph neuron() {
    var w = List.of(leaf(2), leaf(-3), leaf(-3));
    var in = List.of(leaf(-1), leaf(-2));
    var dot = w.get(0).times(in.get(0)).plus(w.get(1).times(in.get(1))).plus(w.get(2));
    var f = dot.negate().exp().plus(1).reciprocal();
    return Graph.of(
        f,
        Map.of(
            "w0", w.get(0), "x0", in.get(0), "w1", w.get(1), "x1", in.get(1), "w2", w.get(2), "dot",
            dot, "f", f));
  }

  /** sum((W @ x)^2). */
  static Graph squaredNorm() {
    var weight = Tensor.of(DType.F64, new double[][] {{.1, .5}, {-.3, .8}}).requiresGrad();
    var x = Tensor.of(DType.F64, new double[][] {{.2}, {.4}}).requiresGrad();
    var q = weight.matmul(x);
    return Graph.of(q.square().sum(), Map.of("W", weight, "x", x, "q", q));
  }
}
