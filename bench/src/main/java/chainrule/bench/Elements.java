// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;

import chainrule.array.Code;
import chainrule.array.Expr;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Variant;
import chainrule.plan.Compiled;
import chainrule.plan.Workspace;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Loops over elements beside loops written by hand; sums, softmax and norms beside the peer. */
final class Elements {

  private static final int FEW = 4096;
  private static final int MANY = 1 << 20;
  private static final int ROWS = 1024;
  private static final int COLUMNS = 1000;

  private Elements() {}

  static void run(Session session) {
    List<Supplier<Trial>> trials = new ArrayList<>();
    trials.add(() -> map(session, Job.Function.EXP, FEW, 1, -104, 88.5));
    trials.add(() -> map(session, Job.Function.SIGMOID, FEW, 1, -104, 104));
    trials.add(() -> map(session, Job.Function.TANH, FEW, 1, -20, 20));
    trials.add(() -> crossEntropy(session));
    trials.add(() -> map(session, Job.Function.RELU_OF_SUM, FEW, 3, -1, 1));
    trials.add(() -> map(session, Job.Function.RELU_OF_SUM, MANY, 3, -1, 1));
    trials.add(() -> map(session, Job.Function.SIGMOID_GRADIENT, FEW, 2, 0, 1));
    trials.add(() -> map(session, Job.Function.POLYNOMIAL, FEW, 1, -1, 1));
    trials.add(() -> layerNorm(session));
    trials.add(() -> sum(session, 1));
    trials.add(() -> sum(session, 0));
    session.play(trials);
  }

  // ------------------------------------------------------------------ functions of elements

  /** A function: the loop alone and, if there is time, as operations on tensors. */
  private static Trial map(
      Session session, Job.Function function, int count, int inputs, double low, double high) {
    List<float[]> values = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      values.add(Numbers.floats("input " + i, count, low, high));
    }
    Job.Map job = new Job.Map(function, values);
    List<Variant> ways = new ArrayList<>();
    ways.add(new Variant("", session.ours(new ExprLoop(expr(function), values))));
    if (!session.isQuick()) {
      ways.add(new Variant("as tensors", session.ours(tensors(job))));
    }
    return Trial.of(name(function) + " " + count, ways)
        .beside(isElementary(function) ? "jdk" : "hand", Hand.contender(job))
        .beside(session.peerName(), session.theirs(job));
  }

  private static boolean isElementary(Job.Function function) {
    return switch (function) {
      case EXP, SIGMOID, TANH -> true;
      case RELU_OF_SUM, SIGMOID_GRADIENT, POLYNOMIAL -> false;
    };
  }

  private static String name(Job.Function function) {
    return switch (function) {
      case EXP -> "exp";
      case SIGMOID -> "sigmoid";
      case TANH -> "tanh";
      case RELU_OF_SUM -> "max(0, a b + c)";
      case SIGMOID_GRADIENT -> "g s (1 - s)";
      case POLYNOMIAL -> "polynomial of degree 7";
    };
  }

  static Expr expr(Job.Function function) {
    return switch (function) {
      case EXP -> a.then(Code.EXP);
      case SIGMOID -> a.then(Code.SIGMOID);
      case TANH -> a.then(Code.TANH);
      case RELU_OF_SUM -> Expr.of(Code.MAXIMUM, a.times(b).plus(c), Expr.of(0));
      case SIGMOID_GRADIENT -> a.times(b).times(Expr.of(1).minus(b));
      case POLYNOMIAL -> {
        Expr sum = Expr.of(1);
        for (int term = 0; term < Hand.DEGREE; term++) {
          sum = sum.times(a).plus(1);
        }
        yield sum;
      }
    };
  }

  private static Contender tensors(Job.Map job) {
    List<Tensor> inputs =
        job.inputs().stream().map(values -> Tensor.of(Shape.of(values.length), values)).toList();
    Tensor x = inputs.getFirst();
    Supplier<Tensor> work =
        switch (job.function()) {
          case EXP -> x::exp;
          case SIGMOID -> x::sigmoid;
          case TANH -> x::tanh;
          case RELU_OF_SUM -> () -> x.times(inputs.get(1)).plus(inputs.get(2)).relu();
          case SIGMOID_GRADIENT ->
              () -> x.times(inputs.get(1)).times(inputs.get(1).negate().plus(1));
          case POLYNOMIAL ->
              () -> {
                Tensor sum = x.plus(1);
                for (int term = 1; term < Hand.DEGREE; term++) {
                  sum = sum.times(x).plus(1);
                }
                return sum;
              };
        };
    return Contender.of(
        () -> Autograd.noGrad(work), y -> y.abs().clampMax(Job.Map.CAP).mean().item());
  }

  // ------------------------------------------------------------------ rows and columns

  private static Trial crossEntropy(Session session) {
    Job.CrossEntropy job =
        new Job.CrossEntropy(
            ROWS,
            COLUMNS,
            Numbers.floats("logits", ROWS * COLUMNS, -3, 3),
            Numbers.labels("labels", ROWS, COLUMNS));
    Tensor logits = Tensor.of(Shape.of(ROWS, COLUMNS), job.logits()).requiresGrad();
    Tensor labels = Tensor.of(Shape.of(ROWS), job.labels());
    Contender eager =
        Contender.of(
            () -> Autograd.grad(logits.crossEntropy(labels), logits).getFirst(),
            gradient -> gradient.abs().sum().item());
    return Trial.of(
            "softmax cross-entropy and back 1024x1000",
            List.of(
                new Variant("compiled", Ours.on(session.threads(), () -> compiled(logits, labels))),
                new Variant("eager", session.ours(eager))))
        .beside(session.peerName(), session.theirs(job));
  }

  /** The gradient of the cross-entropy as a plan. */
  private static Contender compiled(Tensor logits, Tensor labels) {
    Compiled gradient =
        Compiled.of(given -> {
          Tensor z = given.get(0).detach().requiresGrad();
          return Autograd.grad(z.crossEntropy(given.get(1)), z);
        });
    gradient.apply(logits, labels);
    gradient.apply(logits, labels);
    Workspace workspace = gradient.workspace(logits, labels).orElseThrow();
    workspace.give(0, logits);
    workspace.give(1, labels);
    return Contender.of(
        workspace::run, () -> gradient.apply(logits, labels).getFirst().abs().sum().item());
  }

  /** The library has no layer norm of its own yet: this is its definition. */
  private static Trial layerNorm(Session session) {
    Job.LayerNorm job =
        new Job.LayerNorm(
            ROWS,
            COLUMNS,
            Numbers.floats("values", ROWS * COLUMNS, -1, 3),
            Numbers.floats("weights", ROWS * COLUMNS, -1, 1));
    Tensor x = Tensor.of(Shape.of(ROWS, COLUMNS), job.values()).requiresGrad();
    Tensor weights = Tensor.of(Shape.of(ROWS, COLUMNS), job.weights());
    Tensor gain = Tensor.ones(COLUMNS).requiresGrad();
    Tensor bias = Tensor.zeros(COLUMNS).requiresGrad();
    Contender ours =
        Contender.of(
            () -> {
              Tensor centered = x.minus(x.meanKeep(1));
              Tensor deviation = centered.square().meanKeep(1).plus(1e-5).sqrt();
              Tensor y = centered.over(deviation).times(gain).plus(bias);
              return Autograd.grad(y.times(weights).sum(), x, gain, bias);
            },
            gradients -> gradients.stream().mapToDouble(g -> g.abs().sum().item()).sum());
    return Trial.of("layer norm and back 1024x1000", session.ours(ours))
        .beside(session.peerName(), session.theirs(job));
  }

  private static Trial sum(Session session, int axis) {
    Job.Sum job = new Job.Sum(ROWS, COLUMNS, axis, Numbers.floats("values", ROWS * COLUMNS, 0, 1));
    Tensor x = Tensor.of(Shape.of(ROWS, COLUMNS), job.values());
    Contender ours =
        Contender.of(() -> Autograd.noGrad(() -> x.sum(axis)), sums -> sums.sum().item());
    return Trial.of(
            "sum of each " + (axis == 1 ? "row" : "column") + " 1024x1000", session.ours(ours))
        .beside(session.peerName(), session.theirs(job));
  }
}
