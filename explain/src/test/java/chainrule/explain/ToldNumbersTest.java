// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Event;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.graph.Source;
import chainrule.tensor.Contraction;
import chainrule.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For random circuits: every number that is told is the engine's, and the chain rule holds. */
class ToldNumbersTest {

  private static final int CIRCUITS = 200;
  private static final Pattern PORTRAIT =
      Pattern.compile(
          "(?:, |，形状 |(?<=[:：] ?)(?:形状 )?)(\\[[0-9, ]+])[:：] ?(?:min|最小) (\\S+?)[,，] ?"
              + "(?:max|最大) (\\S+?)[,，] ?(?:norm|范数) (\\S+?)[,，] ?(?:first|开头是) (.*)");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]+(e-?[0-9]+)?");
  private static final Pattern GIVEN = Pattern.compile("  (\\w+)(?: = (.*))?");
  private static final Pattern FORWARD = Pattern.compile("  \\d+\\. [^=]*?[:：] ?((\\w+) = .*)");
  private static final Pattern UPSTREAM =
      Pattern.compile("  \\d+\\. .*(?:upstream gradient|回传梯度) (d ?\\w+/d ?(\\w+)(?: = .*?)?)[.。]");
  private static final Pattern LOCAL =
      Pattern.compile(
          "     (?:to|传给).*?[:：] ?(?:local|局部梯度) (.*?)[;；] ?"
              + "(?:times upstream|乘以回传梯度).*?[:：] ?(.*)");
  private static final Pattern RULE = Pattern.compile("     (?:to|传给).*?[:：] ?(.*)");
  private static final Pattern SUM =
      Pattern.compile("     (?:梯度累加：)?(d ?\\w+/d ?(\\w+)(?: = .*)?)");
  private static final Pattern RESULT = Pattern.compile("  d ?\\w+/d ?(\\w+)(?: = (.*))?");

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_number_is_the_engines(Language language) {
    int numbers = 0;
    for (long seed = 0; seed < CIRCUITS; seed++) {
      Explain explain = RandomCircuit.of(seed).explain().language(language);
      try {
        numbers += check(explain.pass(), explain.text());
      } catch (AssertionError | RuntimeException thrown) {
        throw new AssertionError("seed " + seed + ":\n" + explain.text(), thrown);
      }
    }
    assertThat(numbers).isGreaterThan(10 * CIRCUITS);
  }

  @Test
  void local_times_upstream_is_the_contribution_and_contributions_add_up() {
    for (long seed = 0; seed < CIRCUITS; seed++) {
      Explain explain = RandomCircuit.of(seed).explain();
      Explanation told = explain.explanation();
      for (Step.Passed passed : told.steps(Step.Passed.class)) {
        passed
            .contributions()
            .forEach(contribution -> product(passed.gate(), contribution.event()));
      }
      Pass pass = explain.pass();
      for (Node node : pass.graph().nodes()) {
        List<Event> arrivals = pass.arrivals(node.id());
        if (!arrivals.isEmpty()) {
          Tensor sum =
              arrivals.stream().map(Event::contribution).reduce(Tensor::plus).orElseThrow();
          close(sum, pass.gradient(node.id()), "seed " + seed + " at " + node.id());
        }
      }
    }
  }

  private static void product(Node.Gate gate, Event event) {
    if (event.local().isPresent() && !(gate.operation() instanceof Contraction)) {
      Tensor product = event.local().get().times(event.upstream());
      Tensor summed = product;
      while (summed.rank() > event.contribution().rank()) {
        summed = summed.sum(0);
      }
      if (summed.shape().equals(event.contribution().shape())) {
        close(summed, event.contribution(), gate.id());
      }
    }
  }

  private static void close(Tensor one, Tensor other, String where) {
    double[] expected = other.toDoubles();
    double[] found = one.toDoubles();
    for (int i = 0; i < expected.length; i++) {
      double scale = Math.max(1, Math.abs(expected[i]));
      assertThat(found[i]).as(where).isCloseTo(expected[i], within(1e-12 * scale));
    }
  }

  /** Goes through the lines with the tape beside them. */
  private static int check(Pass pass, String text) {
    Lines lines = new Lines(pass);
    text.lines().forEach(lines::check);
    assertThat(lines.tape).as("contributions that were not told").isEmpty();
    assertThat(lines.values).as("values that were told").containsAll(lines.expected());
    return lines.equations.checked();
  }

  private static final class Lines {
    private final Pass pass;
    private final ToldEquation equations;
    private final Deque<Event> tape;
    private final Set<String> values = new HashSet<>();
    private final Set<String> beside = new HashSet<>();

    Lines(Pass pass) {
      this.pass = pass;
      equations = new ToldEquation(pass);
      tape = new ArrayDeque<>(pass.tape());
    }

    /** The names of all leaves and gates, and of the leaves with a gradient. */
    Set<String> expected() {
      Set<String> names = new HashSet<>();
      for (Node node : pass.graph().nodes()) {
        if (!(node instanceof Node.Copy)) {
          names.add(node.id());
        }
        if (node instanceof Node.Leaf && pass.hasGradient(node.id())) {
          names.add("d" + node.id());
        }
      }
      return names;
    }

    void check(String whole) {
      Matcher portrait = PORTRAIT.matcher(whole);
      boolean isLarge = portrait.find();
      String line = isLarge ? whole.substring(0, portrait.start()) : whole;
      Optional<Tensor> told = told(line);
      if (isLarge) {
        assertThat(told).as(whole).isPresent();
        portrait(told.orElseThrow(), portrait);
      }
    }

    /** Checks the equations of a line, and gives the tensor it is about. */
    private Optional<Tensor> told(String line) {
      Matcher local = LOCAL.matcher(line);
      Matcher rule = RULE.matcher(line);
      Matcher upstream = UPSTREAM.matcher(line);
      Matcher sum = SUM.matcher(line);
      Matcher forward = FORWARD.matcher(line);
      Matcher result = RESULT.matcher(line);
      Matcher given = GIVEN.matcher(line);
      if (local.matches()) {
        return Optional.of(local(local.group(1), local.group(2), tape.pop()));
      } else if (rule.matches()) {
        return Optional.of(rule(rule.group(1), tape.pop()));
      } else if (upstream.matches()) {
        Tensor gradient = pass.gradient(upstream.group(2));
        equations.check(upstream.group(1), gradient, "");
        gate(upstream.group(2), gradient);
        return Optional.of(gradient);
      } else if (sum.matches()) {
        return Optional.of(sum(sum.group(1), tape.pop()));
      } else if (forward.matches()) {
        values.add(forward.group(2));
        equations.check(forward.group(1), pass.value(forward.group(2)), "");
        return Optional.of(pass.value(forward.group(2)));
      } else if (result.matches()) {
        values.add("d" + result.group(1));
        return Optional.of(result(pass.gradient(result.group(1)), result.group(2)));
      } else if (given.matches() && pass.graph().find(given.group(1)).isPresent()) {
        values.add(given.group(1));
        equations.check(line.strip(), pass.value(given.group(1)), "");
        return Optional.of(pass.value(given.group(1)));
      }
      DECIMAL
          .matcher(line)
          .results()
          .map(MatchResult::group)
          .forEach(number -> assertThat(beside).as(line).contains(number));
      return Optional.empty();
    }

    /** The numbers that may stand in sentences about a gate: its own, and its upstream twice. */
    private void gate(String id, Tensor gradient) {
      beside.clear();
      for (Source source : pass.graph().node(id).inputs()) {
        if (source instanceof Source.Constant constant) {
          beside.add(Numbers.of(constant.value()));
        }
      }
      if (gradient.count() == 1) {
        beside.add(Numbers.of(gradient.item()));
        beside.add(Numbers.of(2 * gradient.item()));
      }
    }

    private Tensor local(String local, String product, Event event) {
      Tensor slope = event.local().orElseThrow();
      equations.check(local, slope, "");
      String form = Numbers.of(slope) + " * " + Numbers.of(event.upstream());
      equations.check(product, event.contribution(), form);
      return event.contribution();
    }

    private Tensor rule(String equation, Event event) {
      String slope = event.local().map(local -> Numbers.of(local) + " * ").orElse("");
      equations.check(equation, event.contribution(), slope + Numbers.of(event.upstream()));
      return event.contribution();
    }

    private Tensor sum(String equation, Event whole) {
      String parts =
          pass.arrivals(whole.gate()).stream()
              .map(part -> Numbers.of(part.contribution()))
              .collect(Collectors.joining(" + "));
      equations.check(equation, whole.contribution(), parts);
      return whole.contribution();
    }

    private static Tensor result(Tensor gradient, @Nullable String told) {
      if (told != null) {
        assertThat(told.split("[:：]", 2)[0]).isEqualTo(Numbers.of(gradient));
        Matcher times = Pattern.compile("(\\S+) (?:times as much|倍)").matcher(told);
        if (times.find()) {
          assertThat(times.group(1)).isEqualTo(Numbers.of(Math.abs(gradient.item())));
        }
      }
      return gradient;
    }

    /** Least, greatest, norm and first numbers, found another way. */
    private static void portrait(Tensor tensor, Matcher told) {
      double[] values = tensor.toDoubles();
      double squares = Arrays.stream(values).map(x -> x * x).sum();
      assertThat(told.group(1)).isEqualTo(tensor.shape().toString());
      assertThat(told.group(2)).isEqualTo(Numbers.of(Arrays.stream(values).min().orElseThrow()));
      assertThat(told.group(3)).isEqualTo(Numbers.of(Arrays.stream(values).max().orElseThrow()));
      assertThat(told.group(4)).isEqualTo(Numbers.of(StrictMath.sqrt(squares)));
      String first =
          Arrays.stream(values).limit(5).mapToObj(Numbers::of).collect(Collectors.joining(", "));
      assertThat(told.group(5)).isEqualTo(first);
    }
  }
}
