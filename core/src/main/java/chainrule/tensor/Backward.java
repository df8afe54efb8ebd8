// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.ShapeException;
import java.util.List;
import java.util.Optional;

/**
 * A backward pass with its options: the gradient of one output, into leaves or as results.
 *
 * <p>Several contributions to one gradient are added in a fixed order: the first as it is, the
 * others in descending order of the creation of their consumers, then by input slot.
 */
public final class Backward {

  private final Tensor output;
  private final Optional<Tensor> upstream;
  private final boolean retainGraph;
  private final boolean createGraph;
  private final boolean orZero;

  private Backward(
      Tensor output,
      Optional<Tensor> upstream,
      boolean retainGraph,
      boolean createGraph,
      boolean orZero) {
    this.output = output;
    this.upstream = upstream;
    this.retainGraph = retainGraph;
    this.createGraph = createGraph;
    this.orZero = orZero;
  }

  /** A pass from an output, which must be a single number unless an upstream is given. */
  public static Backward from(Tensor output) {
    return new Backward(Needs.given("backward", output), Optional.empty(), false, false, false);
  }

  /**
   * The same starting from a gradient at the output instead of 1.
   *
   * @throws ShapeException if its shape is not that of the output
   * @throws DtypeException if its type is not that of the output
   */
  public Backward upstream(Tensor gradient) {
    if (!gradient.shape().equals(output.shape())) {
      throw new ShapeException(
          "backward: upstream is "
              + gradient.spec()
              + ", the output is "
              + output.spec()
              + "; shapes must be equal");
    }
    if (gradient.dtype() != output.dtype()) {
      throw new DtypeException(
          "backward: upstream is "
              + gradient.spec()
              + ", the output is "
              + output.spec()
              + "; types must be equal",
          "convert it with .to(DType." + output.dtype() + ")");
    }
    return new Backward(output, Optional.of(gradient), retainGraph, createGraph, orZero);
  }

  /** The same, keeping the graph for another pass. */
  public Backward retainGraph() {
    return new Backward(output, upstream, true, createGraph, orZero);
  }

  /** The same, recording the pass itself so that the gradients can be differentiated again. */
  public Backward createGraph() {
    return new Backward(output, upstream, true, true, orZero);
  }

  /** The same giving zeros, rather than an error, for inputs that the output does not depend on. */
  public Backward orZero() {
    return new Backward(output, upstream, retainGraph, createGraph, true);
  }

  /** Adds the gradients to every leaf that requires one. */
  public void intoLeaves() {
    checkWatched(List.of());
    new Walk(output, retainGraph, createGraph).intoLeaves(seed());
  }

  /**
   * The gradients for some tensors, leaves or intermediates, in the order given; no leaf is
   * touched.
   *
   * @throws GraphException if the output does not depend on one of them, unless {@link #orZero}
   */
  public List<Tensor> gradients(Tensor... inputs) {
    List<Tensor> asked = List.of(inputs);
    if (orZero && !output.isWatched()) {
      return asked.stream().map(Backward::zeros).toList();
    }
    checkWatched(asked);
    return new Walk(output, retainGraph, createGraph).gradients(seed(), asked, orZero);
  }

  /** The gradient for one tensor; no leaf is touched. */
  public Tensor gradient(Tensor input) {
    return gradients(input).getFirst();
  }

  private static Tensor zeros(Tensor input) {
    return Tensor.plain(Memory.full(input.dtype(), input.shape(), 0));
  }

  private Tensor seed() {
    if (upstream.isPresent()) {
      return upstream.get();
    }
    if (output.count() != 1) {
      throw new ShapeException(
          "backward: the output is " + output.spec() + "; needs a single number",
          "reduce it with .sum() or .mean(), or give the gradient at the output:"
              + " backward(upstream)");
    }
    return Tensor.plain(Memory.full(output.dtype(), output.shape(), 1));
  }

  private void checkWatched(List<Tensor> inputs) {
    if (!output.dtype().isFloating()) {
      throw new GraphException(
          "backward: the output is " + output.spec() + "; gradients exist for F32 and F64",
          "compute it in floating numbers: convert what it is made from with .to(DType.F32)");
    }
    if (!output.isWatched()) {
      throw new GraphException(
          "backward: nothing watched the computation of "
              + output.spec()
              + (inputs.isEmpty()
                  ? output.isLeaf()
                      ? ", a leaf that does not require a gradient"
                      : "; no leaf that it was made from requires a gradient, or it was made in"
                          + " noGrad, by a loaded model or by an operation without gradient"
                  : "; " + Walk.reasons(inputs)),
          "call requiresGrad() on the leaves before computing, and compute it again");
    }
  }
}
