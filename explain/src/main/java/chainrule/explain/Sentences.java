// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.error.ArgumentException;
import chainrule.explain.formula.Formula;
import chainrule.explain.page.Piece;
import chainrule.explain.page.TextPage;
import chainrule.graph.Event;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells steps and contributions of the backward pass in one sentence each. */
final class Sentences {

  private static final TextPage TEXT = new TextPage(Numbers::of);

  private final Catalog catalog;
  private final StepWords words;
  private final Pass pass;
  private final Scene scene;

  Sentences(Catalog catalog, Pass pass) {
    this.catalog = catalog;
    this.pass = pass;
    words = new StepWords(catalog);
    scene = Scene.of(pass);
  }

  /** What one gate passes to one input. */
  String contribution(Event event) {
    return TEXT.line(
        switch (pass.graph().node(event.gate())) {
          case Node.Gate gate -> {
            Contribution told = Contributions.of(scene, gate, event);
            yield catalog.pieces(
                "sentence", words.gate(gate), words.contribution(told, told.isPart()));
          }
          case Node.Copy copy ->
              catalog.pieces(
                  "sentence.copy",
                  name(copy.id()),
                  copy.uses(),
                  name(copy.of()),
                  shown(event.contribution()));
          case Node.Leaf leaf -> List.of(new Piece.Inline(name(leaf.id())));
        });
  }

  /** What one gate passes to all its inputs. */
  String step(int step) {
    List<Event> events = pass.tape().stream().filter(event -> event.step() == step).toList();
    int steps = pass.tape().isEmpty() ? 0 : pass.tape().getLast().step();
    if (events.isEmpty()) {
      throw new ArgumentException(
          "sentence: no step " + step + " in the backward pass; it has " + steps);
    }
    Tensor upstream = events.getFirst().upstream();
    return TEXT.line(
        switch (pass.graph().node(events.getFirst().gate())) {
          case Node.Gate gate when events.stream().allMatch(Sentences::isUnchanged) ->
              catalog.pieces(
                  "sentence.unchanged",
                  step,
                  steps,
                  words.gate(gate),
                  shown(upstream),
                  joined(events.stream().map(event -> arrival(event)).toList()));
          case Node.Gate gate ->
              catalog.pieces(
                  "sentence.becomes",
                  step,
                  steps,
                  words.gate(gate),
                  shown(upstream),
                  joined(events.stream().map(this::share).toList()));
          case Node.Copy copy ->
              catalog.pieces(
                  "sentence.added", step, steps, name(copy.id()), name(copy.of()), shown(upstream));
          case Node.Leaf leaf -> List.of(new Piece.Inline(name(leaf.id())));
        });
  }

  private static boolean isUnchanged(Event event) {
    return Arrays.equals(event.upstream().toDoubles(), event.contribution().toDoubles());
  }

  private List<Piece> arrival(Event event) {
    return List.of(new Piece.Inline(name(scene.name(event.to()))));
  }

  private List<Piece> share(Event event) {
    return catalog.pieces("share", shown(event.contribution()), arrival(event));
  }

  private List<Piece> joined(List<List<Piece>> parts) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        String between = i == parts.size() - 1 ? "and" : "comma";
        pieces.addAll(catalog.pieces(between));
      }
      pieces.addAll(parts.get(i));
    }
    return pieces;
  }

  private List<Piece> shown(Tensor tensor) {
    return Scene.shortValue(tensor)
        .map(value -> List.<Piece>of(new Piece.Inline(value)))
        .orElseGet(() -> catalog.pieces("sized", tensor.shape()));
  }

  private static Formula name(String id) {
    return new Formula.Name(id);
  }
}
