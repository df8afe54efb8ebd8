// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import java.util.List;

/**
 * The four squared losses, which differ by a factor alone. Shapes: prediction and target must be
 * equal; nothing broadcasts.
 */
public sealed interface SquaredLoss extends Composite {

  /** What the sum of the squared differences is multiplied by, for a shape. */
  double factor(Shape shape);

  /** sum of (p - t)^2 over everything. */
  record SumOfSquares() implements SquaredLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "sumOfSquares",
              "sumOfSquares",
              Role.SCALER,
              "A sum-of-squares gate scales the upstream gradient by twice each error; targets get"
                  + " the opposite.",
              "误差平方和门把回传梯度乘以每个误差的两倍，目标得到相反数。")
          .withCard(
              "sum of (a - b)^2",
              "[..], [..] -> []",
              "torch.nn.functional.mse_loss(reduction=sum)");
    }

    @Override
    public double factor(Shape shape) {
      return 1;
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return squares(inputs).sum();
    }
  }

  /** sum of (p - t)^2 over outputs, mean over samples (the first axis). */
  record QuadraticCost() implements SquaredLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "quadraticCost",
              "quadraticCost",
              Role.SCALER,
              "A quadratic-cost gate scales the upstream gradient by twice each error over the"
                  + " number of samples.",
              "二次代价门把回传梯度乘以每个误差的两倍，再除以样本数。")
          .withCard("sum of (a - b)^2 over the number of rows", "[..], [..] -> []", "");
    }

    @Override
    public double factor(Shape shape) {
      return 1.0 / (shape.rank() == 0 ? 1 : shape.size(0));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor squares = squares(inputs);
      return squares.sum().over(squares.rank() == 0 ? 1.0 : (double) squares.size(0));
    }
  }

  /** mean of (p - t)^2 over everything. */
  record Mse() implements SquaredLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "mse",
              "mse",
              Role.SCALER,
              "A mean-squared-error gate scales the upstream gradient by twice each error over the"
                  + " number of elements.",
              "均方误差门把回传梯度乘以每个误差的两倍，再除以元素个数。")
          .withCard("mean of (a - b)^2", "[..], [..] -> []", "torch.nn.functional.mse_loss");
    }

    @Override
    public double factor(Shape shape) {
      return 1.0 / shape.count();
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return squares(inputs).mean();
    }
  }

  /** Half the mean of (p - t)^2 over everything. */
  record HalfMse() implements SquaredLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "halfMse",
              "halfMse",
              Role.SCALER,
              "A half-MSE gate scales the upstream gradient by each error over the number of"
                  + " elements.",
              "半均方误差门把回传梯度乘以每个误差，再除以元素个数。")
          .withCard("half the mean of (a - b)^2", "[..], [..] -> []", "");
    }

    @Override
    public double factor(Shape shape) {
      return 0.5 / shape.count();
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return squares(inputs).mean().times(0.5);
    }
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    return Needs.targets(name(), inputs);
  }

  @Override
  default Partial partial(int input) {
    String factor = input == 0 ? "2 * factor" : "-2 * factor";
    return Partial.of(
        factor + " * (a - b) * g",
        passage -> {
          double twice = (input == 0 ? 2 : -2) * factor(passage.spec(0).shape());
          return passage.input(0).minus(passage.input(1)).times(passage.upstream().times(twice));
        });
  }

  private static Tensor squares(List<Tensor> inputs) {
    return inputs.get(0).minus(inputs.get(1)).square();
  }
}
