// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Row 16: the Jacobian of f: R^n to R^m is the m x n table of all derivatives; row i is the
 * gradient of output i, a vector-Jacobian product with the i-th unit vector. Here f(a, b, c) = (a
 * b, b sin c).
 */
public final class SmallJacobian {

  static final Tensor POINT = Tensor.of(DType.F64, 2, -3, 0.5);

  private SmallJacobian() {}

  /** The function. Shapes: [3] gives [2]. */
  static Tensor function(Tensor x) {
    Tensor a = x.slice(0, 0, 1);
    Tensor b = x.slice(0, 1, 2);
    Tensor c = x.slice(0, 2, 3);
    return a.times(b).concat(0, b.times(c.sin()));
  }

  /** The rows, each by one pass back. */
  static List<Tensor> rows() {
    Tensor units = Tensor.range(DType.I64, 2).oneHot(2, DType.F64);
    return LongStream.range(0, 2)
        .mapToObj(i -> Autograd.vjp(SmallJacobian::function, POINT, units.select(0, i)))
        .toList();
  }

  /** Prints the Jacobian and the rows it is stacked from. */
  public static void main() {
    Tensor whole = Autograd.jacobian(SmallJacobian::function, POINT);
    IO.println("Jacobian " + whole.shape());
    Print.row("  df0", whole.select(0, 0));
    Print.row("  df1", whole.select(0, 1));
    for (Tensor row : rows()) {
      Print.row("one pass back", row);
    }
  }
}
