// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.examples.MostInfluential.Parameter;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MostInfluentialTest {

  private static final Graph COST = MostInfluential.cost();
  private static final List<Parameter> RANKED = MostInfluential.ranked(COST);

  /** How far the cost falls if a parameter is turned a little the way its sign advises. */
  private static double fall(Parameter parameter) {
    Pass pass = COST.forward();
    Tensor leaf = pass.value(parameter.leaf());
    double[] change = new double[(int) leaf.count()];
    change[parameter.index()] = parameter.advice().equals("raise it") ? 1e-4 : -1e-4;
    Map<String, Tensor> nudge = Map.of(parameter.leaf(), Tensor.of(leaf.shape(), change));
    return -pass.nudge(nudge).actual(COST.output().id()).item();
  }

  @Test
  void row_38_the_sign_says_which_way_and_the_size_how_much() {
    assertThat(RANKED).hasSize(2 * 3 + 3 + 3 + 1);
    assertThat(RANKED).allMatch(parameter -> fall(parameter) > 0);
    List<Parameter> byFall =
        RANKED.stream().sorted(Comparator.comparingDouble(one -> -fall(one))).toList();
    assertThat(RANKED).isEqualTo(byFall);
    double first = fall(RANKED.getFirst()) / fall(RANKED.getLast());
    double ratio = RANKED.getFirst().gradient() / RANKED.getLast().gradient();
    assertThat(first).isCloseTo(Math.abs(ratio), within(0.01 * first));
  }

  @Test
  void descent_ends_in_the_minimum_on_its_side() {
    assertThat(MostInfluential.descend(2)).isCloseTo(1.130901, within(1e-6));
    assertThat(MostInfluential.descend(-2)).isCloseTo(-1.300840, within(1e-6));
  }
}
