// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** What is done to large gradients before an optimizer follows them. */
public sealed interface Clipping {

  /** The text that {@link #parse} reads, such as {@code norm:1}. */
  String text();

  /**
   * The gradients to follow.
   *
   * @param gradients of all parameters that move
   * @param norm of all of them together
   */
  List<Tensor> of(List<Tensor> gradients, Tensor norm);

  /** They are followed as they are. */
  record None() implements Clipping {
    @Override
    public String text() {
      return "none";
    }

    @Override
    public List<Tensor> of(List<Tensor> gradients, Tensor norm) {
      return gradients;
    }
  }

  /**
   * Each element by itself: min(max(g, -limit), limit).
   *
   * @param limit above 0
   */
  record Value(double limit) implements Clipping {
    /**
     * Checks the range.
     *
     * @throws ArgumentException if the limit is not above 0
     */
    public Value {
      Ranges.positive("clip", limit);
    }

    @Override
    public String text() {
      return "value:" + Words.number(limit);
    }

    @Override
    public List<Tensor> of(List<Tensor> gradients, Tensor norm) {
      return gradients.stream().map(gradient -> gradient.clamp(-limit, limit)).toList();
    }
  }

  /**
   * All together, their direction kept: g * min(1, limit / (norm + 1e-6)), with the 2-norm of the
   * gradient of all parameters; PyTorch's {@code clip_grad_norm_}. A norm that is NaN makes all
   * gradients NaN.
   *
   * <p>Source: Pascanu, Mikolov and Bengio 2013, arXiv 1211.5063, algorithm 1.
   *
   * @param limit above 0
   */
  record Norm(double limit) implements Clipping {
    private static final double SMALL = 1e-6;

    /**
     * Checks the range.
     *
     * @throws ArgumentException if the limit is not above 0
     */
    public Norm {
      Ranges.positive("clip", limit);
    }

    @Override
    public String text() {
      return "norm:" + Words.number(limit);
    }

    @Override
    public List<Tensor> of(List<Tensor> gradients, Tensor norm) {
      Tensor factor = norm.plus(SMALL).reciprocal().times(limit).clamp(0, 1);
      return gradients.stream()
          .map(gradient -> gradient.times(factor.to(gradient.dtype())))
          .toList();
    }
  }

  /**
   * The clipping of a text: {@code none}, {@code value:LIMIT}, {@code norm:LIMIT}, or a limit
   * alone, of the norm.
   *
   * @throws ArgumentException if it is none of these
   */
  static Clipping parse(String text) {
    Optional<Double> limit = Words.numberIn(text);
    if (limit.isPresent()) {
      return new Norm(limit.get());
    }
    Words words = Words.of("clip", text);
    Clipping clipping =
        switch (words.choice(List.of("none", "norm", "value"))) {
          case "norm" -> new Norm(words.number("a limit"));
          case "value" -> new Value(words.number("a limit"));
          default -> new None();
        };
    words.end();
    return clipping;
  }
}
