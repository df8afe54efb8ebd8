// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.random.Rng;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Context;
import chainrule.tensor.Factorization;
import chainrule.tensor.Movement;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A {@link Script} while it is written; every line has its value already. */
final class Draft {

  private static final double MOST = 1e3;
  private static final double STEEPEST = 1e5;

  /** How far leaves are moved to see whether gradients are steady, and by how much they may be. */
  private static final double STEP = 1e-7;

  private static final double UNSTEADY = 1e-2;

  private final DType dtype;
  private final boolean whole;
  private final Rng rng;
  private final List<Script.Line> lines = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();

  Draft(DType dtype, boolean whole, Rng rng) {
    this.dtype = dtype;
    this.whole = whole;
    this.rng = rng;
  }

  /** Whether a call has a moderate value of the script's type, or one without rounding. */
  static boolean isComparable(Sample sample, DType dtype) {
    try {
      return sample.inputs().stream().allMatch(input -> isModerate(input, dtype))
          && isModerate(Autograd.noGrad(sample::value), dtype);
    } catch (ChainruleException refused) {
      return false;
    }
  }

  private static boolean isModerate(Tensor value, DType dtype) {
    boolean narrower = dtype == DType.F64 && value.dtype() == DType.F32;
    return !narrower
        && value.count() > 0
        && value.count() <= 200
        && Arrays.stream(value.toDoubles()).allMatch(each -> Math.abs(each) <= MOST);
  }

  /**
   * Adds the operation of a sample; false if its value could not be compared. What is factorized is
   * the sample's own matrix: others may be all but singular.
   */
  boolean add(Sample sample, Rng draw) {
    int mark = lines.size();
    boolean conditioned = sample.op() instanceof Factorization;
    for (boolean fresh : new boolean[] {conditioned, true}) {
      List<Integer> inputs = new ArrayList<>();
      for (int slot = 0; slot < sample.inputs().size(); slot++) {
        inputs.add(input(sample.inputs().get(slot), fresh, draw.child(slot)));
      }
      try {
        // Twice the same is a tie for some operations; these two are smooth.
        boolean repeats = inputs.stream().distinct().count() < inputs.size();
        boolean smooth =
            sample.op() instanceof Arithmetic.Mul || sample.op() instanceof Arithmetic.Add;
        if ((!repeats || smooth) && isModerate(values.get(apply(sample.op(), inputs)), dtype)) {
          return true;
        }
      } catch (ChainruleException refused) {
        // The fresh inputs of the sample itself suit in any case.
      }
      lines.subList(mark, lines.size()).clear();
      values.subList(mark, values.size()).clear();
    }
    return false;
  }

  /** A line with the type, shape and range of a sample's input. */
  private int input(Tensor like, boolean fresh, Rng draw) {
    int choice = draw.below(0, 10);
    if (!fresh && choice < 8) {
      List<Integer> fitting = fitting(like);
      if (!fitting.isEmpty() && choice < 5) {
        return fitting.get(draw.below(1, fitting.size()));
      }
      List<Integer> numbers =
          IntStream.range(0, lines.size())
              .filter(line -> lines.get(line) instanceof Script.Applied)
              .filter(line -> values.get(line).dtype() == dtype)
              .boxed()
              .toList();
      if (like.dtype() == dtype && !numbers.isEmpty() && !whole && most(like) > least(like)) {
        return ranged(shaped(numbers.get(draw.below(2, numbers.size())), like.shape()), like);
      }
    }
    return given(like.dtype() == dtype && whole ? wholes(like, draw) : like, like.dtype() == dtype);
  }

  private List<Integer> fitting(Tensor like) {
    return IntStream.range(0, lines.size())
        .filter(line -> values.get(line).spec().equals(like.spec()) && isWithin(line, like))
        .boxed()
        .toList();
  }

  private boolean isWithin(int line, Tensor like) {
    return like.dtype() == DType.BOOL
        || whole
        || Arrays.stream(values.get(line).toDoubles())
            .allMatch(each -> each >= least(like) && each <= most(like));
  }

  private static double least(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles()).min().orElseThrow();
  }

  private static double most(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles()).max().orElseThrow();
  }

  private static Tensor wholes(Tensor like, Rng draw) {
    double[] numbers = new double[(int) like.count()];
    Arrays.setAll(numbers, i -> draw.below(i + 9, 7) - 3);
    return Tensor.of(like.dtype(), like.shape(), numbers);
  }

  /** The elements left out, or repeated with other factors, until they fill a shape. */
  private int shaped(int line, Shape shape) {
    if (values.get(line).shape().equals(shape)) {
      return line;
    }
    int flat = apply(Tensor::flatten, line);
    while (values.get(flat).count() < shape.count()) {
      flat = apply(new Movement.Concat(0), List.of(flat, flat));
    }
    if (values.get(line).count() < shape.count()) {
      // Copies would tie, and tied elements are kinks.
      double[] factors = new double[(int) values.get(flat).count()];
      Arrays.setAll(factors, i -> 1 + 0.0625 * i);
      int different = given(Tensor.of(dtype, values.get(flat).shape(), factors), false);
      flat = apply(new Arithmetic.Mul(), List.of(flat, different));
    }
    if (values.get(flat).count() > shape.count()) {
      flat = apply(x -> x.slice(0, 0, shape.count()), flat);
    }
    return apply(x -> x.reshape(shape), flat);
  }

  /** middle + half * softsign(x), where x leaves the range of a sample's input. */
  private int ranged(int line, Tensor like) {
    if (isWithin(line, like)) {
      return line;
    }
    double half = (most(like) - least(like)) / 2;
    int unit = apply(Tensor::softsign, line);
    int scaled =
        apply(new Arithmetic.Mul(), List.of(unit, given(Tensor.scalar(dtype, half), false)));
    int middle = given(Tensor.scalar(dtype, least(like) + half), false);
    return apply(new Arithmetic.Add(), List.of(scaled, middle));
  }

  private int given(Tensor value, boolean differentiated) {
    lines.add(new Script.Given(Layout.DENSE.of(value), differentiated));
    values.add(value);
    return lines.size() - 1;
  }

  /** The operation that a method applies to one line. */
  private int apply(UnaryOperator<Tensor> method, int line) {
    Tensor made =
        Context.current().withAllRecorded().call(() -> method.apply(values.get(line).detach()));
    return apply(made.call().orElseThrow().op(), List.of(line));
  }

  private int apply(Op op, List<Integer> inputs) {
    values.add(Autograd.noGrad(() -> op.apply(inputs.stream().map(values::get).toList())));
    lines.add(new Script.Applied(op, inputs));
    return lines.size() - 1;
  }

  /** The script, which ends in a weighted sum of all results that nothing else uses. */
  Script finished() {
    boolean[] used = new boolean[lines.size()];
    for (Script.Line line : lines) {
      if (line instanceof Script.Applied applied) {
        applied.inputs().forEach(input -> used[input] = true);
      }
    }
    int total = given(Tensor.scalar(dtype, 0), false);
    for (int line = 0; line < used.length; line++) {
      if (!used[line] && lines.get(line) instanceof Script.Applied) {
        total = apply(new Arithmetic.Add(), List.of(total, weighted(line)));
      }
    }
    return new Script(lines).pruned();
  }

  private int weighted(int line) {
    int numbers = values.get(line).dtype() == dtype ? line : apply(x -> x.to(dtype), line);
    Tensor value = values.get(numbers);
    double[] weights = new double[(int) value.count()];
    // Eighths are exact, and so are whole numbers.
    Arrays.setAll(weights, i -> (rng.below(1000 + i, 7) + 1) * (whole ? 1 : 0.125));
    int product =
        apply(
            new Arithmetic.Mul(),
            List.of(numbers, given(Tensor.of(dtype, value.shape(), weights), false)));
    return apply(Tensor::sum, product);
  }

  /** Why a script cannot be compared; nothing if it can. */
  static Optional<String> refusal(Script script) {
    if (script.differentiated().isEmpty()) {
      return Optional.of("no leaf");
    }
    List<Tensor> gradients = script.gradients(script.run());
    for (Tensor gradient : gradients) {
      for (double element : gradient.toDoubles()) {
        if (!(Math.abs(element) <= STEEPEST)) {
          return Optional.of("a gradient above " + STEEPEST);
        }
      }
    }
    try {
      return isSteady(gradients, script.gradients(script.run(beside(script))))
          ? Optional.empty()
          : Optional.of("a gradient that a step of " + STEP + " changes");
    } catch (ChainruleException outside) {
      return Optional.of("a step of " + STEP + " away from what is refused");
    }
  }

  /** Fresh leaves a small step away, each element by its own. */
  private static List<Tensor> beside(Script script) {
    List<Tensor> given = new ArrayList<>();
    for (Script.Line line : script.lines()) {
      if (line instanceof Script.Given(Tensor value, boolean differentiated)) {
        double[] values = value.toDoubles();
        for (int i = 0; differentiated && i < values.length; i++) {
          values[i] +=
              STEP * Math.max(1, Math.abs(values[i])) * (1 + i % 3) * (i % 2 == 0 ? 1 : -1);
        }
        given.add(Tensor.of(value.dtype(), value.shape(), values).requiresGrad(differentiated));
      }
    }
    return given;
  }

  private static boolean isSteady(List<Tensor> here, List<Tensor> there) {
    for (int leaf = 0; leaf < here.size(); leaf++) {
      double[] one = here.get(leaf).toDoubles();
      double[] other = there.get(leaf).toDoubles();
      for (int i = 0; i < one.length; i++) {
        if (!(Math.abs(one[i] - other[i]) <= UNSTEADY * (1 + Math.abs(one[i])))) {
          return false;
        }
      }
    }
    return true;
  }
}
