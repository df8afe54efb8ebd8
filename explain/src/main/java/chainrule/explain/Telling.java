// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.explain.page.Block;
import chainrule.explain.page.Piece;
import java.util.ArrayList;
import java.util.List;

/** Puts an explanation into words: the page and its parts. */
final class Telling {

  /** The most leaves, and the most boxes, that are told of a large graph. */
  private static final int MOST = 40;

  private final Catalog catalog;
  private final StepWords words;
  private final List<Block> blocks = new ArrayList<>();

  Telling(Catalog catalog) {
    this.catalog = catalog;
    words = new StepWords(catalog);
  }

  List<Block> of(Explanation explanation) {
    boolean isLarge = explanation.overview().isPresent();
    part("given", explanation.steps(Step.Given.class), isLarge);
    explanation.overview().ifPresent(this::overview);
    part("forward", explanation.steps().stream().filter(Telling::isForward).toList(), false);
    explanation.steps(Step.Seeded.class).forEach(seeded -> start(explanation, seeded));
    explanation.steps().stream()
        .filter(Telling::isBackward)
        .forEach(step -> blocks.addAll(words.of(step)));
    part("gradients", explanation.steps(Step.Arrived.class), isLarge);
    return blocks;
  }

  private static boolean isForward(Step step) {
    return step instanceof Step.Computed || step instanceof Step.Copied;
  }

  private static boolean isBackward(Step step) {
    return step instanceof Step.Passed || step instanceof Step.Added;
  }

  private void part(String key, List<? extends Step> steps, boolean isLarge) {
    if (steps.isEmpty()) {
      return;
    }
    heading(key);
    int most = isLarge ? Math.min(MOST, steps.size()) : steps.size();
    steps.subList(0, most).forEach(step -> blocks.addAll(words.of(step)));
    if (steps.size() > most) {
      line(1, "more", steps.size() - most);
    }
  }

  private void heading(String key) {
    blocks.add(new Block.Heading(catalog.pieces("heading." + key)));
  }

  private void line(int depth, String key, Object... values) {
    blocks.add(new Block.Line(depth, 0, catalog.pieces(key, values)));
  }

  private void start(Explanation explanation, Step.Seeded seeded) {
    heading("backward");
    Piece equation = new Piece.Display(seeded.equation());
    if (seeded.isGiven()) {
      Formula output = new Formula.Name(explanation.output());
      line(0, "seed.given", output, new Formula.Name(explanation.target()), equation);
    } else {
      line(0, "seed", equation);
    }
  }

  private void overview(Overview overview) {
    heading("overview");
    line(0, "overview", overview.gates(), overview.copies(), overview.limit());
    for (Overview.Tally tally : overview.operations()) {
      String role = catalog.text("role." + GateTitles.key(tally.role()));
      line(1, "overview.operation", tally.count(), tally.operation(), role);
    }
    overview.boxes().stream()
        .limit(MOST)
        .forEach(box ->
            line(1, "overview.box", box.path() + " " + box.title(), box.gates(), box.parameters()));
    if (overview.boxes().size() > MOST) {
      line(1, "more", overview.boxes().size() - MOST);
    }
  }
}
