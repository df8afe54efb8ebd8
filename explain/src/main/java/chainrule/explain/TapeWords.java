// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.page.TextPage;
import chainrule.formats.Json;
import chainrule.graph.Event;
import chainrule.graph.Pass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of each contribution on the tape, in every language. */
final class TapeWords {

  private static final TextPage PAGE = new TextPage(Numbers::of);

  private final Map<Integer, Step> steps = new HashMap<>();

  TapeWords(Pass pass) {
    for (Step step : BackwardSteps.gates(Scene.of(pass))) {
      switch (step) {
        case Step.Passed passed -> steps.put(passed.number(), passed);
        case Step.Added added -> steps.put(added.number(), added);
        default -> {}
      }
    }
  }

  /** The sentences by language. */
  Json.JsonObject of(Event event) {
    Json.JsonObject texts = Json.object();
    for (Language language : Language.values()) {
      texts = texts.with(language.code(), text(event, language));
    }
    return texts;
  }

  private String text(Event event, Language language) {
    Step step = steps.get(event.step());
    if (step == null) {
      return "";
    }
    Explanation alone = new Explanation("", "", List.of(only(step, event)), Optional.empty());
    return PAGE.of(new Telling(Catalog.of(language)).of(alone))
        .lines()
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  /** The step with one of its contributions alone. */
  private static Step only(Step step, Event event) {
    if (!(step instanceof Step.Passed passed)) {
      return step;
    }
    List<Contribution> one =
        passed.contributions().stream()
            .filter(contribution -> contribution.event().slot() == event.slot())
            .toList();
    return new Step.Passed(
        passed.number(), passed.gate(), passed.upstream(), one, passed.remarks());
  }
}
