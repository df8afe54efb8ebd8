// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.GraphException;
import chainrule.error.ShapeException;
import chainrule.tensor.Anomaly;
import chainrule.tensor.Backward;
import chainrule.tensor.Checkpoint;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
      return of(given("vjp", f.apply(at))).upstream(upstream).gradient(at);
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
      Tensor output = given("jvp", f.apply(at));
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
      Tensor output = given("jacobian", f.apply(at));
      Storage numbers = SecondOrder.room("jacobian", output.dtype(), output.shape(), x.shape());
      Shape whole = output.shape().concat(x.shape());
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

  /**
   * The value of a function that gives a single number, and its gradient, in one pass each way.
   *
   * @throws ShapeException if it gives more than one number
   * @throws chainrule.error.GraphException if f does not depend on x
   */
  public static GradAndValue gradAndValue(UnaryOperator<Tensor> f, Tensor x) {
    return gradAndValue(inputs -> f.apply(inputs.getFirst()), List.of(x));
  }

  /**
   * The same for a function of several tensors.
   *
   * @throws ShapeException if it gives more than one number
   * @throws chainrule.error.GraphException if it does not depend on one of them
   */
  public static GradAndValue gradAndValue(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
    return withGrad(() -> {
      List<Tensor> at = inputs.stream().map(Autograd::leaf).toList();
      Tensor output = given("gradAndValue", f.apply(at));
      List<Tensor> gradients = of(output).gradients(at.toArray(Tensor[]::new));
      return new GradAndValue(output.detach(), gradients);
    });
  }

  /**
   * The product of the Hessian of f at a point with a direction: how the gradient changes, to first
   * order, when the point moves that way. The Hessian itself is never formed: two passes back, the
   * second through the first.
   *
   * <p>Shapes: the direction and the result have that of the point. Zeros where f is linear.
   *
   * @throws ShapeException if f gives more than one number or the direction has another shape
   */
  public static Tensor hvp(UnaryOperator<Tensor> f, Tensor at, Tensor direction) {
    return hvp(inputs -> f.apply(inputs.getFirst()), List.of(at), List.of(direction)).getFirst();
  }

  /**
   * The same for a function of several tensors, as one Hessian over all of them: a part of the
   * result for each, in their order. One pass back more for each tensor after the first.
   *
   * @throws ShapeException if f gives more than one number or a direction has another shape
   */
  public static List<Tensor> hvp(
      Function<List<Tensor>, Tensor> f, List<Tensor> at, List<Tensor> directions) {
    return withGrad(() -> new SecondOrder("hvp", f, at).times(directions));
  }

  /**
   * The Hessian of a function that gives a single number: all its second derivatives, one pass back
   * through the gradient for each element of x. For small x: it holds the square of their count.
   *
   * <p>Shapes: those of x twice over. Zeros where f is linear.
   *
   * @throws ShapeException if f gives more than one number
   * @throws chainrule.error.LimitException if there is no room for it
   */
  public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
    return hessian(inputs -> f.apply(inputs.getFirst()), List.of(x)).getFirst().getFirst();
  }

  /**
   * The same for a function of several tensors, as a grid: row i, column j holds the derivatives by
   * an element of input i, then by one of input j.
   *
   * <p>Shapes: those of input i followed by those of input j.
   *
   * @throws ShapeException if f gives more than one number
   * @throws chainrule.error.LimitException if there is no room for it
   */
  public static List<List<Tensor>> hessian(Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
    return withGrad(() -> new SecondOrder("hessian", f, inputs).matrix());
  }

  // ------------------------------------------------------------------ samples of a batch

  /**
   * The gradients of a loss for every sample of a batch alone, exact and for any function: a pass
   * forward and a pass back for each sample. So it costs the arithmetic of one batch, less well
   * packed, and memory for as many gradients as there are samples.
   *
   * <p>Shapes: the loss gets samples with a first axis of size 1, so that a function of batches
   * will do. For each parameter the result is [samples, ..] with the sizes of the parameter.
   *
   * <pre>{@code
   * perSample((x, y) -> network.apply(x).crossEntropy(y), images, labels, parameters.trained());
   * }</pre>
   *
   * @param parameters what the loss depends on, of every sample: leaves or results
   * @throws ShapeException if the batches differ in length, or a loss is more than one number
   * @throws chainrule.error.GraphException if a loss does not depend on a parameter
   */
  public static List<Tensor> perSample(
      Function<List<Tensor>, Tensor> loss, List<Tensor> batch, List<Tensor> parameters) {
    return withGrad(() -> new PerSample(loss, batch, parameters).gradients());
  }

  /** The same for samples in one tensor. */
  public static List<Tensor> perSample(
      UnaryOperator<Tensor> loss, Tensor batch, List<Tensor> parameters) {
    return perSample(each -> loss.apply(each.getFirst()), List.of(batch), parameters);
  }

  /** The same for samples in two tensors, such as inputs and targets. */
  public static List<Tensor> perSample(
      BinaryOperator<Tensor> loss, Tensor inputs, Tensor targets, List<Tensor> parameters) {
    return perSample(
        each -> loss.apply(each.get(0), each.get(1)), List.of(inputs, targets), parameters);
  }

  // ------------------------------------------------------------------ memory and anomalies

  /**
   * The result of a function whose intermediates are dropped, and computed again when a backward
   * pass comes to them: memory for the time of a second forward pass through it.
   *
   * <p>Value and gradients have the bits they would have had, at any order, those of leaves that
   * the function takes from elsewhere too. Nothing is dropped where nothing is recorded.
   *
   * <p>The function must do the same each time; random numbers do, as draws take their key. It runs
   * in the context of its first run: in training mode if that was. Hooks on layers run again. What
   * is computed meanwhile on other threads is no part of it.
   *
   * @throws chainrule.error.ModifiedException in the backward pass, if a leaf was rewritten since
   * @throws chainrule.error.GraphException in the backward pass, if the function has other sizes or
   *     uses other leaves than at first
   */
  public static Tensor checkpoint(UnaryOperator<Tensor> function, Tensor input) {
    return checkpoint(inputs -> function.apply(inputs.getFirst()), List.of(input));
  }

  /** The same for a function of several tensors. */
  public static Tensor checkpoint(Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
    return Checkpoint.of(function, inputs);
  }

  /**
   * Computes in anomaly mode: the first operation whose value holds a NaN, and the first gradient
   * rule that makes one, end it with an error that names the operation and the line of the program
   * that asked for it. Slower; run the forward and the backward pass inside.
   *
   * <pre>{@code
   * Autograd.anomaly(() -> loss(x).backward());
   * }</pre>
   *
   * @throws chainrule.error.NonFiniteException at the first NaN
   */
  public static <T> T anomaly(Supplier<T> body) {
    return anomaly(Anomaly.NAN, body);
  }

  /** Runs in anomaly mode. */
  public static void anomaly(Runnable body) {
    anomaly(Anomaly.NAN, body);
  }

  /** The same for other numbers: NaN and the infinities, or none, to leave the mode. */
  public static <T> T anomaly(Anomaly numbers, Supplier<T> body) {
    return watching(numbers).call(body);
  }

  /** Runs in anomaly mode for some numbers. */
  public static void anomaly(Anomaly numbers, Runnable body) {
    watching(numbers).run(body);
  }

  private static Context watching(Anomaly numbers) {
    Context context = Context.current();
    return context.withWatch(context.watch().with(numbers));
  }

  /** What a user's function gave, which may be null. */
  static Tensor given(String name, @Nullable Tensor result) {
    if (result == null) {
      throw new GraphException(
          name + ": the function gave null; needs a tensor",
          "return the tensor that the function computes");
    }
    return result;
  }

  /** A leaf of our own with the values of a tensor, so that the caller's is left alone. */
  private static Tensor leaf(Tensor x) {
    return x.detach().requiresGrad();
  }

  /** A backward pass with options: upstream, keeping the graph, recording the pass itself. */
  public static Backward of(Tensor output) {
    return Backward.from(output);
  }

  /**
   * Computes without recording a graph. {@code Training.scope} inside of it records again: training
   * says that a graph is wanted.
   */
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
