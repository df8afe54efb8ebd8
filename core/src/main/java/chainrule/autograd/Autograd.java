// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.tensor.Backward;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

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
