// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Values and gradients of samples, as the laws compare them. */
final class Gradients {

  private Gradients() {}

  /** The result followed by the gradient of every differentiable input; fresh leaves each time. */
  static List<Tensor> withValue(Sample sample) {
    Sample watched = sample.watched();
    Tensor value = watched.value();
    List<Tensor> results = new ArrayList<>(List.of(value));
    if (watched.hasGradients()) {
      results.addAll(
          Autograd.of(value)
              .upstream(upstream(value))
              .gradients(watched.differentiable().toArray(Tensor[]::new)));
    }
    return results;
  }

  /** An upstream gradient of no special form, the same for every result of a shape. */
  static Tensor upstream(Tensor value) {
    return Tensor.uniform(DType.F32, value.shape(), Rng.seed(5)).minus(0.4).to(value.dtype());
  }

  /** Fails unless both lists hold tensors of the same bits. */
  static void assertSameBits(List<Tensor> results, List<Tensor> expected) {
    for (int i = 0; i < expected.size(); i++) {
      TensorAssert.assertThat(results.get(i))
          .as(i == 0 ? "the value" : "gradient " + (i - 1) + " of the differentiable inputs")
          .hasBits(expected.get(i));
    }
  }
}
