// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.autograd.Autograd;
import chainrule.tensor.Tensor;
import java.util.Locale;

/** Values forward, gradients backward: f = (x + y) z at x = -2, y = 5, z = -4. */
public final class FirstCircuit {

  private FirstCircuit() {}

  /** Prints the circuit: over each wire its value, under it the gradient of f. */
  public static void main() {
    Tensor x = Tensor.scalar(-2).requiresGrad();
    Tensor y = Tensor.scalar(5).requiresGrad();
    Tensor z = Tensor.scalar(-4).requiresGrad();
    Tensor q = x.plus(y);
    Tensor f = q.times(z);
    double dq = Autograd.of(f).retainGraph().gradient(q).item();
    f.backward();
    IO.println(
        String.format(
            Locale.ROOT,
            """
            x = %3.0f ──┐
                %3.0f   (+)── q = %3.0f ──┐
            y = %3.0f ──┘         %3.0f   (*)── f = %3.0f
                %3.0f                   │         %3.0f
            z = %3.0f ──────────────────┘
                %3.0f\
            """,
            x.item(),
            x.grad().item(),
            q.item(),
            y.item(),
            dq,
            f.item(),
            y.grad().item(),
            1.0,
            z.item(),
            z.grad().item()));
  }
}
