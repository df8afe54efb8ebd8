// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.error.FormatException;
import chainrule.formats.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The search for the options with the best score.
 *
 * <pre>{@code
 * var plan = new SearchPlan(
 *     SearchSpace.parse("lr=1e-4..1e-1:log,hidden=16|32"), Strategy.HALVING, 20, 8, 1);
 * var search = Search.of(plan, (options, epochs) -> train(options, epochs));
 * search.in(new TrialLog(Path.of("search")), Json.object()).run().best().options();
 * }</pre>
 */
public final class Search {

  private record Key(int number, int epochs) {}

  private final SearchPlan plan;
  private final Objective objective;
  private final Consumer<Trial> listener;
  private final Optional<TrialLog> log;
  private final Json.JsonObject more;

  private Search(
      SearchPlan plan,
      Objective objective,
      Consumer<Trial> listener,
      Optional<TrialLog> log,
      Json.JsonObject more) {
    this.plan = plan;
    this.objective = objective;
    this.listener = listener;
    this.log = log;
    this.more = more;
  }

  /** A search that keeps its trials in memory alone. */
  public static Search of(SearchPlan plan, Objective objective) {
    return new Search(plan, objective, _ -> {}, Optional.empty(), Json.object());
  }

  /** Telling every trial when it is done, and first those that were done before. */
  public Search on(Consumer<Trial> told) {
    return new Search(plan, objective, listener.andThen(told), log, more);
  }

  /**
   * Writing its trials down, and going on with those that are there. The trials of an interrupted
   * search and their order are those of one that was not.
   *
   * @param place where
   * @param circumstances what else the trials depend on; a search goes on only under the same
   */
  public Search in(TrialLog place, Json.JsonObject circumstances) {
    return new Search(plan, objective, listener, Optional.of(place), circumstances);
  }

  /**
   * Tries all that is planned.
   *
   * @throws chainrule.error.StateException if the log is of another search
   * @throws chainrule.error.FileException if the log cannot be read or written
   * @throws FormatException if the log is damaged
   */
  public Found run() {
    List<SequencedMap<String, String>> candidates = plan.candidates();
    Map<Key, Trial> done = done(candidates);
    List<Trial> all = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    candidates.forEach(_ -> left.add(left.size() + 1));
    for (Round round : plan.rounds()) {
      List<Integer> taking = List.copyOf(left.subList(0, round.candidates()));
      List<Trial> trials = new ArrayList<>();
      taking.stream()
          .sorted()
          .forEach(number ->
              trials.add(tried(number, candidates.get(number - 1), round.epochs(), done)));
      left.clear();
      trials.stream().sorted(Trial.BEST_FIRST).forEach(trial -> left.add(trial.number()));
      all.addAll(trials);
    }
    return new Found(all);
  }

  private Map<Key, Trial> done(List<SequencedMap<String, String>> candidates) {
    Map<Key, Trial> done = new LinkedHashMap<>();
    for (Trial trial : log.map(file -> file.begin(plan, more)).orElse(List.of())) {
      int number = trial.number();
      if (number < 1
          || number > candidates.size()
          || !trial.options().equals(candidates.get(number - 1))) {
        throw new FormatException(
            "search: trial " + number + " in the log has options that it does not have here",
            "take its line out of the log, or name another folder");
      }
      done.put(new Key(number, trial.epochs()), trial);
    }
    return done;
  }

  private Trial tried(
      int number, SequencedMap<String, String> options, int epochs, Map<Key, Trial> done) {
    Key key = new Key(number, epochs);
    Trial trial =
        done.computeIfAbsent(
            key,
            _ -> {
              Trial fresh = new Trial(number, options, epochs, objective.train(options, epochs));
              log.ifPresent(file -> file.add(fresh));
              return fresh;
            });
    listener.accept(trial);
    return trial;
  }
}
