// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.explain.page.Block;
import chainrule.explain.page.Piece;
import chainrule.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Puts one step into words. */
final class StepWords {

  private final Catalog catalog;
  private final RemarkWords remarks;

  StepWords(Catalog catalog) {
    this.catalog = catalog;
    remarks = new RemarkWords(catalog);
  }

  /** The lines of a step; the start of the backward pass has none of its own. */
  List<Block> of(Step step) {
    return switch (step) {
      case Step.Given given -> given(given);
      case Step.Computed computed -> computed(computed);
      case Step.Copied(int number, Node.Copy copy) ->
          List.of(line(1, number, "copied", name(copy.of()), copy.uses(), name(copy.id())));
      case Step.Seeded _ -> List.of();
      case Step.Passed passed -> passed(passed);
      case Step.Added added -> added(added);
      case Step.Arrived arrived -> arrived(arrived);
    };
  }

  private Block line(int depth, int number, String key, Object... values) {
    return new Block.Line(depth, number, catalog.pieces(key, values));
  }

  /** A line, and the remarks that stand on lines of their own below it. */
  private List<Block> with(Block line, List<Remark> said) {
    List<Block> blocks = new ArrayList<>(List.of(line));
    said.stream()
        .filter(remark -> !RemarkWords.isBehind(remark))
        .forEach(remark -> blocks.add(new Block.Line(2, 0, remarks.of(remark))));
    return blocks;
  }

  /** An equation, and what stands behind it. */
  private List<Piece> told(Formula.Equality equation, List<Remark> said) {
    boolean isAlone = equation.sides().isEmpty();
    List<Piece> pieces = new ArrayList<>();
    if (!isAlone) {
      pieces.add(new Piece.Display(equation));
    }
    pieces.addAll(remarks.behind(said, isAlone));
    return pieces;
  }

  private List<Block> given(Step.Given given) {
    String key = given.leaf().isWatched() ? "given" : "given.unwatched";
    return with(line(1, 0, key, told(given.equation(), given.remarks())), given.remarks());
  }

  private List<Block> computed(Step.Computed computed) {
    Node.Gate gate = computed.gate();
    Block line =
        line(
            1,
            computed.number(),
            gate.scope().isEmpty() ? "computed" : "computed.inside",
            GateTitles.of(gate, catalog.language()),
            gate.scope(),
            told(computed.equation(), computed.remarks()));
    return with(line, computed.remarks());
  }

  /** The gate by its operation and its name, and the layer it stands in. */
  List<Piece> gate(Node.Gate gate) {
    String title = GateTitles.of(gate, catalog.language());
    return gate.scope().isEmpty()
        ? catalog.pieces("gate", title, name(gate.id()))
        : catalog.pieces("gate.inside", title, name(gate.id()), gate.scope());
  }

  private List<Block> passed(Step.Passed passed) {
    String role = catalog.text("role." + GateTitles.key(passed.gate().role()));
    Block line = line(1, passed.number(), "passed", gate(passed.gate()), role, passed.upstream());
    List<Block> blocks = with(line, passed.remarks());
    passed.contributions().forEach(contribution -> blocks.addAll(contribution(contribution)));
    return blocks;
  }

  private List<Block> contribution(Contribution contribution) {
    List<Piece> pieces = contribution(contribution, contribution.isPart());
    return with(new Block.Line(2, 0, pieces), contribution.remarks());
  }

  /** What one input gets, in one line. */
  List<Piece> contribution(Contribution contribution, boolean isPart) {
    Formula name = name(contribution.to());
    List<Piece> to =
        contribution.input() > 0
            ? catalog.pieces("to.input", name, contribution.input())
            : catalog.pieces("to", name);
    List<Piece> equation = told(contribution.equation(), contribution.remarks());
    if (contribution.local().isEmpty()) {
      return catalog.pieces(isPart ? "rule.part" : "rule", to, equation);
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.addAll(catalog.pieces("local", to, new Piece.Display(contribution.local().get())));
    pieces.addAll(catalog.pieces(isPart ? "times.part" : "times", equation));
    return pieces;
  }

  private List<Block> added(Step.Added added) {
    Node.Copy copy = added.copy();
    boolean all = added.parts() == copy.uses();
    Block line =
        line(
            1,
            added.number(),
            all ? "added" : "added.some",
            name(copy.id()),
            name(copy.of()),
            copy.uses(),
            added.parts());
    Block sum = line(2, 0, "sum", told(added.equation(), added.remarks()));
    List<Block> blocks = new ArrayList<>(List.of(line));
    blocks.addAll(with(sum, added.remarks()));
    return blocks;
  }

  private List<Block> arrived(Step.Arrived arrived) {
    if (arrived.gradient().isEmpty()) {
      String key = arrived.leaf().isWatched() ? "arrived.none" : "arrived.unwatched";
      return List.of(line(1, 0, key, name(arrived.leaf().id())));
    }
    List<Piece> pieces = told(arrived.equation(), arrived.remarks());
    return List.of(new Block.Line(1, 0, pieces));
  }

  private static Formula name(String id) {
    return new Formula.Name(id);
  }
}
