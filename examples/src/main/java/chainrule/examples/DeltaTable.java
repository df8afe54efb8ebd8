// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Row 51: in a layer z = W a + b, and its activation is σ(z). With δ = ∂C/∂z, the last layer has δ
 * = ∂C/∂a ⊙ σ'(z); each layer before it has δ = (Wᵀ δ) ⊙ σ'(z), W and the δ in brackets being those
 * of the layer behind; ∂C/∂b is δ, and ∂C/∂w_jk is δ_j a_k. No δ is computed twice: each is made
 * from the next.
 */
public final class DeltaTable {

  private DeltaTable() {}

  private static Tensor leaf(Map<String, Tensor> names, String name, long... sizes) {
    Rng rng = Rng.seed(1).child(name);
    Tensor leaf = Tensor.normal(DType.F64, Shape.of(sizes), rng).requiresGrad();
    names.put(name, leaf);
    return leaf;
  }

  /** A net of 4 inputs, 5, 3 and 2 neurons, and its cost for one sample; nodes z1, a1, .. C. */
  static Graph graph() {
    Map<String, Tensor> names = new LinkedHashMap<>();
    Tensor a = leaf(names, "a0", 4);
    long[] sizes = {4, 5, 3, 2};
    for (int l = 1; l < sizes.length; l++) {
      Tensor w = leaf(names, "W" + l, sizes[l], sizes[l - 1]);
      Tensor z = w.matmul(a).plus(leaf(names, "b" + l, sizes[l]));
      a = z.sigmoid();
      names.put("z" + l, z);
      names.put("a" + l, a);
    }
    Tensor cost = a.minus(Tensor.of(DType.F64, 1, 0)).square().sum().over(2);
    names.put("C", cost);
    return Graph.of(cost, names);
  }

  /** δ of each layer, the last one first, from the values of the forward pass alone. */
  static Map<Integer, Tensor> deltas(Pass forward) {
    Map<Integer, Tensor> deltas = new LinkedHashMap<>();
    Tensor back = forward.value("a3").minus(Tensor.of(DType.F64, 1, 0));
    for (int l = 3; l >= 1; l--) {
      Tensor a = forward.value("a" + l);
      Tensor delta = back.times(a.times(a.negate().plus(1)));
      deltas.put(l, delta);
      back = forward.value("W" + l).transpose().matmul(delta);
    }
    return deltas;
  }

  /** Prints z, a and δ of each layer, and ∂C/∂z and ∂C/∂b as the library finds them. */
  public static void main() {
    Pass pass = graph().forward().backward();
    deltas(pass)
        .forEach((l, delta) -> {
          Print.row("layer " + l + "  z", pass.value("z" + l));
          Print.row("         a", pass.value("a" + l));
          Print.row("         δ", delta);
          Print.row("         ∂C/∂z", pass.gradient("z" + l));
          Print.row("         ∂C/∂b", pass.gradient("b" + l));
        });
  }
}
