// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.explain.page.Block;
import chainrule.explain.page.Piece;
import chainrule.graph.Box;
import chainrule.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts an explanation into words. */
final class Telling {

  /** The most leaves that are told of a large graph. */
  private static final int MOST_LEAVES = 40;

  private final Catalog catalog;
  private final RemarkWords remarks;
  private final List<Block> blocks = new ArrayList<>();

  Telling(Catalog catalog) {
    this.catalog = catalog;
    remarks = new RemarkWords(catalog);
  }

  List<Block> of(Explanation explanation) {
    boolean isLarge = explanation.overview().isPresent();
    part("given", explanation.steps(Step.Given.class), isLarge);
    explanation.overview().ifPresent(this::overview);
    List<Step> forward =
        explanation.steps().stream()
            .filter(step -> step instanceof Step.Computed || step instanceof Step.Copied)
            .toList();
    part("forward", forward, false);
    List<Step> backward =
        explanation.steps().stream()
            .filter(step -> step instanceof Step.Passed || step instanceof Step.Added)
            .toList();
    explanation.steps(Step.Seeded.class).forEach(seeded -> backward(explanation, seeded));
    backward.forEach(this::step);
    part("gradients", explanation.steps(Step.Arrived.class), isLarge);
    return blocks;
  }

  private void part(String key, List<? extends Step> steps, boolean isLarge) {
    if (steps.isEmpty()) {
      return;
    }
    heading(key);
    long most = isLarge ? MOST_LEAVES : steps.size();
    steps.stream().limit(most).forEach(this::step);
    if (steps.size() > most) {
      line(1, 0, "more", steps.size() - most);
    }
  }

  private void heading(String key, Object... values) {
    blocks.add(new Block.Heading(catalog.pieces("heading." + key, values)));
  }

  private void line(int depth, int number, String key, Object... values) {
    blocks.add(new Block.Line(depth, number, catalog.pieces(key, values)));
  }

  private void remarks(int depth, List<Remark> said) {
    said.forEach(remark -> blocks.add(new Block.Line(depth, 0, remarks.of(remark))));
  }

  private void backward(Explanation explanation, Step.Seeded seeded) {
    heading("backward");
    Piece equation = new Piece.Display(seeded.equation());
    if (seeded.isGiven()) {
      line(0, 0, "seed.given", name(explanation.output()), explanation.target(), equation);
    } else {
      line(0, 0, "seed", equation);
    }
  }

  private void step(Step step) {
    switch (step) {
      case Step.Given given -> given(given);
      case Step.Computed computed -> computed(computed);
      case Step.Copied(int number, Node.Copy copy) ->
          line(1, number, "copied", name(copy.of()), copy.uses(), name(copy.id()));
      case Step.Seeded _ -> {}
      case Step.Passed passed -> passed(passed);
      case Step.Added added -> added(added);
      case Step.Arrived arrived -> arrived(arrived);
    }
  }

  private void given(Step.Given given) {
    String key = given.leaf().isWatched() ? "given" : "given.unwatched";
    List<Piece> pieces = new ArrayList<>(catalog.pieces(key, new Piece.Display(given.equation())));
    given.remarks().forEach(remark -> pieces.addAll(remarks.behind(remark)));
    blocks.add(new Block.Line(1, 0, pieces));
  }

  private void computed(Step.Computed computed) {
    Node.Gate gate = computed.gate();
    line(
        1,
        computed.number(),
        gate.scope().isEmpty() ? "computed" : "computed.inside",
        GateTitles.of(gate, catalog.language()),
        gate.scope(),
        new Piece.Display(computed.equation()));
    remarks(2, computed.remarks());
  }

  /** The gate by its operation and its name, and the layer it stands in. */
  private List<Piece> gate(Node.Gate gate) {
    Object title = GateTitles.of(gate, catalog.language());
    return gate.scope().isEmpty()
        ? catalog.pieces("gate", title, name(gate.id()))
        : catalog.pieces("gate.inside", title, name(gate.id()), gate.scope());
  }

  private void passed(Step.Passed passed) {
    line(
        1,
        passed.number(),
        "passed",
        gate(passed.gate()),
        catalog.text("role." + GateTitles.key(passed.gate().role())),
        passed.upstream());
    remarks(2, passed.remarks());
    passed.contributions().forEach(this::contribution);
  }

  private void contribution(Contribution contribution) {
    List<Piece> pieces = new ArrayList<>();
    List<Piece> to =
        contribution.input() > 0
            ? catalog.pieces("to.input", name(contribution.to()), contribution.input())
            : catalog.pieces("to", name(contribution.to()));
    Optional<Piece> local = contribution.local().map(Piece.Display::new);
    boolean isPart = contribution.isPart();
    Piece equation = new Piece.Display(contribution.equation());
    if (local.isPresent()) {
      pieces.addAll(catalog.pieces("local", to, local.get()));
      pieces.addAll(catalog.pieces(isPart ? "times.part" : "times", equation));
    } else {
      pieces.addAll(catalog.pieces(isPart ? "rule.part" : "rule", to, equation));
    }
    blocks.add(new Block.Line(2, 0, pieces));
    remarks(2, contribution.remarks());
  }

  private void added(Step.Added added) {
    String of = added.copy().of();
    boolean all = added.parts() == added.copy().uses();
    line(
        1,
        added.number(),
        all ? "added" : "added.some",
        name(added.copy().id()),
        name(of),
        added.copy().uses(),
        added.parts());
    blocks.add(new Block.Line(2, 0, catalog.pieces("sum", new Piece.Display(added.equation()))));
    remarks(2, added.remarks());
  }

  private void arrived(Step.Arrived arrived) {
    if (arrived.gradient().isEmpty()) {
      String key = arrived.leaf().isWatched() ? "arrived.none" : "arrived.unwatched";
      line(1, 0, key, name(arrived.leaf().id()));
      return;
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece.Display(arrived.equation()));
    arrived.remarks().forEach(remark -> pieces.addAll(remarks.behind(remark)));
    blocks.add(new Block.Line(1, 0, pieces));
  }

  private void overview(Overview overview) {
    heading("overview");
    line(0, 0, "overview", overview.gates(), overview.copies(), overview.limit());
    overview
        .operations()
        .forEach(tally ->
            line(
                1,
                0,
                "overview.operation",
                tally.count(),
                tally.operation(),
                catalog.text("role." + GateTitles.key(tally.role()))));
    overview.boxes().stream()
        .limit(MOST_LEAVES)
        .forEach(box ->
            line(1, 0, "overview.box", title(box), box.gates(), Long.toString(box.parameters())));
  }

  private static String title(Box box) {
    return box.path() + " " + box.title();
  }

  private static Formula name(String id) {
    return new Formula.Name(id);
  }
}
