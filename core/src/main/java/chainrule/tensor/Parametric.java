// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.g;

import chainrule.array.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Activations with a second input, which is learned: no {@link Activation}, which has one. */
public sealed interface Parametric extends Elementwise {

  /** a where positive, b * a elsewhere (He 2015, arXiv 1502.01852, eq. 1). */
  record Prelu() implements Parametric {
    @Override
    public Definition define() {
      Expr positive = Expr.of(0).less(a);
      return Definition.of(
              Meaning.of(
                      "prelu",
                      "prelu",
                      Role.SCALER,
                      "A PReLU gate passes the upstream gradient of positive inputs and scales the"
                          + " rest by its learned slope.",
                      "PReLU 门放行正输入的回传梯度，其余的乘以可学习的斜率。")
                  .withKink("the slope at a = 0", "a = 0 处取斜率")
                  .withTorch("torch.nn.functional.prelu"),
              Expr.choose(positive, a, a.times(b)))
          .partial(Expr.choose(positive, g, g.times(b)))
          .partial(Expr.choose(positive, Expr.of(0), g.times(a)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      return Optional.of(x.maximum(0).plus(inputs.get(1).times(x.minimum(0))));
    }

    /**
     * A row of slopes as slopes along axis 1; of inputs with two axes or fewer it is that already.
     */
    static Tensor alongChannels(Tensor x, Tensor slope) {
      if (slope.rank() != 1 || slope.count() == 1 || x.rank() < 3) {
        return slope;
      }
      long[] sizes = new long[x.rank() - 1];
      Arrays.fill(sizes, 1);
      sizes[0] = slope.count();
      return slope.reshape(sizes);
    }
  }
}
