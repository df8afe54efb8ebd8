// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.error.StateException;
import chainrule.nn.Layer;
import chainrule.nn.Parameters;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import chainrule.tensor.Tracer;
import chainrule.tensor.Update;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer at work on one network: keeps its state and counts its steps.
 *
 * <pre>{@code
 * var sgd = Sgd.rate(0.1).over(model);
 * sgd.zeroGrad();
 * loss.of(model.apply(x), y).backward();
 * sgd.step();
 * }</pre>
 */
public final class Stepper {

  private static final String EMA = "ema";

  private final Descent descent;
  private final Parameters parameters;
  private final List<Moving> moving = new ArrayList<>();
  private final Rule[] rules;
  private final double[] share = new double[1];
  private long steps;

  /** The rule of a group of parameters, with the numbers of the present step. */
  private static final class Rule {
    final Optimizer optimizer;
    final double factor;
    final Update update;
    final double[] numbers;

    Rule(Optimizer optimizer, double factor) {
      this.optimizer = optimizer;
      this.factor = factor;
      update = optimizer.rule();
      numbers = optimizer.numbers();
    }

    void advance(long step, double rate) {
      optimizer.advance(numbers, step, rate * factor);
    }
  }

  /** A parameter that moves; its average is zero before the first step. */
  private static final class Moving {
    private static final Update FIRST = Update.of("accumulate", b);
    private static final Update MORE = Update.of("accumulate", a.plus(b));

    final String path;
    final Tensor leaf;
    final Rule rule;
    final List<Tensor> kept;
    final Optional<Tensor> average;
    private @Nullable Tensor sum;
    private boolean hasSum;

    Moving(String path, Tensor leaf, Rule rule, boolean isAveraged) {
      this.path = path;
      this.leaf = leaf;
      this.rule = rule;
      kept = rule.optimizer.slots().stream().map(_ -> zeros(leaf)).toList();
      average = isAveraged ? Optional.of(zeros(leaf)) : Optional.empty();
    }

    /** Adds a share of the gradient to what was gathered in this step. */
    void gather(double share) {
      if (leaf.hasGrad()) {
        Tensor part = share == 1 ? leaf.grad() : leaf.grad().times(share);
        if (sum == null) {
          sum = unseen(() -> zeros(leaf));
        }
        (hasSum ? MORE : FIRST).apply(List.of(sum), List.of(part));
        hasSum = true;
      }
    }

    void forget() {
      hasSum = false;
    }

    /** What was gathered, or else the gradient that is there. */
    Optional<Tensor> gradient() {
      if (hasSum) {
        return Optional.ofNullable(sum);
      }
      return leaf.hasGrad() ? Optional.of(leaf.grad()) : Optional.empty();
    }

    void follow(Tensor gradient) {
      List<Tensor> leaves = new ArrayList<>(kept.size() + 1);
      leaves.add(leaf);
      leaves.addAll(kept);
      rule.update.apply(leaves, List.of(gradient), rule.numbers);
    }
  }

  Stepper(Descent descent, Layer network) {
    this.descent = descent;
    this.parameters = Parameters.of(network);
    SequencedMap<String, Tensor> trained = new LinkedHashMap<>(parameters.all());
    trained.values().removeIf(leaf -> !leaf.isGradRequired());
    descent.groups().check(trained);
    Map<Optional<ParameterGroups.Group>, Rule> made = new LinkedHashMap<>();
    trained.forEach((path, leaf) -> {
      Optional<ParameterGroups.Group> group = descent.groups().of(path, leaf);
      if (group.isEmpty() || !group.get().isFrozen()) {
        Rule rule = made.computeIfAbsent(group, this::rule);
        moving.add(new Moving(path, leaf, rule, descent.average().isPresent()));
      }
    });
    rules = made.values().toArray(Rule[]::new);
  }

  private Rule rule(Optional<ParameterGroups.Group> group) {
    Optimizer optimizer =
        group
            .flatMap(ParameterGroups.Group::weightDecay)
            .map(descent.optimizer()::withWeightDecay)
            .orElse(descent.optimizer());
    return new Rule(optimizer, group.map(ParameterGroups.Group::rateFactor).orElse(1.0));
  }

  /** What a compiled function does not make itself, but finds. */
  private static Tensor unseen(Supplier<Tensor> made) {
    return Context.current().withTracer(Tracer.NONE).call(made);
  }

  private static Tensor zeros(Tensor leaf) {
    return Tensor.full(leaf.dtype(), leaf.shape(), 0);
  }

  /** What it does. */
  public Descent descent() {
    return descent;
  }

  /** All parameters of the network, those that stay as they are too. */
  public Parameters parameters() {
    return parameters;
  }

  /** The number of steps taken. */
  public long steps() {
    return steps;
  }

  /** What is kept for each parameter, by its path, in the order of the optimizer's slots. */
  public SequencedMap<String, List<Tensor>> kept() {
    SequencedMap<String, List<Tensor>> kept = new LinkedHashMap<>();
    moving.forEach(one -> kept.put(one.path, one.kept));
    return Collections.unmodifiableSequencedMap(kept);
  }

  /** Forgets the gradients of all parameters, and what was gathered. */
  public void zeroGrad() {
    parameters.clearGrads();
    moving.forEach(Moving::forget);
  }

  /** One step at the optimizer's rate; a parameter without a gradient stays as it is. */
  public void step() {
    step(descent.optimizer().rate());
  }

  /**
   * One step at a rate, as a schedule gives it.
   *
   * @param rate 0 or more
   * @throws chainrule.error.ArgumentException if it is negative, infinite or NaN
   */
  public void step(double rate) {
    advance(rate);
    Context.current().tracer().before(this, "one optimizer", new Advance(this, rate));
    update();
  }

  /** The counting of a step, to be done again before a compiled one. */
  private record Advance(Stepper stepper, double rate) implements Runnable {
    @Override
    public void run() {
      stepper.advance(rate);
    }
  }

  /**
   * Counts a step and sets its numbers, but rewrites nothing; {@link #update} does.
   *
   * @param rate 0 or more
   * @throws chainrule.error.ArgumentException if it is negative, infinite or NaN
   */
  public void advance(double rate) {
    Ranges.notNegative("lr", rate);
    steps++;
    for (Rule rule : rules) {
      rule.advance(steps, rate);
    }
    if (descent.average().isPresent()) {
      share[0] = descent.average().get().share(steps);
    }
  }

  /**
   * Adds a share of the gradients to what was gathered since {@link #zeroGrad}, and takes them from
   * the parameters: a step then follows what was gathered.
   *
   * @param share of one of several passes over samples, as {@link Accumulation} makes them
   */
  void gather(double share) {
    Autograd.noGrad(() -> moving.forEach(one -> one.gather(share)));
    parameters.clearGrads();
  }

  /**
   * The 2-norm of the gradients of all parameters that move, before clipping: the root of the sum
   * of the squares of their norms, of their type, F64 if they have several; 0 if none has a
   * gradient.
   */
  public Tensor gradientNorm() {
    return Autograd.noGrad(() -> {
      List<Tensor> gradients = moving.stream().flatMap(one -> one.gradient().stream()).toList();
      List<DType> types = gradients.stream().map(Tensor::dtype).distinct().toList();
      DType type = types.size() == 1 ? types.getFirst() : DType.F64;
      return gradients.stream()
          .map(gradient -> gradient.norm().to(type))
          .reduce(Tensor::hypot)
          .orElseGet(() -> Tensor.constant(type, 0));
    });
  }

  /**
   * Rewrites the parameters by their gradients, as the present step; one without stays as is. The
   * gradients themselves stay, not clipped.
   */
  public void update() {
    boolean needsNorm = descent.clipping() instanceof Clipping.Norm;
    update(needsNorm ? gradientNorm() : Tensor.constant(DType.F64, 0));
  }

  /**
   * Rewrites the parameters by their gradients, whose norm is known.
   *
   * @param norm as {@link #gradientNorm} gives it
   */
  public void update(Tensor norm) {
    Autograd.noGrad(() -> {
      List<Moving> pulled = moving.stream().filter(one -> one.gradient().isPresent()).toList();
      List<Tensor> gradients = pulled.stream().map(one -> one.gradient().orElseThrow()).toList();
      List<Tensor> clipped = descent.clipping().of(gradients, norm);
      for (int i = 0; i < pulled.size(); i++) {
        pulled.get(i).follow(clipped.get(i));
      }
      for (Moving one : moving) {
        one.average.ifPresent(
            average -> Ema.RULE.apply(List.of(average), List.of(one.leaf), share));
      }
    });
  }

  /**
   * Computes with the averages in the place of the parameters, which afterwards have the bits they
   * had. Without averages, or before the first step, with the parameters as they are.
   */
  public <T> T averaged(Supplier<T> body) {
    List<Moving> swapped =
        steps == 0 ? List.of() : moving.stream().filter(one -> one.average.isPresent()).toList();
    List<Tensor> before = swapped.stream().map(one -> copy(one.leaf)).toList();
    try {
      swapped.forEach(one -> one.leaf.assign(one.average.orElseThrow()));
      return body.get();
    } finally {
      for (int i = 0; i < swapped.size(); i++) {
        swapped.get(i).leaf.assign(before.get(i));
      }
    }
  }

  private static Tensor copy(Tensor values) {
    Tensor copy = zeros(values);
    copy.assign(values);
    return copy;
  }

  /**
   * What a later stepper needs beside the number of steps to go on with the same bits: copies of
   * all that is kept, named by slot and path, such as {@code momentum/layers.0.weight}, averages
   * {@code ema/layers.0.weight}.
   */
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    leaves().forEach((name, leaf) -> state.put(name, copy(leaf)));
    return state;
  }

  private SequencedMap<String, Tensor> leaves() {
    SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
    for (Moving one : moving) {
      List<String> slots = one.rule.optimizer.slots();
      for (int slot = 0; slot < slots.size(); slot++) {
        leaves.put(slots.get(slot) + "/" + one.path, one.kept.get(slot));
      }
      one.average.ifPresent(average -> leaves.put(EMA + "/" + one.path, average));
    }
    return leaves;
  }

  /**
   * Goes on where another stepper was, if the parameters are as they were then.
   *
   * @param done the number of steps it had taken, 0 or more
   * @param state what its {@link #state} gave
   * @throws StateException if that is of another optimizer or network; nothing is changed then
   */
  public void restore(long done, Map<String, Tensor> state) {
    SequencedMap<String, Tensor> leaves = leaves();
    List<String> misfits = misfits(leaves, state);
    if (done < 0) {
      misfits.addFirst(done + " steps");
    }
    if (!misfits.isEmpty()) {
      throw new StateException(
          "optimizer: the saved state does not fit: " + String.join("; ", misfits),
          "go on with the optimizer and the network that it was saved from");
    }
    leaves.forEach((name, leaf) -> leaf.assign(Objects.requireNonNull(state.get(name))));
    steps = done;
  }

  private static List<String> misfits(
      SequencedMap<String, Tensor> leaves, Map<String, Tensor> state) {
    List<String> misfits = new ArrayList<>();
    leaves.forEach((name, leaf) -> {
      Tensor saved = state.get(name);
      if (saved == null) {
        misfits.add(name + " is missing");
      } else if (!saved.spec().equals(leaf.spec())) {
        misfits.add(name + " is " + saved.spec() + ", needs " + leaf.spec());
      }
    });
    state.keySet().stream()
        .filter(name -> !leaves.containsKey(name))
        .forEach(name -> misfits.add(name + " is not needed"));
    return misfits;
  }
}
