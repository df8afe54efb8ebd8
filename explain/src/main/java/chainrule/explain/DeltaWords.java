// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.explain.formula.Operator;
import chainrule.explain.page.Block;
import chainrule.explain.page.Piece;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the delta recursion into words. */
final class DeltaWords {

  private final Catalog catalog;
  private final RemarkWords remarks;
  private final List<Block> blocks = new ArrayList<>();

  DeltaWords(Catalog catalog) {
    this.catalog = catalog;
    remarks = new RemarkWords(catalog);
  }

  List<Block> of(Deltas deltas) {
    List<Deltas.Stage> stages = deltas.stages();
    heading("delta", stages.size());
    line(0, 0, "delta.cost", deltas.loss(), number("C", deltas.cost()), samples(stages));
    stages.forEach(stage -> line(1, 0, "delta.names", names(stage)));
    heading("forward.layers");
    stages.forEach(this::forward);
    heading("backward.layers");
    List<Deltas.Stage> back = stages.reversed();
    for (int i = 0; i < back.size(); i++) {
      Optional<Deltas.Stage> after = i == 0 ? Optional.empty() : Optional.of(back.get(i - 1));
      backward(deltas, i + 1, back.get(i), after);
    }
    heading("table");
    blocks.add(table(stages));
    columns(stages);
    line(0, 0, "delta.agrees", Formula.of(deltas.disagreement()));
    return blocks;
  }

  private static long samples(List<Deltas.Stage> stages) {
    return stages.getFirst().z().size(0);
  }

  private void heading(String key, Object... values) {
    blocks.add(new Block.Heading(catalog.pieces("heading." + key, values)));
  }

  private void line(int depth, int number, String key, Object... values) {
    blocks.add(new Block.Line(depth, number, catalog.pieces(key, values)));
  }

  private static Piece number(String name, double value) {
    return new Piece.Inline(
        new Formula.Equality(List.of(new Formula.Name(name), Formula.of(value))));
  }

  private static Formula name(String letter, Deltas.Stage stage) {
    return new Formula.Name(letter + stage.number());
  }

  private static Formula input(Deltas.Stage stage) {
    return new Formula.Name("a" + (stage.number() - 1));
  }

  private static Formula gradient(String letter, Deltas.Stage stage) {
    return new Formula.Derivative("C", letter + stage.number());
  }

  private Object names(Deltas.Stage stage) {
    return stage
        .bias()
        .map(bias ->
            catalog.pieces(
                "delta.both",
                name("W", stage),
                stage.weight(),
                stage.weights().shape(),
                name("b", stage),
                bias))
        .orElseGet(() ->
            catalog.pieces(
                "delta.weight", name("W", stage), stage.weight(), stage.weights().shape()));
  }

  private String title(boolean isOutput) {
    return catalog.text(isOutput ? "delta.output" : "delta.hidden");
  }

  private void forward(Deltas.Stage stage) {
    Formula product = Formula.of(input(stage), Operator.MATMUL, name("W", stage));
    Formula sum =
        stage.bias().isPresent() ? Formula.of(product, Operator.PLUS, name("b", stage)) : product;
    line(1, stage.number(), "delta.sum", told(stage.z(), name("z", stage), sum));
    if (!stage.functions().isEmpty()) {
      line(2, 0, "delta.activation", told(stage.a(), name("a", stage), activated(stage)));
    }
  }

  private static Formula activated(Deltas.Stage stage) {
    Formula value = name("z", stage);
    for (String function : stage.functions()) {
      value = Formula.call(function, value);
    }
    return value;
  }

  /** The derivative of the activation; nothing for a linear layer. */
  private static Optional<Formula> slope(Deltas.Stage stage) {
    return switch (stage.functions().size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(Formula.call(stage.functions().getFirst() + "'", name("z", stage)));
      default -> Optional.of(Formula.call("f'", name("z", stage)));
    };
  }

  private void backward(
      Deltas deltas, int number, Deltas.Stage stage, Optional<Deltas.Stage> after) {
    line(1, number, "delta.layer", stage.number(), title(after.isEmpty()));
    if (after.isEmpty()) {
      output(deltas, stage);
    } else {
      Deltas.Stage next = after.get();
      Formula back = Formula.of(name("delta", next), Operator.MATMUL, turned(name("W", next)));
      line(2, 0, "bp.two", error(stage, back));
    }
    if (stage.bias().isPresent()) {
      boolean isSingle = stage.delta().size(0) == 1;
      Formula delta = name("delta", stage);
      Formula sum = Formula.call("sum", delta, new Formula.Name("axis 0"));
      line(
          2,
          0,
          "bp.three",
          told(stage.biasGradient(), gradient("b", stage), isSingle ? delta : sum));
    }
    Formula product = Formula.of(turned(input(stage)), Operator.MATMUL, name("delta", stage));
    line(2, 0, "bp.four", told(stage.weightGradient(), gradient("W", stage), product));
  }

  private void output(Deltas deltas, Deltas.Stage stage) {
    Optional<Deltas.Classes> classes = deltas.classes();
    if (classes.isPresent() && stage.functions().isEmpty()) {
      Formula p = new Formula.Name("p");
      Formula y = new Formula.Name("y");
      line(
          2,
          0,
          "bp.softmax",
          told(classes.get().probabilities(), p, Formula.call("softmax", name("z", stage))));
      line(
          2,
          0,
          "bp.target",
          told(classes.get().target(), y, Formula.call("oneHot", new Formula.Name("t"))));
      Formula difference = Formula.of(p, Operator.MINUS, y);
      long samples = stage.z().size(0);
      Formula error =
          samples == 1
              ? difference
              : Formula.of(difference, Operator.OVER, Formula.of((double) samples));
      line(2, 0, "bp.one.classes", told(stage.delta(), name("delta", stage), error));
    } else {
      line(2, 0, "bp.cost", told(stage.activationGradient(), gradient("a", stage)));
      line(2, 0, "bp.one", error(stage, gradient("a", stage)));
    }
  }

  /** delta = what comes back, times the slope of the activation. */
  private List<Piece> error(Deltas.Stage stage, Formula back) {
    Optional<Formula> slope = slope(stage);
    Formula formula =
        slope.map(factor -> Formula.of(back, Operator.TIMES_ELEMENTS, factor)).orElse(back);
    boolean isShort = Scene.isShort(stage.delta()) && slope.isPresent();
    Formula numbers =
        Formula.of(
            Scene.value(stage.activationGradient()),
            Operator.TIMES_ELEMENTS,
            Scene.value(stage.slope()));
    return told(
        stage.delta(),
        List.of(
            Optional.of(name("delta", stage)),
            Optional.of(formula),
            isShort ? Optional.of(numbers) : Optional.empty()));
  }

  private static Formula turned(Formula matrix) {
    return Formula.of(Operator.TRANSPOSE, matrix);
  }

  private List<Piece> told(Tensor value, Formula... sides) {
    return told(value, List.of(sides).stream().map(Optional::of).toList());
  }

  /** Sides of an equation, the number last; of a large tensor, sizes and a few numbers behind. */
  private List<Piece> told(Tensor value, List<Optional<Formula>> sides) {
    List<Optional<Formula>> all = new ArrayList<>(sides);
    all.add(Scene.shortValue(value));
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece.Display(Scene.equality(all)));
    pieces.addAll(remarks.behind(Scene.portrait(value), false));
    return pieces;
  }

  private Block table(List<Deltas.Stage> stages) {
    List<List<List<Piece>>> rows = new ArrayList<>();
    for (Deltas.Stage stage : stages) {
      rows.add(
          List.of(
              List.of(new Piece.Words(Integer.toString(stage.number()))),
              cell(stage.z()),
              cell(stage.a()),
              cell(stage.delta())));
    }
    return new Block.Grid(
        List.of(
            catalog.pieces("delta.column"),
            List.of(new Piece.Inline(new Formula.Name("z"))),
            List.of(new Piece.Inline(new Formula.Name("a"))),
            catalog.pieces("delta.error", new Formula.Derivative("C", "z"))),
        rows);
  }

  private List<Piece> cell(Tensor tensor) {
    return Scene.isShort(tensor)
        ? List.of(new Piece.Inline(Scene.value(tensor)))
        : catalog.pieces("cell", tensor.shape(), Formula.of(Statistics.of(tensor).norm()));
  }

  /** The same equations for columns as samples, as the course's notes write them. */
  private void columns(List<Deltas.Stage> stages) {
    Deltas.Stage last = stages.getLast();
    Formula delta = name("delta", last);
    Formula weights = Formula.of(delta, Operator.MATMUL, turned(input(last)));
    if (stages.size() == 1) {
      line(0, 0, "delta.columns.one", gradient("W", last), weights);
      return;
    }
    Deltas.Stage before = stages.get(stages.size() - 2);
    Formula back = Formula.of(turned(name("W", last)), Operator.MATMUL, delta);
    Formula error =
        slope(before).map(slope -> Formula.of(back, Operator.TIMES_ELEMENTS, slope)).orElse(back);
    line(
        0,
        0,
        "delta.columns",
        new Formula.Equality(List.of(name("delta", before), error)),
        new Formula.Equality(List.of(gradient("W", last), weights)));
  }
}
