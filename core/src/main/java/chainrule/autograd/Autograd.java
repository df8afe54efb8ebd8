// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ShapeException;
import chainrule.tensor.Backward;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Gradients as functions: asked for, returned, no leaf touched. */
public final class Autograd {

  private Autograd() {}

  /**
   * The gradients of a single number for leaves or intermediates, in the order given.
   *
   * @throws chainrule.error.ShapeException if the output is not a single number
   * @throws chainrule.error.GraphException if a gradient cannot exist; the message says why
   */
  public static List<Tensor> grad(Tensor output, Tensor... inputs) {
    return of(output).gradients(inputs);
  }

  /**
   * The vector-Jacobian product: the gradient of {@code sum(f(x) * upstream)}, in one pass back.
   *
   * <p>Shapes: the upstream has that of f(x), the result that of x.
   *
   * @throws chainrule.error.ShapeException if the upstream has another shape
   * @throws chainrule.error.GraphException if f does not depend on x
   */
  public static Tensor vjp(UnaryOperator<Tensor> f, Tensor x, Tensor upstream) {
    return withGrad(() -> {
      Tensor at = leaf(x);
      return of(f.apply(at)).upstream(upstream).gradient(at);
    });
  }

  /**
   * The Jacobian-vector product: how f(x) changes, to first order, when x moves by {@code change}.
   * Two passes back: the vector-Jacobian product is linear in its upstream, and this is its
   * derivative by it.
   *
   * <p>Shapes: the change has that of x, the result that of f(x).
   *
   * @throws ShapeException if the change has another shape
   * @throws chainrule.error.GraphException if f does not depend on x
   */
  public static Tensor jvp(UnaryOperator<Tensor> f, Tensor x, Tensor change) {
    if (!change.shape().equals(x.shape())) {
      throw new ShapeException(
          "jvp: x is " + x.spec() + ", the change is " + change.spec() + "; shapes must be equal");
    }
    return withGrad(() -> {
      Tensor at = leaf(x);
      Tensor output = f.apply(at);
      Tensor upstream = Tensor.full(output.dtype(), output.shape(), 0).requiresGrad();
      Tensor back = of(output).upstream(upstream).createGraph().gradient(at);
      return of(back.times(change).sum()).gradient(upstream);
    });
  }

  /**
   * The Jacobian of f at x: one vector-Jacobian product for each element of f(x), stacked. For
   * small functions: it holds as many numbers as f(x) has, times those of x.
   *
   * <p>Shapes: those of f(x) followed by those of x.
   *
   * @throws chainrule.error.GraphException if f does not depend on x
   * @throws chainrule.error.LimitException if there is no room for it
   */
  public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
    return withGrad(() -> {
      Tensor at = leaf(x);
      Tensor output = f.apply(at);
      Shape whole = output.shape().concat(x.shape());
      Storage numbers = Storage.allocate(output.dtype(), whole);
      long each = x.count();
      for (int row = 0; row < output.count(); row++) {
        Storage one = Storage.allocate(output.dtype(), output.shape());
        one.set(row, 1);
        Tensor upstream = Tensor.of(output.shape(), one);
        double[] slopes = of(output).upstream(upstream).retainGraph().gradient(at).toDoubles();
        for (int column = 0; column < each; column++) {
          numbers.set(row * each + column, slopes[column]);
        }
      }
      return Tensor.of(whole, numbers);
    });
  }

  /** A leaf of our own with the values of a tensor, so that the caller's is left alone. */
  private static Tensor leaf(Tensor x) {
    return x.detach().requiresGrad();
  }

  /** A backward pass with options: upstream, keeping the graph, recording the pass itself. */
  public static Backward of(Tensor output) {
    return Backward.from(output);
  }

  /** Computes without recording a graph. */
  public static <T> T noGrad(Supplier<T> body) {
    return Context.current().withRecording(false).call(body);
  }

  /** Runs without recording a graph. */
  public static void noGrad(Runnable body) {
    Context.current().withRecording(false).run(body);
  }

  /** Computes with a graph recorded, inside {@code noGrad} or a loaded model too. */
  public static <T> T withGrad(Supplier<T> body) {
    return Context.current().withRecording(true).call(body);
  }
}
