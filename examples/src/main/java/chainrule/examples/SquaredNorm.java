// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Rows 17 and 18: f = ‖W x‖² with q = W x. Its gradients are 2 q, 2 q xᵀ and 2 Wᵀ q, each of the
 * shape of what it belongs to. That settles the order of factors: dq xᵀ is 2 x 2 as W is, xᵀ dq is
 * a single number. The whole derivative of q by W would be 2 x 2 x 2, and is never needed.
 */
public final class SquaredNorm {

  private SquaredNorm() {}

  /** Both passes; the nodes are W, x, q and f. */
  static Pass passes() {
    Tensor w = Tensor.of(DType.F64, new double[][] {{.1, .5}, {-.3, .8}}).requiresGrad();
    Tensor x = Tensor.of(DType.F64, new double[][] {{.2}, {.4}}).requiresGrad();
    Tensor q = w.matmul(x);
    Tensor f = q.square().sum();
    return Graph.of(f, Map.of("W", w, "x", x, "q", q, "f", f)).forward().backward();
  }

  /** The whole derivative of q by W. Shapes: q, then W: [2, 2, 2]. */
  static Tensor whole(Pass pass) {
    Tensor x = pass.value("x").flatten();
    return Autograd.jacobian(w -> w.matmul(x), pass.value("W"));
  }

  /** Prints value and gradient of each node with their shape, and both products. */
  public static void main() {
    Pass pass = passes();
    for (String id : List.of("W", "x", "q", "f")) {
      Print.row(id + " " + pass.value(id).shape(), pass.value(id));
      Print.row("  d" + id + " " + pass.gradient(id).shape(), pass.gradient(id));
    }
    Tensor dq = pass.gradient("q");
    Tensor turned = pass.value("x").transpose();
    IO.println("dq xᵀ is " + dq.matmul(turned).shape() + ", as W is");
    IO.println("xᵀ dq is " + turned.matmul(dq).shape());
    IO.println("the derivative of q by W is " + whole(pass).shape());
  }
}
