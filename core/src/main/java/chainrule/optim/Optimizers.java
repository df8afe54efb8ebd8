// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * The optimizers there are, by name: {@code sgd}, {@code adagrad}, {@code rmsprop}, {@code adam},
 * {@code adamw}, {@code lion}.
 */
public final class Optimizers {

  /** The options of an optimizer, complete. */
  private record Given(Map<String, Double> options) {
    double of(String name) {
      return options.getOrDefault(name, 0.0);
    }

    boolean is(String name) {
      double value = of(name);
      if (value != 0 && value != 1) {
        throw new ArgumentException(name + ": " + value + "; needs 1 for yes, 0 for no");
      }
      return value == 1;
    }
  }

  private record Kind(Optimizer defaults, Function<Given, Optimizer> make) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              Sgd.rate(1e-3),
              in ->
                  new Sgd(
                      in.of(Options.RATE),
                      in.of(Options.MOMENTUM),
                      in.of(Options.DAMPENING),
                      in.is(Options.NESTEROV),
                      in.of(Options.WEIGHT_DECAY))),
          new Kind(
              Adagrad.rate(1e-2),
              in ->
                  new Adagrad(
                      in.of(Options.RATE), in.of(Options.EPSILON), in.of(Options.WEIGHT_DECAY))),
          new Kind(
              RmsProp.rate(1e-2),
              in ->
                  new RmsProp(
                      in.of(Options.RATE),
                      in.of(Options.ALPHA),
                      in.of(Options.EPSILON),
                      in.of(Options.MOMENTUM),
                      in.is(Options.CENTERED),
                      in.of(Options.WEIGHT_DECAY))),
          new Kind(
              Adam.rate(1e-3),
              in ->
                  new Adam(
                      in.of(Options.RATE),
                      in.of(Options.BETA1),
                      in.of(Options.BETA2),
                      in.of(Options.EPSILON),
                      in.of(Options.WEIGHT_DECAY),
                      in.is(Options.AMSGRAD))),
          new Kind(
              AdamW.rate(1e-3),
              in ->
                  new AdamW(
                      in.of(Options.RATE),
                      in.of(Options.BETA1),
                      in.of(Options.BETA2),
                      in.of(Options.EPSILON),
                      in.of(Options.WEIGHT_DECAY),
                      in.is(Options.AMSGRAD))),
          new Kind(
              Lion.rate(1e-4),
              in ->
                  new Lion(
                      in.of(Options.RATE),
                      in.of(Options.BETA1),
                      in.of(Options.BETA2),
                      in.of(Options.WEIGHT_DECAY))));

  private Optimizers() {}

  /** All of them, with PyTorch's defaults; Lion with its paper's. */
  public static List<Optimizer> all() {
    return KINDS.stream().map(Kind::defaults).toList();
  }

  /**
   * The optimizer of a name, with its defaults.
   *
   * @throws ArgumentException if there is none
   */
  public static Optimizer named(String name) {
    return kind(Words.of("optimizer", name)).defaults();
  }

  /**
   * The optimizer of a name with options as {@link Optimizer#options} gives them; those left out
   * have their defaults.
   *
   * @throws ArgumentException if there is none, it has no such option, or a range is left
   */
  public static Optimizer of(String name, Map<String, Double> options) {
    Kind kind = kind(Words.of("optimizer", name));
    SequencedMap<String, Double> complete = new LinkedHashMap<>(kind.defaults().options());
    List<String> names = List.copyOf(complete.keySet());
    options.forEach((option, value) ->
        complete.put(Words.of("optimizer " + name, option).choice(names), value));
    return kind.make().apply(new Given(complete));
  }

  private static Kind kind(Words words) {
    String name = words.choice(KINDS.stream().map(kind -> kind.defaults().name()).toList());
    words.end();
    return KINDS.stream()
        .filter(kind -> kind.defaults().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * An optimizer as text: its name, then the options that are not the defaults, as in {@code
   * sgd:lr=0.1,momentum=0.9,nesterov}.
   */
  public static String text(Optimizer optimizer) {
    SequencedMap<String, Double> defaults = named(optimizer.name()).options();
    List<String> options = new ArrayList<>();
    optimizer
        .options()
        .forEach((name, value) -> {
          if (!value.equals(defaults.get(name))) {
            options.add(isFlag(name) && value == 1 ? name : name + "=" + Words.number(value));
          }
        });
    return options.isEmpty()
        ? optimizer.name()
        : optimizer.name() + ":" + String.join(",", options);
  }

  private static boolean isFlag(String option) {
    return List.of(Options.NESTEROV, Options.CENTERED, Options.AMSGRAD).contains(option);
  }

  /**
   * The optimizer of a text as {@link #text} gives it.
   *
   * @throws ArgumentException if it is none
   */
  public static Optimizer parse(String text) {
    Words words = Words.of("optimizer", text);
    String name = words.word("a name");
    Map<String, Double> options = new LinkedHashMap<>();
    if (words.hasMore()) {
      for (String option : words.word("options").split(",", -1)) {
        Words parts = Words.of("optimizer", option.replace('=', ':'));
        String key = parts.word("an option");
        options.put(key, isFlag(key) ? parts.number("1 or 0", 1) : parts.number("a number"));
        parts.end();
      }
    }
    words.end();
    return of(name, options);
  }
}
