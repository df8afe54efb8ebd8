// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.page.Block;
import chainrule.graph.Event;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The chain rule told step by step with its numbers: the gates forward, then back, each with its
 * local gradient, its upstream gradient and what it passes on, and why.
 *
 * <pre>{@code
 * var x = Tensor.scalar(-2).requiresGrad();
 * var y = Tensor.scalar(5).requiresGrad();
 * System.out.println(Explain.of(x.times(y), Map.of("x", x, "y", y)).text());
 * }</pre>
 *
 * <p>Immutable; tells the numbers of the pass, whatever happens to the leaves afterwards.
 */
public final class Explain implements Told {

  /** How many gates are told one by one; of a larger graph, an overview. */
  private static final int USUAL_LIMIT = 200;

  private final Pass pass;
  private final Language language;
  private final int limit;

  private Explain(Pass pass, Language language, int limit) {
    this.pass = pass;
    this.language = language;
    this.limit = limit;
  }

  /**
   * What was recorded behind a number; leaves are called leaf1 and so on.
   *
   * @throws chainrule.error.ArgumentException if nothing was recorded
   * @throws chainrule.error.ShapeException if it is not a single number
   * @throws chainrule.error.GraphException if no gradient can reach a leaf
   */
  public static Explain of(Tensor output) {
    return of(output, Map.of());
  }

  /** The same with names for leaves and intermediate results. */
  public static Explain of(Tensor output, Map<String, Tensor> names) {
    return of(Graph.of(output, names).forward().backward());
  }

  /** A pass; without a backward pass, its forward pass alone. */
  public static Explain of(Pass pass) {
    return new Explain(pass, Language.ENGLISH, USUAL_LIMIT);
  }

  @Override
  public Explain language(Language other) {
    return new Explain(pass, other, limit);
  }

  /** The same with another number of gates, above which an overview is given. */
  public Explain limit(int gates) {
    return new Explain(pass, language, gates);
  }

  /** The pass that is told. */
  public Pass pass() {
    return pass;
  }

  /** What there is to say, as data. */
  public Explanation explanation() {
    return Explaining.of(pass, limit);
  }

  @Override
  public List<Block> page() {
    return new Telling(Catalog.of(language)).of(explanation());
  }

  /**
   * One sentence on one step of the backward pass, for a line below a circuit or to be read aloud:
   * {@code Step 2 of 2, add gate q: upstream -4 goes unchanged to x and y}.
   *
   * @param step from 1, in the order of the tape
   * @throws chainrule.error.ArgumentException if there is no such step
   */
  public String sentence(int step) {
    return new Sentences(Catalog.of(language), pass).step(step);
  }

  /**
   * One sentence on one contribution: {@code add gate q to x: local dq/dx = 1; times upstream:
   * df/dx = dq/dx * df/dq = 1 * -4 = -4}.
   *
   * @param event of the tape of this pass
   */
  public String sentence(Event event) {
    return new Sentences(Catalog.of(language), pass).contribution(event);
  }

  /** The circuit with values and gradients in 80 columns, then the words. */
  @Override
  public String toString() {
    var options = Circuit.Options.standard().withLanguage(language);
    return Circuit.of(pass).toText(options) + "\n" + text();
  }
}
