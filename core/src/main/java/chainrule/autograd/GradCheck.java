// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Checks the gradients of a function of tensors against central differences.
 *
 * <p>{@code (f(x + h) - f(x - h)) / 2h} with {@code h = 6e-6 * max(1, |x|)}, for every element of
 * every floating input, in F64. A result of several elements is weighted at random, and up to 64
 * elements are also checked one by one. Order 2 checks the gradient function in the same way, over
 * the inputs and the upstream gradient; and so on.
 *
 * <pre>{@code
 * GradCheck.of((x, w) -> x.matmul(w).tanh()).order(2).check(x, w);
 * }</pre>
 *
 * <p>Shapes: any. Inputs of type F32 are converted to F64; integers and conditions are passed as
 * they are. The function must compute in F64, be a pure function of its inputs, and cost little: it
 * is called twice for every element, and at order 2 with its gradient.
 *
 * <p>At a kink, as of relu at 0, one-sided differences disagree and no gradient can equal the
 * central one. Where a gradient differs from the differences and such a kink lies within {@link
 * #kinkDistance}, the element is skipped, and the report says how many were.
 */
public final class GradCheck {

  private final Function<List<Tensor>, Tensor> function;
  private final Options options;

  /**
   * What is checked how closely.
   *
   * @param tolerance relative and absolute, if the user gave them
   * @param sample which elements, if not all
   */
  record Options(
      int order, Optional<double[]> tolerance, double kinkDistance, Optional<Sample> sample) {

    static final Options USUAL = new Options(1, Optional.empty(), 6e-5, Optional.empty());

    double relative(int checked) {
      return tolerance.map(pair -> pair[0]).orElse(checked == 1 ? 1e-6 : 1e-5);
    }

    double absolute(int checked) {
      return tolerance.map(pair -> pair[1]).orElse(checked == 1 ? 1e-8 : 1e-7);
    }
  }

  private GradCheck(Function<List<Tensor>, Tensor> function, Options options) {
    this.function = function;
    this.options = options;
  }

  /** A check of a function of one tensor. */
  public static GradCheck of(UnaryOperator<Tensor> function) {
    return ofMany(inputs -> function.apply(inputs.getFirst()));
  }

  /** A check of a function of two tensors. */
  public static GradCheck of(BinaryOperator<Tensor> function) {
    return ofMany(inputs -> function.apply(inputs.get(0), inputs.get(1)));
  }

  /** A check of a function of any number of tensors, given as a list. */
  public static GradCheck ofMany(Function<List<Tensor>, Tensor> function) {
    return new GradCheck(function, Options.USUAL);
  }

  /**
   * The same up to an order of derivative; 1 unless said otherwise.
   *
   * @param order 1 for gradients, 2 for gradients of gradients, and so on
   * @throws ArgumentException if it is less than 1
   */
  public GradCheck order(int order) {
    if (order < 1) {
      throw new ArgumentException("gradcheck: order " + order + "; needs 1 or more");
    }
    return new GradCheck(
        function,
        new Options(order, options.tolerance(), options.kinkDistance(), options.sample()));
  }

  /**
   * The same with another tolerance: {@code |gradient - difference| <= absolute + relative *
   * max(|gradient|, |difference|)}. Usually 1e-6 and 1e-8 at order 1, 1e-5 and 1e-7 above.
   *
   * @throws ArgumentException if one is negative or NaN
   */
  public GradCheck tolerance(double relative, double absolute) {
    if (!(relative >= 0 && absolute >= 0)) {
      throw new ArgumentException(
          "gradcheck: tolerance " + relative + ", " + absolute + "; needs 0 or more");
    }
    return new GradCheck(
        function,
        new Options(
            options.order(),
            Optional.of(new double[] {relative, absolute}),
            options.kinkDistance(),
            options.sample()));
  }

  /**
   * The same with another distance within which a kink excuses an element, in units of max(1, |x|);
   * 6e-5 unless said otherwise, 0 to excuse none.
   *
   * @throws ArgumentException if it is negative or NaN
   */
  public GradCheck kinkDistance(double distance) {
    if (!(distance >= 0)) {
      throw new ArgumentException("gradcheck: kink distance " + distance + "; needs 0 or more");
    }
    return new GradCheck(
        function, new Options(options.order(), options.tolerance(), distance, options.sample()));
  }

  /**
   * The same looking at no more than some elements of each input, drawn without replacement.
   *
   * @param most how many of each input
   * @param rng what they are drawn by
   * @throws ArgumentException if it is less than 1
   */
  public GradCheck sample(int most, Rng rng) {
    if (most < 1) {
      throw new ArgumentException("gradcheck: sample of " + most + "; needs 1 or more");
    }
    return new GradCheck(
        function,
        new Options(
            options.order(),
            options.tolerance(),
            options.kinkDistance(),
            Optional.of(new Sample(most, rng))));
  }

  /**
   * The central differences of a function that gives a single number, to set beside its gradients:
   * {@code (f(x + h) - f(x - h)) / 2h} for every element, in F64. No gradient is computed.
   *
   * <p>Shapes: those of the floating inputs, in their order.
   *
   * @throws chainrule.error.ShapeException if the result is not a single number
   * @throws ArgumentException if an input is not finite, or the function does not give F64
   * @throws DtypeException if no input has a gradient
   */
  public static List<Tensor> differences(
      Function<List<Tensor>, Tensor> function, Tensor... inputs) {
    List<Tensor> at = prepared(List.of(inputs));
    Mapping mapping = Mapping.of(function);
    mapping.apply(at, false).getFirst().item();
    List<Tensor> found = new ArrayList<>();
    for (int input = 0; input < at.size(); input++) {
      if (at.get(input).dtype().isFloating()) {
        double[] slopes = new double[(int) at.get(input).count()];
        for (int place = 0; place < slopes.length; place++) {
          slopes[place] = new Slopes(mapping, at, input, place).central()[0];
        }
        found.add(Tensor.of(at.get(input).shape(), slopes));
      }
    }
    return List.copyOf(found);
  }

  /**
   * What comes out at a point.
   *
   * @throws ArgumentException if an input is not finite, or the function does not give F64
   * @throws DtypeException if no input has a gradient
   */
  public GradReport report(Tensor... inputs) {
    return Autograd.withGrad(() -> compare(prepared(List.of(inputs))));
  }

  /**
   * What comes out at a point, if the gradients agree.
   *
   * @throws GraphException if they differ; the message names the worst place
   * @throws ArgumentException if an input is not finite, or the function does not give F64
   * @throws DtypeException if no input has a gradient
   */
  public GradReport check(Tensor... inputs) {
    GradReport report = report(inputs);
    if (!report.passed()) {
      throw new GraphException(
          "gradcheck: " + report,
          "compare the gradient rule with the value; if the function has a kink or a jump there,"
              + " move the input away from it");
    }
    return report;
  }

  private GradReport compare(List<Tensor> at) {
    OrderCheck next = new OrderCheck(1, Mapping.of(function), at, options);
    GradReport report = next.run();
    for (int order = 2; order <= options.order() && report.passed(); order++) {
      next = new OrderCheck(order, next.nextMapping(), next.nextPoint(), options);
      report = joined(report, next.run());
    }
    return report;
  }

  private static GradReport joined(GradReport lower, GradReport upper) {
    Optional<GradReport.Entry> worst =
        upper.worst().isPresent()
                && (lower.worst().isEmpty() || upper.worst().get().isWorseThan(lower.worst().get()))
            ? upper.worst()
            : lower.worst();
    return new GradReport(
        upper.order(),
        lower.compared() + upper.compared(),
        both(lower.skipped(), upper.skipped()),
        both(lower.inputs(), upper.inputs()),
        worst);
  }

  private static <T> List<T> both(List<T> first, List<T> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /** Leaves of the check's own, so that none of the caller's is touched. */
  private static List<Tensor> prepared(List<Tensor> inputs) {
    List<Tensor> leaves = inputs.stream().map(GradCheck::prepared).toList();
    if (Mapping.floating(leaves).isEmpty()) {
      throw new DtypeException(
          "gradcheck: inputs are "
              + inputs.stream().map(Tensor::spec).toList()
              + "; at least one must be F32 or F64");
    }
    return leaves;
  }

  private static Tensor prepared(Tensor input) {
    if (!input.dtype().isFloating()) {
      return input;
    }
    Tensor leaf = input.detach().to(DType.F64).detach().requiresGrad();
    for (double value : leaf.toDoubles()) {
      if (!Double.isFinite(value)) {
        throw new ArgumentException(
            "gradcheck: an input of "
                + input.spec()
                + " holds "
                + value
                + "; needs finite numbers");
      }
    }
    return leaf;
  }
}
